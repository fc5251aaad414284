import { describe, expect, it } from 'vitest';
import { makePapers } from '../../tests/support/made-papers.ts';
import { createWordEmbedder } from '../../tests/support/word-embedder.ts';
import { graphEf, MOST_EXACT_ROWS } from '../vector-index/graph-search.ts';
import { buildHnswIndex } from '../vector-index/hnsw.ts';
import { buildKnnGraph } from '../vector-index/knn-graph.ts';
import { computeContents, resolveContentsOptions } from './contents.ts';
import type { ContentsBefore } from './contents-before.ts';
import { type GraphBuilder, graphPapers } from './graph-papers.ts';
import { StageClock } from './stage-clock.ts';

describe('the kNN graph', () => {
  it('is exact up to 200,000 papers, and asked of the index beyond', () => {
    expect([1, MOST_EXACT_ROWS, MOST_EXACT_ROWS + 1].map((count) => graphEf(count))).toEqual([
      null,
      null,
      256,
    ]);
    expect(MOST_EXACT_ROWS).toBe(200_000);
  });

  it('asked of the index says so in the steps and finds the true neighbours but for one in a hundred', async () => {
    const clock = new StageClock({});
    const computed = await computeContents(
      makePapers(300),
      {
        embedder: createWordEmbedder(),
        buildIndex: (vectors, { seed }, task) => buildHnswIndex(vectors, { seed }, task),
        mostExactRows: 100,
      },
      resolveContentsOptions({}),
      clock,
    );
    const { contents, steps, quality, index } = computed;
    expect(steps.graph).toEqual({ metric: 'cosine', k: 15, ef: 256 });
    const stages = clock.times.map(({ stage }) => stage);
    expect(stages.indexOf('index')).toBeLessThan(stages.indexOf('graph'));
    const exact = await buildKnnGraph(contents.embeddings, { k: 15 });
    let found = 0;
    for (let row = 0; row < 300; row++) {
      const line = [15 * row, 15 * (row + 1)] as const;
      const worst = exact.distances[line[1] - 1]!;
      found += contents.neighbors.distances.subarray(...line).filter((distance) => distance <= worst).length;
    }
    expect(found / (300 * 15)).toBeGreaterThanOrEqual(0.99);
    expect(quality.recallAt10).toBeGreaterThanOrEqual(0.99);
    await index?.dispose();
  });

  it('is mended only where it was made in the same way', async () => {
    const embedder = createWordEmbedder();
    const texts = makePapers(40).map(({ title }) => title);
    const embeddings = await embedder.embed(texts, 'document');
    const graph = await buildKnnGraph(embeddings, { k: 8 });
    const rows = Int32Array.from(texts.keys());
    const changes = {
      rowBefore: rows,
      sameVector: rows,
      sameText: rows,
      added: [],
      edited: [],
      removed: [],
    };
    const asked: (Int32Array | undefined)[] = [];
    const lookUp: GraphBuilder = (vectors, options, task) => {
      asked.push(options.rows);
      return buildKnnGraph(vectors, options, task);
    };
    for (const [was, is, isMended] of [
      [undefined, null, true],
      [256, 256, true],
      [undefined, 256, false],
      [256, null, false],
    ] as const) {
      asked.length = 0;
      const steps = { graph: { metric: 'cosine', k: 6, ...(was !== undefined && { ef: was }) } };
      const before = { graph, steps } as ContentsBefore;
      const source = { embeddings, before, changes, lookUp, ef: is };
      expect(await graphPapers(source, { k: 6, reserve: 2 }, {})).toEqual(graph);
      expect(asked).toEqual(isMended ? [] : [undefined]);
    }
  });
});
