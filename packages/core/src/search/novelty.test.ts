import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cosineDistance, dot } from '../math/distance.ts';
import { createMatrix, normalizeRows, type VectorMatrix } from '../math/matrix.ts';
import { createRandom } from '../math/random.ts';
import { createExactIndex } from '../vector-index/exact.ts';
import { buildKnnGraph } from '../vector-index/knn-graph.ts';
import { measureNovelty, type Novelty, rankByNovelty } from './novelty.ts';

const DIMENSION = 4;

function makeVectors(count: number, seed: number): VectorMatrix {
  const random = createRandom(seed);
  const vectors = createMatrix(count, DIMENSION);
  // Few values a coordinate, so that some vectors are the same and some distances equal.
  for (let i = 0; i < vectors.data.length; i++) vectors.data[i] = Math.floor(4 * random()) + 1;
  return normalizeRows(vectors);
}

async function measure(years: readonly (number | null)[], seed = 1, k = 3, signal?: AbortSignal) {
  const embeddings = makeVectors(years.length, seed);
  const neighbors = await buildKnnGraph(embeddings, { k });
  const index = createExactIndex(embeddings);
  const stages: number[] = [];
  const novelty = await measureNovelty(
    { years, embeddings, neighbors, index },
    { signal, onProgress: ({ done }) => stages.push(done) },
  );
  return { novelty, embeddings, stages };
}

/** The slow obvious way: look at every earlier paper. */
function nearestEarlier({ data }: VectorMatrix, years: readonly (number | null)[], row: number) {
  const at = row * DIMENSION;
  const squared = (offset: number) => dot(data, offset, data, offset, DIMENSION);
  return years
    .map((year, other) => ({
      other,
      isEarlier: year !== null && years[row] !== null && year < years[row]!,
      distance: Math.fround(
        cosineDistance(
          dot(data, at, data, other * DIMENSION, DIMENSION),
          squared(at),
          squared(other * DIMENSION),
        ),
      ),
    }))
    .filter(({ isEarlier }) => isEarlier)
    .sort((a, b) => a.distance - b.distance || a.other - b.other)[0];
}

const yearLists = fc.array(fc.option(fc.integer({ min: 2000, max: 2006 })), { minLength: 1, maxLength: 40 });

describe('measureNovelty', () => {
  test('finds the nearest paper of an earlier year, as looking at all of them does', async () => {
    await fc.assert(
      fc.asyncProperty(yearLists, fc.nat(1000), fc.integer({ min: 1, max: 5 }), async (years, seed, k) => {
        const { novelty, embeddings } = await measure(years, seed, k);
        for (let row = 0; row < years.length; row++) {
          const nearest = nearestEarlier(embeddings, years, row);
          expect(novelty.nearest[row]).toBe(nearest?.other ?? -1);
          const before = years.filter((year) => year !== null && years[row] !== null && year < years[row]!);
          expect(novelty.earlier[row]).toBe(before.length);
          expect(novelty.distances[row]).toBe(nearest?.distance ?? Number.NaN);
        }
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  test('leaves out papers without a year, and says how many there are and which year is the first', async () => {
    const { novelty } = await measure([2001, null, 2000, 2000, 2001, null]);
    expect(novelty).toMatchObject({ firstYear: 2000, ofFirstYear: 2, withoutYear: 2 });
    expect([...novelty.nearest].map((row) => row >= 0)).toEqual([true, false, false, false, true, false]);
    expect([2, 3]).toContain(novelty.nearest[0]);
    const { novelty: none } = await measure([null, null]);
    expect(none).toMatchObject({ firstYear: null, ofFirstYear: 0, withoutYear: 2 });
  });

  test('tells of its progress up to the last paper with a year', async () => {
    const { stages } = await measure(Array.from({ length: 200 }, (_, row) => 2000 + (row % 4)));
    expect(stages.at(-1)).toBe(200);
    expect(stages).toEqual([...stages].sort((a, b) => a - b));
  });

  test('stops when it is told to', async () => {
    await expect(measure([2000, 2001], 1, 1, AbortSignal.abort())).rejects.toMatchObject({ code: 'ABORTED' });
  });
});

describe('rankByNovelty', () => {
  const novelty: Novelty = {
    distances: Float32Array.of(0.2, Number.NaN, 0, 0.5, 0.2),
    nearest: Int32Array.of(1, -1, 1, 1, 1),
    earlier: Int32Array.of(1, 0, 1, 1, 1),
    firstYear: 2000,
    ofFirstYear: 1,
    withoutYear: 0,
  };

  test('lists the newest first, equal ones by row, without those that have none before them', () => {
    expect([...rankByNovelty(novelty, Number.POSITIVE_INFINITY)]).toEqual([3, 0, 4, 2]);
    expect([...rankByNovelty(novelty, 1)]).toEqual([3]);
  });

  test('keeps to the papers it is given', () => {
    expect([...rankByNovelty(novelty, 10, [1, 2, 4])]).toEqual([4, 2]);
    expect([...rankByNovelty(novelty, 10, [])]).toEqual([]);
  });
});
