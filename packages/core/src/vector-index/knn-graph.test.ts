import { describe, expect, it } from 'vitest';
import { createSyntheticEmbeddings } from '../../bench/synthetic.ts';
import { createMatrix, selectRows, type VectorMatrix } from '../math/matrix.ts';
import type { Progress } from '../task.ts';
import { createExactIndex } from './exact.ts';
import { buildHnswIndex } from './hnsw.ts';
import { buildKnnGraph } from './knn-graph.ts';
import type { NeighborTable, VectorIndex } from './vector-index.ts';

const seedLike = createSyntheticEmbeddings({ count: 209, dimension: 384, seed: 209 });

function neighborsOf(graph: NeighborTable, row: number): number[] {
  return [...graph.indices.slice(row * graph.k, (row + 1) * graph.k)];
}

/** Exact search of k + 1 with the row itself taken out. */
async function slowGraph(vectors: VectorMatrix, k: number): Promise<number[][]> {
  const all = await createExactIndex(vectors).search(vectors, vectors.count);
  return Array.from({ length: vectors.count }, (_, row) =>
    [...all.indices.slice(row * all.k, (row + 1) * all.k)].filter((other) => other !== row).slice(0, k),
  );
}

describe('buildKnnGraph', () => {
  it('is complete, without the rows themselves, and equal to sorting everything', async () => {
    const graph = await buildKnnGraph(seedLike, { k: 15 });
    expect(graph).toMatchObject({ count: 209, k: 15 });
    const expected = await slowGraph(seedLike, 15);
    for (let row = 0; row < 209; row++) expect(neighborsOf(graph, row)).toEqual(expected[row]);
  });

  it('is the same over hnsw as over exact search on a corpus like the seed, distances included', async () => {
    const index = await buildHnswIndex(seedLike);
    expect(await buildKnnGraph(seedLike, { k: 15, index })).toEqual(await buildKnnGraph(seedLike, { k: 15 }));
  });

  it('is nearly that of exact search on 2,000 rows that hnsw walks', async () => {
    const vectors = createSyntheticEmbeddings({ count: 2000, dimension: 32, seed: 4 });
    const index = await buildHnswIndex(vectors);
    const graph = await buildKnnGraph(vectors, { k: 10, index });
    const exact = await buildKnnGraph(vectors, { k: 10 });
    const same = graph.indices.filter((row, i) => row === exact.indices[i]).length;
    expect(same / exact.indices.length).toBeGreaterThan(0.99);
  });

  it('takes identical vectors for neighbours at distance 0, in row order, and never a row for its own', async () => {
    const vectors = selectRows(seedLike, [0, 1, 0, 0, 2, 0, 0, 0]);
    for (const index of [undefined, await buildHnswIndex(vectors)]) {
      const graph = await buildKnnGraph(vectors, { k: 3, index });
      expect(neighborsOf(graph, 0)).toEqual([2, 3, 5]);
      expect(neighborsOf(graph, 3)).toEqual([0, 2, 5]);
      expect(neighborsOf(graph, 7)).toEqual([0, 2, 3]);
      expect([...graph.distances.slice(21, 24)]).toEqual([0, 0, 0]);
      expect(neighborsOf(graph, 1)).not.toContain(1);
    }
  });

  it.each([
    [0, 0],
    [1, 0],
    [2, 1],
    [4, 3],
  ])('gives %i rows %i neighbours each when more are asked for', async (count, k) => {
    const vectors = selectRows(
      seedLike,
      Int32Array.from({ length: count }, (_, row) => row),
    );
    const graph = await buildKnnGraph(vectors, { k: 15 });
    expect(graph).toMatchObject({ count, k });
    expect(graph.indices).toHaveLength(count * k);
    if (count === 2) expect([...graph.indices]).toEqual([1, 0]);
  });

  it('fills by exact search the rows that an index leaves short, even of the row itself', async () => {
    const exact = createExactIndex(seedLike);
    const short: VectorIndex = {
      metric: exact.metric,
      dimension: exact.dimension,
      count: exact.count,
      dispose: () => exact.dispose(),
      async search(queries, k, options) {
        const found = await exact.search(queries, k, options);
        for (let query = 0; query < found.count; query += 3)
          found.indices.fill(-1, query * k + 2, (query + 1) * k);
        return found;
      },
    };
    const graph = await buildKnnGraph(seedLike, { k: 6, index: short });
    expect(graph).toEqual(await buildKnnGraph(seedLike, { k: 6 }));
  });

  it('refuses a k that is none, the index of other vectors, and values that are not finite', async () => {
    for (const k of [0, -3, 1.5]) {
      await expect(buildKnnGraph(seedLike, { k })).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' });
    }
    const other = createExactIndex(createMatrix(3, 384));
    await expect(buildKnnGraph(seedLike, { k: 2, index: other })).rejects.toMatchObject({
      code: 'INVALID_ARGUMENT',
    });
    const wide = createExactIndex(createMatrix(209, 5));
    await expect(buildKnnGraph(seedLike, { k: 2, index: wide })).rejects.toMatchObject({
      code: 'DIMENSION_MISMATCH',
    });
    const bad = createMatrix(2, 1, Float32Array.of(1, Number.NaN));
    await expect(buildKnnGraph(bad, { k: 1 })).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' });
  });

  it('reports its rows as they are done, and stops when it is told to', async () => {
    const reports: Progress[] = [];
    const vectors = createSyntheticEmbeddings({ count: 600, dimension: 16, seed: 1 });
    await buildKnnGraph(vectors, { k: 3 }, { onProgress: (progress) => reports.push(progress) });
    expect(reports.at(-1)).toEqual({ stage: 'graph', done: 600, total: 600 });
    expect(reports.length).toBeGreaterThan(1);
    const controller = new AbortController();
    const graph = buildKnnGraph(
      vectors,
      { k: 3 },
      { signal: controller.signal, onProgress: () => controller.abort() },
    );
    await expect(graph).rejects.toMatchObject({ code: 'ABORTED' });
  });
});
