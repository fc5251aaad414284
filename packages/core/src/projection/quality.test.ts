import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isExplorerError } from '../errors.ts';
import { createMatrix, normalizeRows, type VectorMatrix } from '../math/matrix.ts';
import { createRandom } from '../math/random.ts';
import type { NeighborTable } from '../vector-index/vector-index.ts';
import type { Projection } from './projection.ts';
import { measureProjection } from './quality.ts';

const randomVectors = (count: number, dimension: number, seed: number): VectorMatrix => {
  const random = createRandom(seed);
  return normalizeRows(
    createMatrix(
      count,
      dimension,
      Float32Array.from({ length: count * dimension }, () => random() - 0.5),
    ),
  );
};
const randomMap = (count: number, seed: number): Projection => {
  const random = createRandom(seed);
  return { xy: Float32Array.from({ length: 2 * count }, () => 2 * random() - 1), count };
};

/** Every other row, nearest first: the slow obvious way. */
function rankAll(count: number, distance: (a: number, b: number) => number): number[][] {
  return Array.from({ length: count }, (_, row) => {
    const others = Array.from({ length: count }, (_, other) => other).filter((other) => other !== row);
    return others.sort((a, b) => distance(row, a) - distance(row, b) || a - b);
  });
}

const cosineDistance =
  ({ data, dimension }: VectorMatrix) =>
  (a: number, b: number): number => {
    let sum = 0;
    for (let i = 0; i < dimension; i++) sum += data[a * dimension + i]! * data[b * dimension + i]!;
    return 1 - sum;
  };
const mapDistance =
  ({ xy }: Projection) =>
  (a: number, b: number): number =>
    Math.hypot(xy[2 * a]! - xy[2 * b]!, xy[2 * a + 1]! - xy[2 * b + 1]!);

function graphOf(vectors: VectorMatrix, k: number): NeighborTable {
  const ranks = rankAll(vectors.count, cosineDistance(vectors));
  const near = ranks.map((row) => row.slice(0, k));
  return {
    indices: Int32Array.from(near.flat()),
    distances: Float32Array.from(near.flatMap((row, a) => row.map((b) => cosineDistance(vectors)(a, b)))),
    count: vectors.count,
    k,
  };
}

/** The formula of Venna and Kaski, word for word: U is near in `shown` but not in `real`. */
function penaltyOf(real: number[][], shown: number[][], k: number): number {
  const count = real.length;
  let sum = 0;
  real.forEach((ranks, row) => {
    const intruders = shown[row]!.slice(0, k).filter((other) => !ranks.slice(0, k).includes(other));
    for (const other of intruders) sum += ranks.indexOf(other) + 1 - k;
  });
  const worst = k < count / 2 ? count * k * (2 * count - 3 * k - 1) : count * (count - k) * (count - k - 1);
  return 1 - (2 / worst) * sum;
}

