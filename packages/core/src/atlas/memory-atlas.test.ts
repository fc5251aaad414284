import { expect, test } from 'vitest';
import { makePapers } from '../../tests/support/made-papers.ts';
import { createWordEmbedder } from '../../tests/support/word-embedder.ts';
import type { Progress } from '../task.ts';
import { openAtlas } from './atlas.ts';
import { buildMemoryAtlas } from './memory-atlas.ts';

test('papers become an atlas in memory that opens and is searched', async () => {
  const embedder = createWordEmbedder();
  const stages = new Set<string>();
  const onProgress = ({ stage }: Progress) => stages.add(stage);
  const files = await buildMemoryAtlas(makePapers(30), { embedder, onProgress });
  expect([...stages]).toContain('map');
  await using atlas = await openAtlas(files, { embedder: async () => embedder });
  expect(atlas.papers).toHaveLength(30);
  expect((await atlas.projection()).xy).toHaveLength(60);
  expect(await atlas.search(atlas.papers[3]!.title, { limit: 3 })).not.toEqual([]);
  expect(atlas.manifest.steps.index).toBeNull();
});

test('the same papers give the same bytes', async () => {
  const build = async () =>
    (await buildMemoryAtlas(makePapers(12), { embedder: createWordEmbedder() })).files;
  expect(await build()).toEqual(await build());
});

test('no paper is an error, and an aborted build ends', async () => {
  const embedder = createWordEmbedder();
  await expect(buildMemoryAtlas([], { embedder })).rejects.toMatchObject({ code: 'EMPTY_CORPUS' });
  const signal = AbortSignal.abort();
  await expect(buildMemoryAtlas(makePapers(12), { embedder, signal })).rejects.toMatchObject({
    code: 'ABORTED',
  });
});
