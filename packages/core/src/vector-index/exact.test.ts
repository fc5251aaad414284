import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createSyntheticEmbeddings, createUniformVectors } from '../../bench/synthetic.ts';
import { bruteForce, expectOracle, hitsOf, range } from '../../tests/contracts/brute-force.ts';
import { createMatrix, rowOf, selectRows, type VectorMatrix } from '../math/matrix.ts';
import { createRandom } from '../math/random.ts';
import { createExactIndex } from './exact.ts';
import { createRowSet } from './row-set.ts';

/** An index that has been asked often enough to have its codes. */
async function warmed(vectors: VectorMatrix) {
  const index = createExactIndex(vectors);
  await index.search(selectRows(vectors, new Int32Array(64)), 1);
  return index;
}

describe('The exact index, once it has its codes,', () => {
  afterEach(() => vi.unstubAllGlobals());

  const sets: [string, VectorMatrix][] = [
    ['like papers', createSyntheticEmbeddings({ count: 3000, dimension: 96, seed: 1 })],
    ['without structure', createUniformVectors({ count: 3000, dimension: 96, seed: 2 })],
    ['nearly alike', createNearTwins(3000, 96)],
    ['nearer and nearer to the queries', createApproach(3000, 96)],
  ];

  it.each(sets)('gives the true neighbours in the true order, of vectors %s', async (_, vectors) => {
    const index = await warmed(vectors);
    const queries = selectRows(
      vectors,
      range(20).map((i) => 2999 - i * 7),
    );
    for (const k of [1, 10, 100, 700]) {
      expectOracle(await index.search(queries, k), vectors, queries, 'cosine', k);
    }
  });

  it('gives what it gave before, whatever the vectors, how many are asked for and accepted', async () => {
    const shape = fc.record({
      seed: fc.nat(1000),
      count: fc.integer({ min: 1, max: 300 }),
      dimension: fc.integer({ min: 1, max: 40 }),
      levels: fc.constantFrom(1, 2, 5, 1000),
      k: fc.integer({ min: 1, max: 60 }),
      share: fc.constantFrom(0.05, 0.3, 0.9),
    });
    await fc.assert(
      fc.asyncProperty(shape, async ({ seed, count, dimension, levels, k, share }) => {
        const random = createRandom(seed);
        // Few levels give many ties, also between rows of different length.
        const vectors = createMatrix(count, dimension);
        vectors.data.set(vectors.data.map(() => Math.round((2 * random() - 1) * levels) / levels));
        const accept = createRowSet(
          [...range(count)].filter(() => random() < share),
          count,
        );
        const queries = selectRows(vectors, range(Math.min(5, count)));
        const young = createExactIndex(vectors);
        const [all, some] = [await young.search(queries, k), await young.search(queries, k, { accept })];
        const index = await warmed(vectors);
        expect(await index.search(queries, k)).toEqual(all);
        expect(await index.search(queries, k, { accept })).toEqual(some);
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  it('gives the same without WebAssembly', async () => {
    const vectors = createSyntheticEmbeddings({ count: 3000, dimension: 96, seed: 1 });
    const queries = selectRows(vectors, range(40));
    const found = await createExactIndex(vectors).search(queries, 10);
    vi.resetModules();
    vi.stubGlobal('WebAssembly', undefined);
    const { createExactIndex: createPlainly } = await import('./exact.ts');
    expect(await createPlainly(vectors).search(queries, 10)).toEqual(found);
  });

  it('takes in rows that come, and leaves out rows that go, also in the midst of searches', async () => {
    const vectors = createSyntheticEmbeddings({ count: 4000, dimension: 96, seed: 3 });
    const half = selectRows(vectors, range(2000));
    const index = await warmed(half);
    const queries = selectRows(vectors, range(400));
    const searches = [index.search(queries, 10), index.search(queries, 400)];
    await index.add(
      range(2000).map((row) => row + 2000),
      selectRows(
        vectors,
        range(2000).map((row) => row + 2000),
      ),
    );
    for (const found of await Promise.all(searches)) expectOracle(found, half, queries, 'cosine', found.k);
    expectOracle(await index.search(queries, 10), vectors, queries, 'cosine', 10);
    const gone = range(3000).filter((row) => row % 3 !== 0);
    // Long enough to give way: the last query comes after the rows are gone.
    const during = index.search(
      selectRows(
        vectors,
        range(8000).map((i) => i % 4000),
      ),
      10,
    );
    await index.remove(gone);
    const last = (await during).indices.slice(-10);
    expect(last.filter((row) => row < 0 || gone.includes(row))).toEqual(new Int32Array(0));
    const accepted = new Set([...range(4000)].filter((row) => !gone.includes(row)));
    const truth = bruteForce(vectors, queries, 'cosine', 10, accepted);
    const found = await index.search(queries, 10);
    for (const [query, hits] of truth.entries()) expect(hitsOf(found, query)).toEqual(hits);
  });

  it('stops when its signal is aborted, and answers others that run at once', async () => {
    const vectors = createSyntheticEmbeddings({ count: 4000, dimension: 96, seed: 3 });
    const index = createExactIndex(vectors);
    const controller = new AbortController();
    const many = selectRows(
      vectors,
      range(8000).map((i) => i % 4000),
    );
    const stopped = index.search(many, 10, { signal: controller.signal });
    const other = index.search(selectRows(vectors, range(50)), 10);
    setTimeout(() => controller.abort(), 1);
    await expect(stopped).rejects.toMatchObject({ code: 'ABORTED' });
    expectOracle(await other, vectors, selectRows(vectors, range(50)), 'cosine', 10);
  });
});

/** One direction with changes too small for a byte a value, in groups of equal ones. */
function createNearTwins(count: number, dimension: number): VectorMatrix {
  const random = createRandom(5);
  const base = createUniformVectors({ count: 1, dimension, seed: 6 });
  const vectors = createMatrix(count, dimension);
  for (let row = 0; row < count; row++) {
    rowOf(vectors, row).set(base.data);
    if (row % 3 > 0) rowOf(vectors, row)[row % dimension]! += 1e-5 * random();
  }
  return vectors;
}

/** Each row nearer to the last ones than the one before, so that every row looks like a neighbour when it comes. */
function createApproach(count: number, dimension: number): VectorMatrix {
  const ends = createUniformVectors({ count: 2, dimension, seed: 7 });
  const vectors = createMatrix(count, dimension);
  for (let row = 0; row < count; row++) {
    for (let i = 0; i < dimension; i++) {
      vectors.data[row * dimension + i] =
        (ends.data[i]! * (count - row) + ends.data[dimension + i]! * row) / count;
    }
  }
  return vectors;
}
