import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildKnnGraph, createExactIndex, examineAtlas, measureRecall, openAtlas } from 'paper-atlas/node';
import { afterAll, describe, expect, inject, test } from 'vitest';

const dir = inject('seedAtlas');
const atlas = await openAtlas(dir);
afterAll(() => atlas.dispose());

test('the atlas of the seed page holds its 209 papers, the first and the last with their own titles', () => {
  expect(atlas.papers).toHaveLength(209);
  expect(atlas.papers[0]?.title).toBe(
    'Towards Faithful Explanations: Boosting Rationalization with Shortcuts Discovery',
  );
  expect(atlas.papers[208]?.title).toBe('Can Language Models Learn to Skip Steps?');
});

describe('the index', () => {
  test('finds at least .99 of the true ten nearest, by default and reopened from its file', async () => {
    const { recall, queries } = await measureRecall(await atlas.index(), await atlas.embeddings(), {
      sample: 209,
    });
    expect(queries).toBe(209);
    expect(recall).toBeGreaterThanOrEqual(0.99);
  });

  test('the kNN graph is that of exact search, complete and without the paper itself', async () => {
    const embeddings = await atlas.embeddings();
    const exact = await buildKnnGraph(embeddings, { k: 15, index: createExactIndex(embeddings) });
    expect(await atlas.neighbors()).toEqual(exact);
  });
});

describe('the map', () => {
  test('keeps its measures above their floors, and the manifest has them', async () => {
    const { trustworthiness, continuity, keptNeighbors, recallAt10 } = atlas.manifest.quality;
    console.info(
      `trustworthiness ${trustworthiness}, continuity ${continuity}, kept ${keptNeighbors}, recall ${recallAt10}`,
    );
    expect(trustworthiness).toBeGreaterThanOrEqual(0.85);
    expect(continuity).toBeGreaterThanOrEqual(0.85);
    expect(keptNeighbors).toBeGreaterThanOrEqual(0.4);
    expect(recallAt10).toBeGreaterThanOrEqual(0.99);
  });

  test('the mean of the papers’ own shares is the manifest’s figure', async () => {
    const placement = (await atlas.placement())!;
    const mean = placement.reduce((sum, share) => sum + share, 0) / placement.length;
    expect(mean).toBeCloseTo(atlas.manifest.quality.keptNeighbors!, 6);
  });
});

describe('the regions', () => {
  test('there are two nested levels, and every paper belongs to one of each', async () => {
    const [regions, membership] = [await atlas.regions(), await atlas.membership()];
    const coarse = regions.filter(({ level }) => level === 0);
    const fine = regions.filter(({ level }) => level === 1);
    expect(coarse.length).toBeGreaterThanOrEqual(5);
    expect(coarse.length).toBeLessThanOrEqual(10);
    expect(fine.length).toBeGreaterThanOrEqual(coarse.length);
    for (let row = 0; row < 209; row++) {
      const [outer, inner] = [membership[2 * row]!, membership[2 * row + 1]!];
      if (inner >= 0) expect(regions[inner]?.parent).toBe(regions[outer]?.id);
    }
  });

  test('names are different within a level and hold no word of every paper’s', async () => {
    const regions = await atlas.regions();
    for (const level of [0, 1]) {
      const names = regions.filter((region) => region.level === level).map(({ name }) => name.toLowerCase());
      expect(new Set(names).size).toBe(names.length);
    }
    const filler = new Set(
      'useful develop propose novel result results approach method methods paper the and of we our show'.split(
        ' ',
      ),
    );
    const words = regions.flatMap(({ name }) => name.toLowerCase().split(/[ ·]+/));
    expect(words.filter((word) => filler.has(word))).toEqual([]);
  });
});

test('the doctor has looked at every file: the manifest and one for each kind', async () => {
  const examined = await examineAtlas(dir);
  expect(examined).toMatchObject({ healthy: true, problems: [] });
  expect(examined.files).toBe(1 + Object.keys(atlas.manifest.kinds).length);
});

test('building it takes less than 700 MB at the peak, all processes together', () => {
  const report = JSON.parse(readFileSync(join(dir, 'build-report.json'), 'utf8')) as { peakBytes: number };
  console.info(`peak memory ${(report.peakBytes / 1e6).toFixed(0)} MB`);
  expect(report.peakBytes).toBeLessThan(700e6);
});
