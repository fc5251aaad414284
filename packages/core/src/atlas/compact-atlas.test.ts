import { expect, test } from 'vitest';
import { buildInMemory } from '../../tests/support/memory-atlas.ts';
import { createWordEmbedder } from '../../tests/support/word-embedder.ts';
import { readManifest } from '../store/manifest.ts';
import { packAtlas, zipFiles } from '../store/zip.ts';
import { openAtlas } from './atlas.ts';
import { createAtlasReader } from './atlas-reader.ts';
import { compactAtlas } from './compact-atlas.ts';
import { KINDS } from './contents-kinds.ts';

const files = await buildInMemory(60);
const reader = await createAtlasReader(files);
const packed = await packAtlas(await compactAtlas(reader), { isSmallest: true });
const embedder = async () => createWordEmbedder();

test('a compact atlas is the same atlas to who opens it, but for the last digits of its vectors', async () => {
  await using atlas = await openAtlas(zipFiles(packed, 'compact'), { embedder });
  expect(atlas.manifest).toEqual({ ...reader.manifest, kinds: atlas.manifest.kinds });
  expect(atlas.papers).toEqual(await reader.papers());
  expect(await atlas.neighbors()).toEqual(await reader.neighbors());
  expect(await atlas.projection()).toEqual(await reader.projection());
  expect(await atlas.regions()).toEqual(await reader.regions());
  expect(await atlas.calibration()).toEqual(await reader.calibration());
  const [kept, exact] = [await atlas.embeddings(), await reader.embeddings()];
  expect([kept.count, kept.dimension]).toEqual([exact.count, exact.dimension]);
  for (let at = 0; at < exact.data.length; at++)
    expect(Math.abs(kept.data[at]! - exact.data[at]!)).toBeLessThan(0.01);
});

test('it is found in by words and by papers as the atlas is', async () => {
  await using compact = await openAtlas(zipFiles(packed, 'compact'), { embedder });
  await using whole = await openAtlas(files, { embedder });
  const { id, title } = whole.papers[7]!;
  const keyword = { mode: 'keyword', limit: 5 } as const;
  const idsOf = (hits: readonly { paper: { id: string } }[]) => hits.map(({ paper }) => paper.id);
  const asked = `${title} -zzz`;
  expect(idsOf(await compact.search(asked, keyword))).toEqual(idsOf(await whole.search(asked, keyword)));
  const near = { mode: 'semantic', limit: 1 } as const;
  const [closest] = await whole.similar(id, near);
  const [found] = await compact.similar(id, near);
  expect(found!.similarity).toBeCloseTo(closest!.similarity!, 2);
});

test('it has nothing that can be made again, and is much smaller', async () => {
  const { kinds } = (await createAtlasReader(zipFiles(packed, 'compact'))).manifest;
  expect(Object.keys(kinds)).toEqual(expect.arrayContaining(['embeddings-i8', 'embeddings-scale', 'papers']));
  for (const kind of ['embeddings', 'hnsw', 'keywords', 'neighbor-reserve'])
    expect(Object.keys(kinds)).not.toContain(kind);
  expect(packed.length).toBeLessThan(0.5 * (await packAtlas(files)).length);
});

test('a compact atlas of a compact atlas is the same', async () => {
  const again = await compactAtlas(await createAtlasReader(zipFiles(packed, 'compact')));
  expect(await packAtlas(again, { isSmallest: true })).toEqual(packed);
});

test('a reader that does not know such vectors refuses it instead of taking it for damaged', async () => {
  const kinds = KINDS.filter((kind) => !kind.startsWith('embeddings-'));
  await expect(readManifest(zipFiles(packed, 'compact'), { kinds })).rejects.toMatchObject({
    code: 'ATLAS_UNSUPPORTED',
    message: expect.stringContaining('"embeddings-i8"'),
  });
});

test('one without the scales of its vectors is damaged', async () => {
  const { manifest } = await createAtlasReader(zipFiles(packed, 'compact'));
  const { 'embeddings-scale': _, ...kinds } = manifest.kinds;
  const without = { files, manifest: { ...manifest, kinds }, embeddings: reader.embeddings };
  const broken = await createAtlasReader(await compactAtlas(without));
  await expect(broken.embeddings()).rejects.toMatchObject({ code: 'ATLAS_DAMAGED' });
});
