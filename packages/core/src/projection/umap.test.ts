import fc from 'fast-check';
import { UMAP } from 'umap-js';
import { describe, expect, it } from 'vitest';
import { isExplorerError } from '../errors.ts';
import { createMatrix, normalizeRows, rowOf, type VectorMatrix } from '../math/matrix.ts';
import { createRandom } from '../math/random.ts';
import { sha256Hex } from '../math/sha256.ts';
import type { Progress } from '../task.ts';
import type { NeighborTable } from '../vector-index/vector-index.ts';
import { measureProjection, type ProjectionQuality } from './quality.ts';
import { buildProjection, defaultEpochs } from './umap.ts';

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

/** Unit vectors around `topics` centres, in 12 dimensions. */
function topicVectors(count: number, topics: number, seed: number): VectorMatrix {
  const random = createRandom(seed);
  const draw = (): number => random() + random() + random() - 1.5;
  const centers = Array.from({ length: topics }, () => Array.from({ length: 12 }, draw));
  const data = Array.from({ length: count }, (_, row) =>
    centers[row % topics]!.map((value) => value + draw()),
  );
  return normalizeRows(createMatrix(count, 12, Float32Array.from(data.flat())));
}

function vectorGraph(vectors: VectorMatrix, k: number): NeighborTable {
  const rows = Array.from({ length: vectors.count }, (_, row) => rowOf(vectors, row));
  return graphOf(
    vectors.count,
    k,
    (a, b) => 1 - rows[a]!.reduce((sum, value, i) => sum + value * rows[b]![i]!, 0),
  );
}

/** The oracle's map of the same graph. */
function mapByUmapJs(graph: NeighborTable, nEpochs: number, seed: number): Float32Array {
  const rowsOf = (values: Int32Array | Float32Array, own: (row: number) => number): number[][] =>
    Array.from({ length: graph.count }, (_, row) => [
      own(row),
      ...values.subarray(row * graph.k, (row + 1) * graph.k),
    ]);
  const rows = rowsOf(graph.indices, (row) => row);
  const umap = new UMAP({ nNeighbors: graph.k + 1, nEpochs, random: createRandom(seed) });
  umap.setPrecomputedKNN(
    rows,
    rowsOf(graph.distances, () => 0),
  );
  return Float32Array.from(umap.fit(rows).flat());
}

const codeOf = async (run: Promise<unknown>): Promise<string | undefined> =>
  run.then(
    () => undefined,
    (error: unknown) => (isExplorerError(error) ? error.code : String(error)),
  );

