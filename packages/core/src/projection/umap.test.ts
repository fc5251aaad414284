import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isExplorerError } from '../errors.ts';
import { createRandom } from '../math/random.ts';
import type { Progress } from '../task.ts';
import type { NeighborTable } from '../vector-index/vector-index.ts';
import { buildProjection } from './umap.ts';

/** The exact graph of `distance`, self left out. */
function graphOf(count: number, k: number, distance: (a: number, b: number) => number): NeighborTable {
  const indices = new Int32Array(count * k).fill(-1);
  const distances = new Float32Array(count * k).fill(Number.POSITIVE_INFINITY);
  for (let row = 0; row < count; row++) {
    const others = Array.from({ length: count }, (_, other) => other).filter((other) => other !== row);
    others.sort((a, b) => distance(row, a) - distance(row, b) || a - b);
    others.slice(0, k).forEach((other, j) => {
      indices[row * k + j] = other;
      distances[row * k + j] = distance(row, other);
    });
  }
  return { indices, distances, count, k };
}

function pointGraph(count: number, k: number, seed = 1): NeighborTable {
  const random = createRandom(seed);
  const points = Array.from({ length: count }, () => [random(), random(), random()] as const);
  return graphOf(count, k, (a, b) => Math.hypot(...points[a]!.map((value, i) => value - points[b]![i]!)));
}

const codeOf = async (run: Promise<unknown>): Promise<string | undefined> =>
  run.then(
    () => undefined,
    (error: unknown) => (isExplorerError(error) ? error.code : String(error)),
  );

describe('buildProjection', () => {
  it('gives the same bytes for the same seed, and another map for another seed', async () => {
    const graph = pointGraph(60, 15);
    const first = await buildProjection(graph, { seed: 7, nEpochs: 30 });
    const again = await buildProjection(graph, { seed: 7, nEpochs: 30 });
    const other = await buildProjection(graph, { seed: 8, nEpochs: 30 });
    expect(again.xy).toEqual(first.xy);
    expect(other.xy).not.toEqual(first.xy);
  });

  it('fills [-1, 1] on the longer side and stands in the middle on both', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 4, max: 40 }), fc.integer({ min: 2, max: 20 }), async (count, k) => {
        const { xy, count: placed } = await buildProjection(pointGraph(count, Math.min(k, count - 1)), {
          nEpochs: 5,
        });
        expect(placed).toBe(count);
        expect(xy).toHaveLength(2 * count);
        expect(xy.every(Number.isFinite)).toBe(true);
        const xs = Array.from(xy.filter((_, i) => i % 2 === 0));
        const ys = Array.from(xy.filter((_, i) => i % 2 === 1));
        expect(Math.max(...xs) + Math.min(...xs)).toBeCloseTo(0, 5);
        expect(Math.max(...ys) + Math.min(...ys)).toBeCloseTo(0, 5);
        expect(Math.max(...xs, ...ys)).toBeCloseTo(1, 5);
      }),
      { numRuns: 15 },
    );
  });

  it('puts no paper nowhere, one at the origin, and two or three evenly on the circle', async () => {
    const place = async (count: number): Promise<number[]> => {
      const { xy } = await buildProjection(pointGraph(count, 5));
      return Array.from(xy, (value) => Math.round(value * 1000) / 1000 + 0);
    };
    expect(await place(0)).toEqual([]);
    expect(await place(1)).toEqual([0, 0]);
    expect(await place(2)).toEqual([-1, 0, 1, 0]);
    expect(await place(3)).toEqual([-1, 0, 0.5, -0.866, 0.5, 0.866]);
  });

  it('keeps groups that share no edge apart, each in one piece', async () => {
    const groupOf = (row: number): number => row % 3;
    const graph = graphOf(60, 8, (a, b) => (groupOf(a) === groupOf(b) ? 0.1 + Math.abs(a - b) / 1000 : 1));
    const { xy } = await buildProjection(graph, { nNeighbors: 8 });
    for (let row = 0; row < 60; row++) {
      const others = Array.from({ length: 60 }, (_, other) => other).filter((other) => other !== row);
      const apart = (other: number): number =>
        Math.hypot(xy[2 * row]! - xy[2 * other]!, xy[2 * row + 1]! - xy[2 * other + 1]!);
      const nearest = others.reduce((best, other) => (apart(other) < apart(best) ? other : best));
      expect(groupOf(nearest)).toBe(groupOf(row));
    }
  });

  it('places identical vectors, also when rounding makes their distances a little negative', async () => {
    for (const distance of [0, -1e-7]) {
      const { xy } = await buildProjection(
        graphOf(30, 15, () => distance),
        { nEpochs: 20 },
      );
      expect(xy.every(Number.isFinite)).toBe(true);
      expect(new Set(xy).size).toBeGreaterThan(30);
    }
  });

  it('reports every epoch and gives the event loop its turn between them', async () => {
    const seen: Progress[] = [];
    let turns = 0;
    const timer = setInterval(() => turns++, 0);
    await buildProjection(
      pointGraph(200, 15),
      { nEpochs: 200 },
      { onProgress: (progress) => seen.push(progress) },
    );
    clearInterval(timer);
    expect(seen.map(({ done }) => done)).toEqual(Array.from({ length: 201 }, (_, epoch) => epoch));
    expect(seen.every(({ stage, total }) => stage === 'map' && total === 200)).toBe(true);
    expect(turns).toBeGreaterThan(0);
  });

  it('stops between two epochs when it is aborted, before or during the work', async () => {
    const graph = pointGraph(40, 15);
    expect(await codeOf(buildProjection(graph, {}, { signal: AbortSignal.abort() }))).toBe('ABORTED');
    const controller = new AbortController();
    let epochs = 0;
    const onProgress = ({ done }: Progress): void => {
      epochs = done;
      if (done === 3) controller.abort();
    };
    expect(await codeOf(buildProjection(graph, {}, { signal: controller.signal, onProgress }))).toBe(
      'ABORTED',
    );
    expect(epochs).toBe(3);
  });

  it('refuses options out of range and graphs with gaps', async () => {
    const graph = pointGraph(20, 5);
    for (const options of [
      { nNeighbors: 1 },
      { nNeighbors: 2.5 },
      { minDist: -0.1 },
      { minDist: Number.NaN },
      { nEpochs: 0 },
    ]) {
      expect(await codeOf(buildProjection(graph, options))).toBe('INVALID_ARGUMENT');
    }
    const broken = { ...graph, indices: graph.indices.map((row, i) => (i === 7 ? -1 : row)) };
    expect(await codeOf(buildProjection(broken))).toBe('INVALID_ARGUMENT');
    const selfish = { ...graph, indices: graph.indices.map((row, i) => (i === 0 ? 0 : row)) };
    expect(await codeOf(buildProjection(selfish))).toBe('INVALID_ARGUMENT');
  });

  it('takes the ends of the range of minDist', async () => {
    for (const minDist of [0, 1]) {
      const { xy } = await buildProjection(pointGraph(20, 5), { minDist, nEpochs: 10 });
      expect(xy.every(Number.isFinite)).toBe(true);
    }
  });
});
