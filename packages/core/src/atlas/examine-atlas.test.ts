import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { copyAtlas, replaceKind } from '../../../../tests/support/changed-atlas.ts';
import { makePapers } from '../../tests/support/made-papers.ts';
import { createWordEmbedder } from '../../tests/support/word-embedder.ts';
import { buildKeywordIndex } from '../keyword-index/build-keyword-index.ts';
import { encodeKeywordIndex } from '../keyword-index/keyword-file.ts';
import { buildAtlas } from './build-atlas.ts';
import { examineAtlas } from './examine-atlas.ts';

let folder: string;
let atlas: string;
let copies = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'doctor-'));
  atlas = join(folder, 'whole.atlas');
  await buildAtlas(makePapers(80), { out: atlas, embedder: createWordEmbedder() });
});
afterAll(() => rm(folder, { recursive: true }));

const nextCopy = () => join(folder, `copy-${copies++}.atlas`);
const asBytes = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));

test('a whole atlas is healthy, and each part was measured', async () => {
  const stages = new Set<string>();
  const examined = await examineAtlas(atlas, { onProgress: ({ stage }) => stages.add(stage) });
  expect(examined).toMatchObject({
    healthy: true,
    problems: [],
    quality: { recallAt10: 1 },
    index: { recallAt10: 1, queries: 80, ef: 128 },
    keywords: { isStored: true, agrees: true },
    calibration: { isStored: true, hasTitles: true, agrees: true },
    advice: ['Nothing is wrong.'],
  });
  expect(examined.index!.efFor99).toBeGreaterThanOrEqual(10);
  expect([...stages]).toEqual(['files', 'index', 'map', 'words']);
});

describe('what every checksum passes and is wrong nevertheless:', () => {
  test('words of other papers', async () => {
    const other = nextCopy();
    const words = await encodeKeywordIndex(await buildKeywordIndex(makePapers(81).slice(1)));
    copyAtlas(atlas, other, (manifest) => replaceKind(other, manifest, 'keywords', words));
    const examined = await examineAtlas(other);
    expect(examined).toMatchObject({ healthy: false, problems: [], keywords: { agrees: false } });
    expect(examined.advice.join()).toMatch(/stored words are not those of the papers.*build the atlas again/);
  });

  test('a calibration of other vectors', async () => {
    const other = nextCopy();
    const shares = [0, 0.5, 1];
    const baseline = { pairs: 1000, shares, similarities: [-0.9, -0.8, -0.7], weakBelow: -0.75 };
    copyAtlas(atlas, other, (manifest) =>
      replaceKind(other, manifest, 'calibration', asBytes({ papers: baseline, titles: baseline })),
    );
    const examined = await examineAtlas(other);
    expect(examined).toMatchObject({
      healthy: false,
      calibration: { agrees: false, median: { stored: -0.8 } },
    });
    expect(examined.advice.join()).toMatch(/calibration is not of these vectors/);
  });

  test('a calibration that is none, and words that are none', async () => {
    for (const kind of ['calibration', 'keywords']) {
      const other = nextCopy();
      copyAtlas(atlas, other, (manifest) => replaceKind(other, manifest, kind, asBytes({ a: 1 })));
      const examined = await examineAtlas(other);
      expect(examined).toMatchObject({ healthy: false, keywords: null, calibration: null });
      expect(examined.problems).toHaveLength(1);
      expect(examined.problems[0]!.message).toContain(kind);
    }
  });

  test('figures of another map', async () => {
    const other = nextCopy();
    copyAtlas(atlas, other, (manifest) => {
      manifest['quality'] = { ...(manifest['quality'] as object), trustworthiness: 0.1 };
    });
    const examined = await examineAtlas(other);
    expect(examined.healthy).toBe(false);
    expect(examined.advice.join()).toMatch(/map's trustworthiness is .* its manifest says 0\.100/);
  });
});

test('an atlas without words and calibration is healthy, and told what it would gain', async () => {
  const other = nextCopy();
  copyAtlas(atlas, other, (manifest) => {
    delete manifest.kinds['keywords'];
    delete manifest.kinds['calibration'];
  });
  const examined = await examineAtlas(other);
  expect(examined).toMatchObject({
    healthy: true,
    keywords: { isStored: false, agrees: null },
    calibration: { isStored: false, hasTitles: false, agrees: null },
  });
  expect(examined.advice).toHaveLength(2);
});

test('a single paper has nothing to compare, and is healthy', async () => {
  const one = join(folder, 'one.atlas');
  await buildAtlas(makePapers(1), { out: one, embedder: createWordEmbedder() });
  expect(await examineAtlas(one)).toMatchObject({ healthy: true, calibration: null });
});

test('papers that are all alike, and two papers, have a calibration that agrees: every pair is the median one', async () => {
  const alike = Array.from({ length: 30 }, (_, at) => ({ ...makePapers(1)[0]!, id: `copy-${at}` }));
  for (const papers of [alike, makePapers(2)]) {
    const out = join(folder, `alike-${papers.length}.atlas`);
    await buildAtlas(papers, { out, embedder: createWordEmbedder() });
    expect((await examineAtlas(out)).calibration).toMatchObject({ isStored: true, agrees: true });
  }
});

test('a file that is missing is named, nothing else is measured; a stop is heard', async () => {
  const other = nextCopy();
  await cp(atlas, other, { recursive: true });
  await rm(join(other, 'data'), { recursive: true });
  const examined = await examineAtlas(other);
  expect(examined).toMatchObject({ healthy: false, quality: null, index: null, keywords: null });
  expect(examined.problems.length).toBeGreaterThan(5);
  await expect(examineAtlas(atlas, { signal: AbortSignal.abort() })).rejects.toMatchObject({
    code: 'ABORTED',
  });
});