describe('measureProjection', () => {
  it('is 1 throughout for a map that keeps every distance', async () => {
    const random = createRandom(1);
    const angles = Array.from({ length: 40 }, () => random() * 6);
    const vectors = createMatrix(
      40,
      2,
      Float32Array.from(angles.flatMap((angle) => [Math.cos(angle), Math.sin(angle)])),
    );
    const projection = { xy: vectors.data, count: 40 };
    const quality = await measureProjection(vectors, graphOf(vectors, 10), projection);
    expect(quality).toMatchObject({
      k: 10,
      sampledRows: 40,
      trustworthiness: 1,
      continuity: 1,
      keptNeighbors: 1,
    });
  });

  it('agrees with a case worked by hand', async () => {
    // On a line of unit vectors 0-1-2-3-4 the map changes the places of 0 and 4's neighbour 3.
    const vectors = createMatrix(
      5,
      2,
      Float32Array.from([0, 0.1, 0.25, 0.45, 0.7].flatMap((a) => [Math.cos(a), Math.sin(a)])),
    );
    const places = [0.45, 0.1, 0.25, 0, 0.7];
    const projection = { xy: Float32Array.from(places.flatMap((x) => [x, 0])), count: 5 };
    const quality = await measureProjection(vectors, graphOf(vectors, 1), projection, { k: 1 });
    // Nearest in vectors: 0→1, 1→0, 2→1, 3→2, 4→3. Nearest on the map: 0→2, 1→3, 2→1, 3→1, 4→0.
    // True ranks of the intruders: 2 of 0 is 2nd, 3 of 1 is 3rd, 1 of 3 is 3rd, 0 of 4 is 4th: 1 + 2 + 2 + 3 = 8.
    expect(quality.trustworthiness).toBeCloseTo(1 - (2 / (5 * 1 * (10 - 3 - 1))) * 8, 10);
    // Map ranks of the lost: 1 of 0 is 3rd, 0 of 1 is 3rd, 2 of 3 is 2nd, 3 of 4 is 4th: 2 + 2 + 1 + 3 = 8.
    expect(quality.continuity).toBeCloseTo(1 - (2 / 30) * 8, 10);
    expect(Array.from(quality.keptByPaper)).toEqual([0, 0, 1, 0, 0]);
    expect(quality.keptNeighbors).toBeCloseTo(0.2, 10);
  });

  it('agrees with the slow formula on any map', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 3, max: 40 }),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 0, max: 1000 }),
        async (count, asked, seed) => {
          const vectors = randomVectors(count, 6, seed);
          const projection = randomMap(count, seed + 1);
          const k = Math.min(asked, count - 1);
          const quality = await measureProjection(vectors, graphOf(vectors, k), projection, { k: asked });
          const real = rankAll(count, cosineDistance(vectors));
          const shown = rankAll(count, mapDistance(projection));
          if (k < count - 1) {
            expect(quality.trustworthiness).toBeCloseTo(penaltyOf(real, shown, k), 6);
            expect(quality.continuity).toBeCloseTo(penaltyOf(shown, real, k), 6);
          }
          expect(quality.trustworthiness).toBeGreaterThanOrEqual(0);
          expect(quality.continuity).toBeLessThanOrEqual(1);
          real.forEach((ranks, row) => {
            const kept =
              ranks.slice(0, k).filter((other) => shown[row]!.slice(0, k).includes(other)).length / k;
            expect(quality.keptByPaper[row]).toBeCloseTo(kept, 6);
          });
        },
      ),
      { numRuns: 60 },
    );
  });

  it('is 0 for the worst map there can be', async () => {
    // Everyone's nearest on the map is the farther of the two others.
    const angles = [0, 0.1, 0.3];
    const vectors = createMatrix(3, 2, Float32Array.from(angles.flatMap((a) => [Math.cos(a), Math.sin(a)])));
    const projection = { xy: Float32Array.from([0, 0, 0.9, 0, 0.3, 0]), count: 3 };
    const quality = await measureProjection(vectors, graphOf(vectors, 1), projection, { k: 1 });
    expect(quality).toMatchObject({ trustworthiness: 0, continuity: 0, keptNeighbors: 0 });
  });

  it('measures a sample that the seed alone chooses', async () => {
    const vectors = randomVectors(200, 8, 3);
    const graph = graphOf(vectors, 10);
    const projection = randomMap(200, 4);
    const options = { sampleRows: 100, seed: 5 };
    const one = await measureProjection(vectors, graph, projection, options);
    const again = await measureProjection(vectors, graph, projection, options);
    const all = await measureProjection(vectors, graph, projection);
    expect(one).toEqual(again);
    expect(one.sampledRows).toBe(100);
    expect(one.keptByPaper).toEqual(all.keptByPaper);
    expect(Math.abs(one.trustworthiness - all.trustworthiness)).toBeLessThan(0.03);
  });

  it('estimates ranks among a part of the papers without leaning to either side', async () => {
    const vectors = randomVectors(300, 8, 6);
    const graph = graphOf(vectors, 10);
    const projection = randomMap(300, 7);
    const all = await measureProjection(vectors, graph, projection, { sampleRows: 300 });
    const seeds = Array.from({ length: 300 }, (_, seed) => seed);
    const parts = await Promise.all(
      seeds.map((seed) =>
        measureProjection(vectors, graph, projection, { sampleRows: 300, sampleOthers: 60, seed }),
      ),
    );
    for (const name of ['trustworthiness', 'continuity'] as const) {
      const estimates = parts.map((part) => part[name]);
      const mean = estimates.reduce((sum, value) => sum + value, 0) / estimates.length;
      expect(Math.abs(mean - all[name])).toBeLessThan(0.003);
      for (const estimate of estimates) expect(Math.abs(estimate - all[name])).toBeLessThan(0.05);
    }
    const few = await measureProjection(vectors, graph, projection, { sampleOthers: 1 });
    expect(few.trustworthiness).toBeGreaterThanOrEqual(0);
    expect(few.trustworthiness).toBeLessThanOrEqual(1);
  });

  it('calls maps perfect on which nothing can be out of place', async () => {
    for (const count of [0, 1, 2, 5]) {
      const vectors = randomVectors(count, 4, 1);
      const k = Math.max(0, count - 1);
      const quality = await measureProjection(vectors, graphOf(vectors, k), randomMap(count, 2), { k: 10 });
      expect(quality).toMatchObject({ k, trustworthiness: 1, continuity: 1, keptNeighbors: 1 });
      expect(Array.from(quality.keptByPaper)).toEqual(Array(count).fill(1));
    }
  });

  it('stays within 0 and 1 when all papers stand on one spot', async () => {
    const vectors = randomVectors(30, 4, 1);
    const quality = await measureProjection(
      vectors,
      graphOf(vectors, 5),
      { xy: new Float32Array(60), count: 30 },
      { k: 5 },
    );
    for (const value of [quality.trustworthiness, quality.continuity, ...quality.keptByPaper]) {
      expect(value).toBeGreaterThanOrEqual(0);
      expect(value).toBeLessThanOrEqual(1);
    }
  });

  it('refuses what does not belong together and what makes no sense', async () => {
    const vectors = randomVectors(20, 4, 1);
    const graph = graphOf(vectors, 5);
    const codeOf = (run: Promise<unknown>): Promise<unknown> =>
      run.catch((error: unknown) => (isExplorerError(error) ? error.code : error));
    expect(await codeOf(measureProjection(vectors, graph, randomMap(19, 1)))).toBe('DIMENSION_MISMATCH');
    expect(await codeOf(measureProjection(vectors, graph, randomMap(20, 1), { k: 0 }))).toBe(
      'INVALID_ARGUMENT',
    );
    expect(await codeOf(measureProjection(vectors, graph, randomMap(20, 1), { sampleRows: 0.5 }))).toBe(
      'INVALID_ARGUMENT',
    );
    const signal = AbortSignal.abort();
    expect(await codeOf(measureProjection(vectors, graph, randomMap(20, 1), {}, { signal }))).toBe('ABORTED');
  });
});
