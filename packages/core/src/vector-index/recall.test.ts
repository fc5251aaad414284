import { expect, it } from 'vitest';
import { createSyntheticEmbeddings, createUniformVectors } from '../../bench/synthetic.ts';
import { createMatrix, selectRows } from '../math/matrix.ts';
import { createExactIndex } from './exact.ts';
import { buildHnswIndex } from './hnsw.ts';
import { buildKnnGraph } from './knn-graph.ts';
import { measureRecall } from './recall.ts';

const vectors = createSyntheticEmbeddings({ count: 1000, dimension: 32, seed: 1 });

it('is 1 for exact search, whatever the k', async () => {
  const index = createExactIndex(vectors);
  for (const k of [1, 10, 2000]) {
    const report = await measureRecall(index, vectors, { k, sample: 20 });
    expect(report).toEqual({ recall: 1, worst: 1, k, queries: 20 });
  }
});

it('counts what is missing: an index of half the rows finds about half of the neighbours', async () => {
  const rows = Int32Array.from({ length: 500 }, (_, i) => 2 * i);
  const index = createExactIndex(selectRows(vectors, rows), { rows });
  const { recall, worst } = await measureRecall(index, vectors, { sample: 1000 });
  expect(recall).toBeGreaterThan(0.4);
  expect(recall).toBeLessThan(0.6);
  expect(worst).toBeLessThan(recall);
});

it('shows that a short candidate list loses neighbours on hard vectors, and that a longer one loses fewer', async () => {
  const hard = createUniformVectors({ count: 3000, dimension: 64, seed: 2 });
  const index = await buildHnswIndex(hard);
  const [short, long] = [
    await measureRecall(index, hard, { ef: 12 }),
    await measureRecall(index, hard, { ef: 300 }),
  ];
  expect(short.recall).toBeLessThan(long.recall);
  expect(long.recall).toBeGreaterThan(0.9);
});

it('measures queries that are not rows of the index, too', async () => {
  const own = selectRows(vectors, [3, 4, 5]);
  const index = createExactIndex(vectors);
  expect(await measureRecall(index, vectors, { queries: own, k: 2000 })).toMatchObject({
    recall: 1,
    queries: 3,
  });
  const rows = Int32Array.of(3);
  const poor = createExactIndex(selectRows(vectors, rows), { rows });
  const report = await measureRecall(poor, vectors, { queries: own, k: 1 });
  expect(report).toEqual({ recall: 1 / 3, worst: 0, k: 1, queries: 3 });
});

it('holds any of several rows at one distance for right', async () => {
  const same = createMatrix(50, 4, new Float32Array(200).fill(0.5));
  const rows = Int32Array.from({ length: 50 }, (_, i) => 49 - i);
  const index = createExactIndex(same, { rows });
  expect(await measureRecall(index, same, { k: 5 })).toEqual({ recall: 1, worst: 1, k: 5, queries: 50 });
});

it('has nothing to measure on one row, and refuses an empty sample', async () => {
  const one = selectRows(vectors, [0]);
  expect(await measureRecall(createExactIndex(one), one)).toMatchObject({ recall: 1, worst: 1, queries: 1 });
  await expect(measureRecall(createExactIndex(vectors), vectors, { sample: 0 })).rejects.toMatchObject({
    code: 'INVALID_ARGUMENT',
  });
});

it('gives the same figures from the graph of the vectors as from an exact search', async () => {
  const vectors = createSyntheticEmbeddings({ count: 300, dimension: 16, seed: 4 });
  const index = await buildHnswIndex(vectors, { M: 4, efConstruction: 10 });
  const graph = await buildKnnGraph(vectors, { k: 12 });
  for (const k of [1, 10, 20]) {
    const asked = { k, sample: 150, ef: k };
    expect(await measureRecall(index, vectors, { ...asked, graph })).toEqual(
      await measureRecall(index, vectors, asked),
    );
  }
});