describe('buildProjection', () => {
  it('shows the map as it forms: each pass is told, and the last is the map', async () => {
    const told: number[] = [];
    let last = new Float32Array(0);
    const { xy } = await buildProjection(pointGraph(20, 5), {
      nEpochs: 7,
      onEpoch({ done, total, positions }) {
        expect(total).toBe(7);
        told.push(done);
        last = new Float32Array(positions());
      },
    });
    expect(told).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(last).toEqual(xy);
  });

  it('gives the same bytes for the same seed, and another map for another seed', async () => {
    const graph = pointGraph(60, 15);
    const first = await buildProjection(graph, { seed: 7, nEpochs: 30 });
    const again = await buildProjection(graph, { seed: 7, nEpochs: 30 });
    const other = await buildProjection(graph, { seed: 8, nEpochs: 30 });
    expect(again.xy).toEqual(first.xy);
    expect(other.xy).not.toEqual(first.xy);
  });

  it('gives these bytes for ever and everywhere: atlases are compared by them', async () => {
    // Distances that the four operations make, so that the graph itself is the same everywhere.
    const graph = graphOf(50, 10, (a, b) => ((a * 37 + b * 37) % 101) / 101 + Math.abs(a - b) / 50);
    const { xy } = await buildProjection(graph, { seed: 1, nEpochs: 50 });
    expect(sha256Hex(new Uint8Array(xy.buffer))).toBe(
      '82f93807435b4c58974ddf5f5306832be262e661a664fa557bf2568efe221fea',
    );
  });

  it('keeps what is near at least as well as umap-js does', async () => {
    const vectors = topicVectors(300, 10, 1);
    const graph = vectorGraph(vectors, 14);
    const measure = async (make: (seed: number) => Promise<Float32Array> | Float32Array) => {
      const all: ProjectionQuality[] = [];
      for (const seed of [1, 2, 3]) {
        all.push(await measureProjection(vectors, graph, { xy: await make(seed), count: 300 }));
      }
      const meanOf = (name: 'trustworthiness' | 'continuity' | 'keptNeighbors'): number =>
        all.reduce((sum, quality) => sum + quality[name], 0) / all.length;
      return [meanOf('trustworthiness'), meanOf('continuity'), meanOf('keptNeighbors')] as const;
    };
    const oracle = await measure((seed) => mapByUmapJs(graph, 200, seed));
    const ours = await measure(
      async (seed) => (await buildProjection(graph, { seed, nEpochs: 200, vectors })).xy,
    );
    for (const [i, value] of oracle.entries()) expect(ours[i]).toBeGreaterThan(value - 0.01);
  });

  it('starts from the vectors where it is given them: the large shape is theirs, whatever the seed', async () => {
    // A ring, which a start at random leaves twisted.
    const angles = Array.from({ length: 240 }, (_, row) => (2 * Math.PI * row) / 240);
    const vectors = createMatrix(
      240,
      2,
      Float32Array.from(angles.flatMap((a) => [Math.cos(a), Math.sin(a)])),
    );
    const graph = vectorGraph(vectors, 10);
    for (const seed of [1, 2, 3]) {
      const { xy } = await buildProjection(graph, { seed, vectors, nEpochs: 100 });
      const turns = angles.map((_, row) => {
        const next = (row + 1) % 240;
        return xy[2 * row]! * xy[2 * next + 1]! - xy[2 * next]! * xy[2 * row + 1]!;
      });
      const leftTurns = turns.filter((turn) => turn > 0).length;
      expect(Math.max(leftTurns, 240 - leftTurns)).toBeGreaterThan(200);
    }
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

  it('places thousands of identical papers, all of whose neighbours are the same few', async () => {
    const [count, k] = [3000, 15];
    const indices = Int32Array.from({ length: count * k }, (_, i) => {
      const row = Math.floor(i / k);
      return i % k < row ? i % k : (i % k) + 1;
    });
    const graph = { indices, distances: new Float32Array(count * k), count, k };
    const vectors = createMatrix(
      count,
      2,
      Float32Array.from({ length: 2 * count }, (_, i) => i % 2),
    );
    const { xy } = await buildProjection(graph, { nEpochs: 20, vectors });
    expect(xy.every(Number.isFinite)).toBe(true);
    expect(new Set(xy).size).toBeGreaterThan(count);
  });

  it('places papers without a single neighbour', async () => {
    const graph = { indices: new Int32Array(0), distances: new Float32Array(0), count: 5, k: 0 };
    const { xy } = await buildProjection(graph);
    expect(xy.every(Number.isFinite)).toBe(true);
    expect(new Set(xy).size).toBe(10);
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
    const vectors = createMatrix(19, 4);
    expect(await codeOf(buildProjection(graph, { vectors }))).toBe('DIMENSION_MISMATCH');
    const broken = { ...graph, indices: graph.indices.map((row, i) => (i === 7 ? -1 : row)) };
    expect(await codeOf(buildProjection(broken))).toBe('INVALID_ARGUMENT');
    const selfish = { ...graph, indices: graph.indices.map((row, i) => (i === 0 ? 0 : row)) };
    expect(await codeOf(buildProjection(selfish))).toBe('INVALID_ARGUMENT');
  });

  it('takes the more passes the fewer papers there are, within bounds', () => {
    expect([0, 1, 1000, 2500, 5000, 10_000, 1e6].map(defaultEpochs)).toEqual([
      2000, 2000, 2000, 800, 400, 200, 200,
    ]);
  });

  it('takes the ends of the range of minDist', async () => {
    for (const minDist of [0, 1]) {
      const { xy } = await buildProjection(pointGraph(20, 5), { minDist, nEpochs: 10 });
      expect(xy.every(Number.isFinite)).toBe(true);
    }
  });
});
