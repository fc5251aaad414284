import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createRandom } from '../math/random.ts';
import { Pace } from '../task.ts';
import type { NeighborTable } from '../vector-index/vector-index.ts';
import { buildFuzzyGraph, type FuzzyGraph } from './fuzzy-graph.ts';

function randomGraph(count: number, k: number, seed: number): NeighborTable {
  const random = createRandom(seed);
  const points = Array.from({ length: count }, () => [random(), random()] as const);
  const indices: number[] = [];
  const distances: number[] = [];
  for (const [row, [x, y]] of points.entries()) {
    const others = points.map(([ox, oy], other) => ({
      other,
      distance: Math.fround(Math.hypot(x - ox, y - oy)),
    }));
    others.sort((a, b) => a.distance - b.distance);
    for (const { other, distance } of others.filter((one) => one.other !== row).slice(0, k)) {
      indices.push(other);
      distances.push(distance);
    }
  }
  return { indices: Int32Array.from(indices), distances: Float32Array.from(distances), count, k };
}

const build = (graph: NeighborTable, neighbors = graph.k): Promise<FuzzyGraph> =>
  buildFuzzyGraph(graph, neighbors, new Pace(undefined, 'the test'));

function toDense({ count, offsets, partners, weights }: FuzzyGraph): number[][] {
  const dense = Array.from({ length: count }, () => new Array<number>(count).fill(0));
  for (let row = 0; row < count; row++) {
    for (let at = offsets[row]!; at < offsets[row + 1]!; at++) dense[row]![partners[at]!] = weights[at]!;
  }
  return dense;
}

/** The slow obvious way: a matrix of weights united with its mirror image. */
function uniteDense({ indices, distances, count, k }: NeighborTable): number[][] {
  const directed = Array.from({ length: count }, () => new Array<number>(count).fill(0));
  for (let row = 0; row < count; row++) {
    const own = Array.from(distances.subarray(row * k, (row + 1) * k));
    const nearest = own.find((distance) => distance > 0) ?? 0;
    const weightsAt = (scale: number): number[] =>
      own.map((distance) => (distance > nearest ? Math.exp((nearest - distance) / scale) : 1));
    let [scale, high] = [1e-9, 1e3];
    for (let i = 0; i < 100; i++) {
      const middle = (scale + high) / 2;
      if (weightsAt(middle).reduce((sum, weight) => sum + weight) < Math.log2(k + 1)) scale = middle;
      else high = middle;
    }
    const mean = own.reduce((sum, distance) => sum + distance) / (k + 1);
    weightsAt(Math.max(scale, mean / 1000)).forEach((weight, j) => {
      directed[row]![indices[row * k + j]!] = weight;
    });
  }
  return directed.map((weights, a) => weights.map((w, b) => w + directed[b]![a]! - w * directed[b]![a]!));
}

it('agrees with the slow way on any graph', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 4, max: 25 }),
      fc.integer({ min: 2, max: 12 }),
      fc.nat(),
      async (count, k, seed) => {
        const graph = randomGraph(count, Math.min(k, count - 1), seed);
        const dense = toDense(await build(graph));
        const wanted = uniteDense(graph);
        for (let a = 0; a < count; a++) {
          for (let b = 0; b < count; b++) expect(dense[a]![b]).toBeCloseTo(wanted[a]![b]!, 3);
        }
      },
    ),
    { seed: 1, numRuns: 20 },
  );
});

it('is the same from both ends, to the bit', async () => {
  const dense = toDense(await build(randomGraph(120, 9, 3)));
  for (let a = 0; a < 120; a++) for (let b = 0; b < a; b++) expect(dense[a]![b]).toBe(dense[b]![a]);
});

it('holds each paper to its nearest with all its weight', async () => {
  const graph = randomGraph(60, 8, 4);
  const dense = toDense(await build(graph));
  for (let row = 0; row < 60; row++) expect(dense[row]![graph.indices[row * 8]!]).toBe(1);
});

it('uses the first neighbours only when asked for fewer', async () => {
  const wide = randomGraph(40, 10, 5);
  expect(await build(wide, 4)).toEqual(await build(randomGraph(40, 4, 5)));
});

it('weighs every pair 1 where all distances are 0 or less, and no pair where there is none', async () => {
  const graph = randomGraph(20, 5, 6);
  for (const distance of [0, -1e-7]) {
    const { weights } = await build({ ...graph, distances: graph.distances.map(() => distance) });
    expect(weights.every((weight) => weight === 1)).toBe(true);
  }
  const empty = { indices: new Int32Array(0), distances: new Float32Array(0), count: 5, k: 0 };
  expect((await build(empty)).partners).toHaveLength(0);
});

it('gives the rows that are wanted the weights that they have when all are', async () => {
  const graph = randomGraph(200, 8, 4);
  const whole = await build(graph, 6);
  for (const every of [1, 7, 60, 500]) {
    const isWanted = (row: number) => row % every === 3 % every;
    const part = await buildFuzzyGraph(graph, 6, new Pace(undefined, 'the test'), isWanted);
    expect(part.offsets).toEqual(whole.offsets);
    expect(part.partners).toEqual(whole.partners);
    for (let row = 0; row < graph.count; row++) {
      if (!isWanted(row)) continue;
      const [from, to] = [whole.offsets[row]!, whole.offsets[row + 1]!];
      expect(part.weights.subarray(from, to)).toEqual(whole.weights.subarray(from, to));
    }
  }
});
