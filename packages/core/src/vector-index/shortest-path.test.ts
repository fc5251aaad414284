import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Pace } from '../task.ts';
import { findPaths, tracePath } from './shortest-path.ts';
import type { NeighborTable } from './vector-index.ts';

/** What a path costs: the squares of its distances, then its steps. */
type Cost = readonly [squares: number, steps: number];

const pace = () => new Pace(undefined, 'the test');
const isLess = (a: Cost, b: Cost) => a[0] < b[0] || (a[0] === b[0] && a[1] < b[1]);

/** Links as `[row, neighbour, distance]`, each in the row of its first. */
function tableOf(count: number, links: readonly (readonly [number, number, number])[]): NeighborTable {
  const rows = Array.from({ length: count }, (_, row) =>
    links.filter(([from]) => from === row).sort((a, b) => a[2] - b[2]),
  );
  const k = Math.max(1, ...rows.map(({ length }) => length));
  const indices = new Int32Array(count * k).fill(-1);
  const distances = new Float32Array(count * k).fill(Number.POSITIVE_INFINITY);
  rows.forEach((row, at) => {
    row.forEach(([, neighbor, distance], i) => {
      indices[at * k + i] = neighbor;
      distances[at * k + i] = distance;
    });
  });
  return { indices, distances, count, k };
}

/** The slow obvious way: relax every link until nothing changes. */
function bellmanFord({ indices, distances, count, k }: NeighborTable, from: number): Cost[] {
  const best: Cost[] = Array.from({ length: count }, () => [Number.POSITIVE_INFINITY, 0]);
  best[from] = [0, 0];
  for (let round = 0; round < count; round++) {
    for (let at = 0; at < indices.length; at++) {
      const [a, b] = [Math.floor(at / k), indices[at]!];
      if (b < 0) continue;
      const square = distances[at]! * distances[at]!;
      for (const [one, other] of [[a, b] as const, [b, a] as const]) {
        const cost: Cost = [best[one]![0] + square, best[one]![1] + 1];
        if (isLess(cost, best[other]!)) best[other] = cost;
      }
    }
  }
  return best;
}

/** The least distance of a link between two rows, in either direction; null when there is none. */
function linkBetween({ indices, distances, k }: NeighborTable, a: number, b: number): number | null {
  const found: number[] = [];
  for (let i = 0; i < k; i++) {
    if (indices[a * k + i] === b) found.push(distances[a * k + i]!);
    if (indices[b * k + i] === a) found.push(distances[b * k + i]!);
  }
  return found.length === 0 ? null : Math.min(...found);
}

// Eighths have exact squares and sums, so that the order of adding does not matter.
const graphs = fc.integer({ min: 1, max: 24 }).chain((count) =>
  fc.record({
    count: fc.constant(count),
    ends: fc.tuple(fc.nat(count - 1), fc.nat(count - 1)),
    links: fc
      .uniqueArray(fc.tuple(fc.nat(count - 1), fc.nat(count - 1), fc.nat(16)), {
        maxLength: 3 * count,
        selector: ([a, b]) => `${a} ${b}`,
      })
      .map((all) => all.filter(([a, b]) => a !== b).map(([a, b, eighths]) => [a, b, eighths / 8] as const)),
  }),
);

describe('findPaths', () => {
  test('finds what relaxing every link until nothing changes finds, or that there is no path', async () => {
    await fc.assert(
      fc.asyncProperty(graphs, async ({ count, ends: [from, to], links }) => {
        const graph = tableOf(count, links);
        const path = tracePath(await findPaths(graph, from, to, pace()), to);
        const [squares, steps] = bellmanFord(graph, from)[to]!;
        if (path === null) {
          expect(squares).toBe(Number.POSITIVE_INFINITY);
          return;
        }
        expect([path[0], path.at(-1), path.length]).toEqual([from, to, steps + 1]);
        const distances = Array.from(path.subarray(1), (row, at) => linkBetween(graph, path[at]!, row)!);
        expect(distances.reduce((sum, distance) => sum + distance * distance, 0)).toBe(squares);
      }),
      { seed: 1, numRuns: 500 },
    );
  });

  test('knows a path to all that can be reached, and to nothing else, when the end cannot', async () => {
    await fc.assert(
      fc.asyncProperty(graphs, async ({ count, ends: [from], links }) => {
        // A row more, without a link.
        const graph = tableOf(count + 1, links);
        const previous = await findPaths(graph, from, count, pace());
        const best = bellmanFord(graph, from);
        for (let row = 0; row <= count; row++) {
          const path = tracePath(previous, row);
          expect(path?.length ?? null).toBe(
            best[row]![0] < Number.POSITIVE_INFINITY ? best[row]![1] + 1 : null,
          );
        }
      }),
      { seed: 2, numRuns: 200 },
    );
  });

  test('goes by several small steps rather than a large one, against the direction of links too', async () => {
    const graph = tableOf(4, [
      [0, 3, 0.5],
      [1, 0, 0.25],
      [1, 2, 0.25],
      [3, 2, 0.25],
    ]);
    expect(tracePath(await findPaths(graph, 0, 3, pace()), 3)).toEqual(Int32Array.of(0, 1, 2, 3));
  });

  test('makes no detour over copies of one vector', async () => {
    const graph = tableOf(4, [
      [0, 1, 0],
      [1, 2, 0],
      [0, 2, 0],
      [2, 3, 0.5],
    ]);
    expect(tracePath(await findPaths(graph, 0, 3, pace()), 3)).toEqual(Int32Array.of(0, 2, 3));
  });
});
