import { expect, test } from 'vitest';
import { makePapers } from '../../tests/support/made-papers.ts';
import { createWordEmbedder } from '../../tests/support/word-embedder.ts';
import type { Embedder } from '../embedding/embedder.ts';
import type { AtlasFiles } from '../store/files.ts';
import { readManifest } from '../store/manifest.ts';
import type { Progress } from '../task.ts';
import { openAtlas } from './atlas.ts';
import { createAtlasReader } from './atlas-reader.ts';
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

async function placesIn(files: AtlasFiles): Promise<Map<string, number[]>> {
  const reader = await createAtlasReader(files);
  const { xy } = await reader.projection();
  return new Map((await reader.papers()).map(({ id }, row) => [id, [...xy.subarray(2 * row, 2 * row + 2)]]));
}

/** The word embedder, with the texts of papers that went through it. */
function createWatched(): Embedder & { asked: string[] } {
  const embedder = createWordEmbedder();
  const asked: string[] = [];
  return {
    ...embedder,
    asked,
    embed(texts, as, task) {
      if (as === 'document') asked.push(...texts);
      return embedder.embed(texts, as, task);
    },
  };
}

test('an atlas that is gone on from keeps its id and the places of its papers; only what is new is embedded', async () => {
  const all = makePapers(130);
  const before = await buildMemoryAtlas(all.slice(0, 125), { embedder: createWordEmbedder() });
  expect(before.change).toBeNull();
  const embedder = createWatched();
  const papers = [...all.slice(1, 60), { ...all[60]!, title: 'A new title' }, ...all.slice(61)];
  const after = await buildMemoryAtlas(papers, { embedder, before });

  expect(embedder.asked).toHaveLength(6);
  expect(after.change).toMatchObject({
    added: all.slice(125).map(({ id }) => id),
    edited: [all[60]!.id],
    removed: [all[0]!.id],
    refit: null,
  });
  const [was, is] = [await readManifest(before), await readManifest(after)];
  expect([is.atlasId, is.generation]).toEqual([was.atlasId, was.generation + 1]);
  const anew = await readManifest(await buildMemoryAtlas(papers, { embedder: createWordEmbedder() }));
  for (const kind of ['papers', 'embeddings', 'keywords', 'neighbors', 'neighbor-distances'])
    expect(is.kinds[kind], kind).toEqual(anew.kinds[kind]);
  const [old, now] = [await placesIn(before), await placesIn(after)];
  for (const { id } of papers.slice(0, 59)) expect(now.get(id)).toEqual(old.get(id));
});

test('of an atlas by another model nothing is taken but its id; damage in one is told and made good', async () => {
  const papers = makePapers(30);
  const before = await buildMemoryAtlas(papers, { embedder: createWordEmbedder() });
  const watched = createWatched();
  const other = { ...watched, model: { ...watched.model, sha256: 'cd'.repeat(32) } };
  const after = await buildMemoryAtlas(papers, { embedder: other, before });
  expect(after.change).toBeNull();
  expect(other.asked).toHaveLength(30);
  expect((await readManifest(after)).atlasId).toBe((await readManifest(before)).atlasId);

  const { name } = (await readManifest(before)).kinds['embeddings']!.shards[0]!;
  before.files.get(name)![200]! ^= 1;
  const warnings: string[] = [];
  const onWarning = (message: string) => warnings.push(message);
  const embedder = createWordEmbedder();
  const mended = await buildMemoryAtlas(papers, { embedder, before, onWarning });
  expect(warnings.join()).toMatch(/embeddings of the atlas that was there cannot be taken again/);
  const kinds = ({ kinds: { embeddings, papers: texts } }: Awaited<ReturnType<typeof readManifest>>) => [
    embeddings,
    texts,
  ];
  expect(kinds(await readManifest(mended))).toEqual(
    kinds(await readManifest(await buildMemoryAtlas(papers, { embedder }))),
  );
});
