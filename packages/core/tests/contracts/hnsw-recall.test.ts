import { expect, it } from 'vitest';
import { createSyntheticEmbeddings } from '../../bench/synthetic.ts';
import { buildHnswIndex } from '../../src/vector-index/hnsw.ts';
import { measureRecall } from '../../src/vector-index/recall.ts';

it('The defaults of hnsw find more than .99 of the ten nearest of 20,000 vectors like papers’', async () => {
  const papers = createSyntheticEmbeddings({ count: 20_000, dimension: 384, seed: 1 });
  const index = await buildHnswIndex(papers);
  const { recall } = await measureRecall(index, papers, { sample: 100 });
  expect(recall).toBeGreaterThan(0.99);
  await index.dispose();
});
