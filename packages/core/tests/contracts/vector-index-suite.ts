import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSyntheticEmbeddings } from '../../bench/synthetic.ts';
import type { ErrorCode } from '../../src/errors.ts';
import type { Metric } from '../../src/math/distance.ts';
import { createMatrix, rowOf, selectRows, type VectorMatrix } from '../../src/math/matrix.ts';
import { createRowSet } from '../../src/vector-index/row-set.ts';
import type { MutableVectorIndex } from '../../src/vector-index/vector-index.ts';
import {
  bruteForce,
  byDistance,
  expectOracle,
  hitsOf,
  range,
  shareFound,
  slowDistance,
} from './brute-force.ts';

/** Makes an empty index of the adapter under test. Its default candidate list should be short, so that it is put to work. */
export type CreateIndex = (dimension: number, metric: Metric) => Promise<MutableVectorIndex>;

const METRICS: readonly Metric[] = ['cosine', 'ip', 'l2'];

/** The contract of the ports `VectorIndex` and `MutableVectorIndex`. */
export function describeVectorIndexContract(name: string, create: CreateIndex): void {
  async function filled(
    vectors: VectorMatrix,
    metric: Metric = 'cosine',
    rows = range(vectors.count),
  ): Promise<MutableVectorIndex> {
    const index = await create(vectors.dimension, metric);
    await index.add(rows, vectors);
    return index;
  }

  describe(`vector index contract: ${name}`, () => {
    const papers = createSyntheticEmbeddings({ count: 600, dimension: 24, seed: 7 });

    it.each(METRICS)(
      'gives the true neighbours at their true distances by %s when ef is the count',
      (metric) =>
        fc.assert(
          fc.asyncProperty(matrixArbitrary, fc.integer({ min: 1, max: 45 }), async (vectors, k) => {
            const index = await filled(vectors, metric);
            const found = await index.search(vectors, k, { ef: Math.max(1, vectors.count) });
            expectOracle(found, vectors, vectors, metric, k);
          }),
          { seed: 1, numRuns: 60 },
        ),
    );

    it('finds more than .99 of the neighbours with a candidate list shorter than a quarter of the rows', async () => {
      const index = await filled(papers);
      const found = await index.search(papers, 10, { ef: 100 });
      const truth = bruteForce(papers, papers, 'cosine', 10);
      expect(shareFound(found, truth)).toBeGreaterThan(0.99);
    });

    it('orders what it finds by distance and row, each row once, at the distance that exact search gives', async () => {
      const index = await filled(papers);
      const found = await index.search(papers, 5, { ef: 8 });
      for (let query = 0; query < papers.count; query++) {
        const hits = hitsOf(found, query);
        expect(hits).toHaveLength(5);
        expect(new Set(hits.map((hit) => hit.row)).size).toBe(5);
        expect(hits).toEqual([...hits].sort(byDistance));
        for (const hit of hits)
          expect(hit.distance).toBe(slowDistance('cosine', papers, query, papers, hit.row));
      }
    });

    it('finds a row by its own vector first, at distance exactly 0', async () => {
      const index = await filled(papers);
      const found = await index.search(papers, 1);
      expect([...found.indices]).toEqual([...range(papers.count)]);
      expect(found.distances.every((distance) => distance === 0)).toBe(true);
    });

    it('pads what it cannot fill when k is larger than the count', async () => {
      const few = selectRows(papers, range(7));
      const index = await filled(few);
      const found = await index.search(selectRows(papers, [3]), 12);
      expect(found).toMatchObject({ count: 1, k: 12 });
      expect([...found.indices.slice(0, 7)].sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6]);
      expect([...found.indices.slice(7)]).toEqual([-1, -1, -1, -1, -1]);
      expect([...found.distances.slice(7)]).toEqual(Array(5).fill(Number.POSITIVE_INFINITY));
    });

    it('gives every row when k is the count, also of many rows', async () => {
      const index = await filled(papers);
      const found = await index.search(selectRows(papers, [5]), papers.count);
      expect(Int32Array.from(found.indices).sort()).toEqual(range(papers.count));
    });

    it('answers an empty index and an empty batch with padding and nothing', async () => {
      const empty = await create(24, 'cosine');
      expect(empty.count).toBe(0);
      expect((await empty.search(selectRows(papers, [0]), 2)).indices).toEqual(Int32Array.of(-1, -1));
      const index = await filled(papers);
      expect(await index.search(selectRows(papers, []), 3)).toMatchObject({ count: 0, k: 3 });
    });

    it('refuses vectors of another dimension, for search and for adding', async () => {
      const index = await filled(papers);
      const other = createMatrix(1, 25);
      await expectError(index.search(other, 1), 'DIMENSION_MISMATCH');
      await expectError(index.add(Int32Array.of(9000), other), 'DIMENSION_MISMATCH');
      await expectError(index.add(Int32Array.of(9000, 9001), createMatrix(1, 24)), 'DIMENSION_MISMATCH');
      const torn = { data: new Float32Array(23), count: 1, dimension: 24 };
      await expectError(index.search(torn, 1), 'DIMENSION_MISMATCH');
      expect(index.count).toBe(papers.count);
    });

    it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])('refuses %s', async (value) => {
      const index = await filled(papers);
      const bad = selectRows(papers, [0, 1]);
      bad.data[30] = value;
      await expectError(index.search(bad, 1), 'INVALID_ARGUMENT');
      await expectError(index.add(Int32Array.of(9000, 9001), bad), 'INVALID_ARGUMENT');
      expect(index.count).toBe(papers.count);
    });

    it.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 3e9])('refuses k = %s', async (k) => {
      const index = await filled(papers);
      await expectError(index.search(selectRows(papers, [0]), k), 'INVALID_ARGUMENT');
    });

    it('refuses rows that are negative, twice in a call or there already, and then adds nothing', async () => {
      const index = await filled(papers);
      const two = selectRows(papers, [0, 1]);
      await expectError(index.add(Int32Array.of(9000, -1), two), 'INVALID_ARGUMENT');
      await expectError(index.add(Int32Array.of(9000, 9000), two), 'INVALID_ARGUMENT');
      await expectError(index.add(Int32Array.of(9000, 3), two), 'INVALID_ARGUMENT');
      expect(index.count).toBe(papers.count);
      await index.add(Int32Array.of(9000, 9001), two);
      expect(index.count).toBe(papers.count + 2);
      await expectError(index.add(Int32Array.of(9001), selectRows(papers, [1])), 'INVALID_ARGUMENT');
    });

    it('keeps row numbers that are neither dense nor in order', async () => {
      const rows = range(papers.count).map((row) => 1_000_000 - 3 * row);
      const index = await filled(papers, 'cosine', rows);
      const found = await index.search(papers, 1);
      expect(found.indices).toEqual(rows);
    });

    it('never finds a removed row, and finds it again under a new vector', async () => {
      const index = await filled(papers);
      const gone = range(papers.count).filter((row) => row % 3 === 0);
      await index.remove(gone);
      expect(index.count).toBe(papers.count - gone.length);
      const found = await index.search(papers, 20);
      expect(found.indices.some((row) => row >= 0 && row % 3 === 0)).toBe(false);
      expect(found.indices.includes(-1)).toBe(false);
      const moved = createMatrix(1, 24);
      rowOf(moved, 0).fill(-1);
      await index.add(Int32Array.of(3), moved);
      expect((await index.search(moved, 1)).indices).toEqual(Int32Array.of(3));
      const old = await index.search(selectRows(papers, [3]), 1);
      expect(old.indices[0]).not.toBe(3);
    });

    it('refuses to remove a row that is not there or named twice, and then removes nothing', async () => {
      const index = await filled(papers);
      await expectError(index.remove(Int32Array.of(1, 600)), 'INVALID_ARGUMENT');
      await expectError(index.remove(Int32Array.of(1, 1)), 'INVALID_ARGUMENT');
      expect(index.count).toBe(papers.count);
      await index.remove(Int32Array.of(1));
      await expectError(index.remove(Int32Array.of(1)), 'INVALID_ARGUMENT');
    });

    it('stays true to its rows through many rounds of adding and removing', async () => {
      const index = await create(24, 'cosine');
      const present = new Map<number, number>();
      for (let round = 0; round < 12; round++) {
        const vectorOf = range(200).map((i) => (round * 37 + i) % papers.count);
        const rows = range(200).map((i) => round * 200 + i);
        await index.add(rows, selectRows(papers, vectorOf));
        for (const [i, row] of rows.entries()) present.set(row, vectorOf[i]!);
        const leaving = Int32Array.from(present.keys()).filter((row) => (row * 7 + round) % 4 !== 0);
        await index.remove(leaving);
        for (const row of leaving) present.delete(row);
      }
      expect(index.count).toBe(present.size);
      const found = await index.search(papers, present.size);
      for (let query = 0; query < papers.count; query += 29) {
        const rows = hitsOf(found, query).map((hit) => hit.row);
        expect(rows.sort((a, b) => a - b)).toEqual([...present.keys()].sort((a, b) => a - b));
      }
    });

    it('empties when every row is removed, and fills again', async () => {
      const index = await filled(papers);
      await index.remove(range(papers.count));
      expect(index.count).toBe(0);
      expect((await index.search(selectRows(papers, [0]), 1)).indices).toEqual(Int32Array.of(-1));
      await index.add(range(papers.count), papers);
      expect((await index.search(selectRows(papers, [9]), 1)).indices).toEqual(Int32Array.of(9));
    });

    it.each([0, 1, 5, 60, 300, 600])(
      'finds only accepted rows, and all it should, of a set of %i',
      async (size) => {
        const index = await filled(papers);
        const rows = range(size).map((i) => (i * 7) % papers.count);
        const accept = createRowSet(rows, papers.count);
        const found = await index.search(papers, 5, { accept, ef: 100 });
        const truth = bruteForce(papers, papers, 'cosine', 5, new Set(rows));
        for (let query = 0; query < papers.count; query++) {
          const hits = hitsOf(found, query);
          expect(hits).toHaveLength(Math.min(5, size));
          expect(hits.every((hit) => rows.includes(hit.row))).toBe(true);
        }
        expect(shareFound(found, truth)).toBeGreaterThan(0.99);
      },
    );

    it('passes over accepted rows that it does not have', async () => {
      const index = await filled(papers);
      await index.remove(Int32Array.of(1));
      const accept = createRowSet([1, 2, 5000], 6000);
      const found = await index.search(selectRows(papers, [1]), 3, { accept });
      expect(found.indices).toEqual(Int32Array.of(2, -1, -1));
    });

    it('finds identical vectors in row order, and what lies behind them', async () => {
      const copies = range(600).map((i) => (i % 2 === 0 ? 0 : i));
      const index = await filled(selectRows(papers, copies));
      const same = await index.search(selectRows(papers, [0]), 300, { ef: 20 });
      expect(same.indices).toEqual(range(300).map((i) => 2 * i));
      const others = await index.search(papers, 1, { ef: 20 });
      const missed = range(300).filter((i) => others.indices[2 * i + 1] !== 2 * i + 1);
      expect(missed.length).toBeLessThan(3);
    });

    it('tells identical vectors apart when one is removed or not accepted', async () => {
      const pairs = selectRows(
        papers,
        range(600).map((i) => i >> 1),
      );
      const index = await filled(pairs);
      await index.remove(Int32Array.of(100, 201));
      const queries = selectRows(pairs, [100, 200, 300]);
      const found = await index.search(queries, 1, { ef: 20 });
      expect(found.indices).toEqual(Int32Array.of(101, 200, 300));
      const odd = createRowSet(
        range(300).map((i) => 2 * i + 1),
        600,
      );
      const accepted = await index.search(queries, 1, { ef: 5, accept: odd });
      expect(accepted.indices[0]).toBe(101);
      expect(accepted.indices[1]).not.toBe(201);
      expect(accepted.indices[2]).toBe(301);
    });

    it('puts a zero vector at cosine distance 1 from everything, as a row and as a query', async () => {
      const vectors = selectRows(papers, range(100));
      rowOf(vectors, 4).fill(0);
      const index = await filled(vectors);
      const found = await index.search(selectRows(vectors, [4]), 3);
      expect([...found.indices]).toEqual([0, 1, 2]);
      expect([...found.distances]).toEqual([1, 1, 1]);
      const all = await index.search(selectRows(vectors, [0]), 100);
      expect(hitsOf(all, 0).find((hit) => hit.row === 4)?.distance).toBe(1);
    });

    it.each(METRICS)('does not mind vectors of very different lengths by %s', async (metric) => {
      const vectors = selectRows(papers, range(40));
      for (let row = 0; row < 40; row++) {
        const vector = rowOf(vectors, row);
        for (let i = 0; i < vector.length; i++) vector[i]! *= 10 ** (row - 20);
      }
      const index = await filled(vectors, metric);
      expectOracle(await index.search(vectors, 40), vectors, vectors, metric, 40);
    });

    it('stops when its signal is aborted, before and during a search, and answers the next one', async () => {
      const index = await filled(papers);
      const many = selectRows(
        papers,
        range(20_000).map((i) => i % papers.count),
      );
      await expectError(index.search(many, 10, { signal: AbortSignal.abort('no more') }), 'ABORTED');
      const controller = new AbortController();
      setTimeout(() => controller.abort(), 1);
      await expectError(index.search(many, 300, { signal: controller.signal }), 'ABORTED');
      expect((await index.search(selectRows(papers, [8]), 1)).indices).toEqual(Int32Array.of(8));
    });

    it('answers searches that run at once, and while rows come and go', async () => {
      const index = await filled(papers);
      const extra = createSyntheticEmbeddings({ count: 600, dimension: 24, seed: 8 });
      const changes = index
        .add(
          range(600).map((row) => row + 600),
          extra,
        )
        .then(() => index.remove(range(600).map((row) => row + 600)));
      const answers = await Promise.all(range4.map(() => index.search(papers, 1)));
      await changes;
      for (const answer of answers) expect(answer.indices).toEqual(range(papers.count));
      expect(index.count).toBe(papers.count);
    });

    it('gives the same answers twice', async () => {
      const [first, second] = await Promise.all([filled(papers), filled(papers)]);
      expect(await first.search(papers, 10, { ef: 12 })).toEqual(await second.search(papers, 10, { ef: 12 }));
    });

    it('can be disposed twice, and refuses all else afterwards', async () => {
      const index = await filled(papers);
      await index.dispose();
      await index.dispose();
      expect(index.count).toBe(0);
      await expectError(index.search(selectRows(papers, [0]), 1), 'INDEX_UNAVAILABLE');
      await expectError(index.add(Int32Array.of(1), selectRows(papers, [0])), 'INDEX_UNAVAILABLE');
      await expectError(index.remove(Int32Array.of(1)), 'INDEX_UNAVAILABLE');
    });

    it.each([0, -1, 2.5, 1e6])('refuses a dimension of %s', async (dimension) => {
      await expectError(create(dimension, 'cosine'), 'INVALID_ARGUMENT');
    });
  });
}

const range4 = [0, 1, 2, 3];

/** Small whole numbers, so that ties, identical and zero vectors are common. */
const matrixArbitrary: fc.Arbitrary<VectorMatrix> = fc
  .tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 0, max: 40 }))
  .chain(([dimension, count]) =>
    fc
      .array(fc.integer({ min: -2, max: 2 }), { minLength: count * dimension, maxLength: count * dimension })
      .map((values) => createMatrix(count, dimension, Float32Array.from(values))),
  );

async function expectError(promise: Promise<unknown>, code: ErrorCode): Promise<void> {
  await expect(promise).rejects.toMatchObject({ name: 'ExplorerError', code });
}
