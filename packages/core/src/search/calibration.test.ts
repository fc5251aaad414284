import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dot } from '../math/distance.ts';
import { createMatrix, normalizeRows, selectRows, type VectorMatrix } from '../math/matrix.ts';
import { createRandom } from '../math/random.ts';
import {
  isCalibration,
  keptPercentiles,
  measureBaseline,
  percentileOf,
  type SimilarityBaseline,
} from './calibration.ts';

function makeVectors(count: number, dimension = 8, seed = 1): VectorMatrix {
  const random = createRandom(seed);
  const vectors = createMatrix(count, dimension);
  for (let i = 0; i < vectors.data.length; i++) vectors.data[i] = random() - 0.4;
  return normalizeRows(vectors);
}

const allRows = (count: number) => Int32Array.from({ length: count }, (_, row) => row);

async function measureAll(count: number): Promise<{ baseline: SimilarityBaseline; similarities: number[] }> {
  const vectors = makeVectors(count);
  const baseline = await measureBaseline(vectors, { vectors, rows: allRows(count) });
  const similarities: number[] = [];
  for (let a = 0; a < count; a++)
    for (let b = 0; b < count; b++)
      if (a !== b) similarities.push(dot(vectors.data, a * 8, vectors.data, b * 8, 8));
  return { baseline: baseline!, similarities };
}

describe('a baseline', () => {
  test('tells for any similarity how many of 100 pairs are less similar: against counting them', async () => {
    const { baseline, similarities } = await measureAll(120);
    expect(baseline.pairs).toBe(similarities.length);
    fc.assert(
      fc.property(fc.double({ min: -1, max: 1, noNaN: true }), (similarity) => {
        const below = similarities.filter((value) => value < similarity).length / similarities.length;
        expect(Math.abs(percentileOf(baseline, similarity) / 100 - below)).toBeLessThan(0.02);
      }),
    );
  });

  test('tells the same of whole lists, where it looks into a table', async () => {
    const { baseline } = await measureAll(60);
    const known = fc.constantFrom(...baseline.similarities);
    fc.assert(
      fc.property(fc.oneof(fc.double({ min: -1, max: 1, noNaN: true }), known), (similarity) => {
        expect(keptPercentiles(baseline)(similarity)).toBe(percentileOf(baseline, similarity));
      }),
      { numRuns: 2000, seed: 1 },
    );
  });

  test('tells the tail apart: 99.2 from 99.9, each within a tenth of what is left', async () => {
    const { baseline, similarities } = await measureAll(200);
    similarities.sort((a, b) => a - b);
    for (const share of [0.99, 0.992, 0.997, 0.999, 0.9995]) {
      const similarity = similarities[Math.floor(share * similarities.length)]!;
      expect(Math.abs(percentileOf(baseline, similarity) / 100 - share)).toBeLessThan(
        (1 - share) / 10 + 1e-4,
      );
    }
  });

  test('ascends with the similarity, from 0 to less than 100', async () => {
    const { baseline } = await measureAll(40);
    const percentiles = Array.from({ length: 401 }, (_, i) => percentileOf(baseline, i / 200 - 1));
    expect(percentiles[0]).toBe(0);
    expect(percentiles.at(-1)).toBeLessThan(100);
    expect(percentiles.at(-1)).toBeGreaterThan(99.9);
    expect(percentiles.every((value, i) => i === 0 || value >= percentiles[i - 1]!)).toBe(true);
  });

  test('puts the limit of weak hits where one of twenty has no closer paper', async () => {
    const { baseline } = await measureAll(100);
    const vectors = makeVectors(100);
    const nearest = Array.from(allRows(100), (row) =>
      Math.max(
        ...Array.from(allRows(100), (other) =>
          other === row ? -1 : dot(vectors.data, row * 8, vectors.data, other * 8, 8),
        ),
      ),
    );
    const closer = nearest.filter((similarity) => similarity >= baseline.weakBelow! - 1e-5).length;
    expect(closer).toBe(95);
  });

  test('of fewer than twenty probes sets no limit, of a single paper there is none', async () => {
    expect((await measureAll(19)).baseline.weakBelow).toBeNull();
    const one = makeVectors(1);
    expect(await measureBaseline(one, { vectors: one, rows: [0] })).toBeNull();
  });

  test('of papers that are all the same holds too', async () => {
    const vectors = selectRows(makeVectors(1), new Int32Array(30));
    const baseline = (await measureBaseline(vectors, { vectors, rows: allRows(30) }))!;
    expect(percentileOf(baseline, 0.5)).toBe(0);
    expect(percentileOf(baseline, 1)).toBeGreaterThan(99);
    expect(isCalibration({ papers: baseline, titles: null })).toBe(true);
  });

  test('reports each probe and stops when it is told to', async () => {
    const vectors = makeVectors(30);
    const done: number[] = [];
    await measureBaseline(vectors, { vectors, rows: allRows(30) }, { onProgress: (p) => done.push(p.done) });
    expect(done).toEqual(Array.from({ length: 30 }, (_, i) => i + 1));
    const aborted = measureBaseline(vectors, { vectors, rows: allRows(30) }, { signal: AbortSignal.abort() });
    await expect(aborted).rejects.toMatchObject({ code: 'ABORTED' });
  });
});

test('what is read from a file is a calibration only when every figure can be used', async () => {
  const { baseline } = await measureAll(30);
  const read = JSON.parse(JSON.stringify({ papers: baseline, titles: baseline }));
  expect(isCalibration(read)).toBe(true);
  for (const wrong of [
    null,
    {},
    { papers: baseline },
    { papers: null, titles: null },
    { papers: { ...baseline, shares: baseline.shares.slice(1) }, titles: null },
    { papers: { ...baseline, similarities: baseline.similarities.toReversed() }, titles: null },
    { papers: { ...baseline, similarities: baseline.similarities.map(String) }, titles: null },
    { papers: { ...baseline, pairs: 0 }, titles: null },
    { papers: { ...baseline, weakBelow: 2 }, titles: null },
    { papers: baseline, titles: { ...baseline, shares: [], similarities: [] } },
  ])
    expect(isCalibration(wrong)).toBe(false);
});
