import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSyntheticEmbeddings } from '../../bench/synthetic.ts';
import { selectRows, type VectorMatrix } from '../math/matrix.ts';
import { createRandom } from '../math/random.ts';
import { buildKnnGraph } from './knn-graph.ts';
import { mendKnnGraph } from './mend-graph.ts';
import type { NeighborTable } from './vector-index.ts';

const pool = createSyntheticEmbeddings({ count: 900, dimension: 16, seed: 3 });

/** Looks up what it is asked for, and counts the rows. */
function createLookUp(vectors: VectorMatrix): {
  rows: number;
  lookUp: (rows: Int32Array, k: number) => Promise<NeighborTable>;
} {
  const counter = {
    rows: 0,
    lookUp: (rows: Int32Array, k: number) => {
      counter.rows += rows.length;
      return buildKnnGraph(vectors, { k, rows });
    },
  };
  return counter;
}

/** The first k columns. */
function columns({ indices, distances, count, k: width }: NeighborTable, k: number): NeighborTable {
  const first = (cells: Int32Array | Float32Array) =>
    Array.from({ length: count }, (_, row) => [...cells.subarray(row * width, row * width + k)]).flat();
  return {
    indices: Int32Array.from(first(indices)),
    distances: Float32Array.from(first(distances)),
    count,
    k,
  };
}

describe('mendKnnGraph', () => {
  it('gives the bits of a graph made anew, whatever came and went, round after round', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          seed: fc.nat(),
          k: fc.integer({ min: 1, max: 12 }),
          reserve: fc.integer({ min: 0, max: 6 }),
          start: fc.integer({ min: 2, max: 150 }),
          removed: fc.double({ min: 0, max: 0.5, noNaN: true }),
          added: fc.double({ min: 0, max: 0.5, noNaN: true }),
          // With few different vectors there are many equal distances.
          different: fc.constantFrom(4, 30, 900),
        }),
        async ({ seed, k, reserve, start, removed, added, different }) => {
          const random = createRandom(seed);
          const draw = () => Math.floor(random() * different);
          let members = Array.from({ length: start }, draw);
          let graph = await buildKnnGraph(selectRows(pool, members), { k: k + reserve });
          for (let round = 0; round < 4; round++) {
            const next: { vector: number; before: number }[] = [];
            members.forEach((vector, before) => {
              if (random() < added) next.push({ vector: draw(), before: -1 });
              if (random() >= removed) next.push({ vector, before });
            });
            if (next.length < 2) break;
            members = next.map(({ vector }) => vector);
            const vectors = selectRows(pool, members);
            const rowBefore = Int32Array.from(next, ({ before }) => before);
            const { lookUp } = createLookUp(vectors);
            const mended = await mendKnnGraph(vectors, { graph, rowBefore }, { k, reserve, lookUp });
            const anew = await buildKnnGraph(vectors, { k: k + reserve });
            const wanted = Math.min(k, members.length - 1);
            expect(columns(mended!, wanted)).toEqual(columns(anew, wanted));
            // What is known beyond is right as far as it goes.
            mended!.indices.forEach((row, at) => {
              if (row >= 0) expect(row).toBe(anew.indices[at]);
            });
            graph = mended!;
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it('looks up new rows and hardly an old one, when one in a hundred comes and goes', async () => {
    const kept = Array.from({ length: 900 }, (_, row) => row).filter((row) => row % 100 !== 7);
    const graph = await buildKnnGraph(selectRows(pool, [...kept, 7, 107]), { k: 20 });
    const members = [...kept.slice(5), 207, 307, 407];
    const vectors = selectRows(pool, members);
    const rowBefore = Int32Array.from(members, (_, row) => (row < kept.length - 5 ? row + 5 : -1));
    const counter = createLookUp(vectors);
    await mendKnnGraph(vectors, { graph, rowBefore }, { k: 15, reserve: 5, lookUp: counter.lookUp });
    expect(counter.rows).toBeGreaterThanOrEqual(3);
    expect(counter.rows).toBeLessThan(10);
  });

  it('proves nothing of rows that stand in another order', async () => {
    const vectors = selectRows(pool, [2, 1, 0]);
    const graph = await buildKnnGraph(selectRows(pool, [0, 1, 2]), { k: 2 });
    const { lookUp } = createLookUp(vectors);
    const rowBefore = Int32Array.of(2, 1, 0);
    expect(await mendKnnGraph(vectors, { graph, rowBefore }, { k: 2, reserve: 0, lookUp })).toBeNull();
  });
});
