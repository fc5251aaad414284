import { expect, it } from 'vitest';
import { createSyntheticEmbeddings } from '../../bench/synthetic.ts';
import { selectRows } from '../../src/math/matrix.ts';
import { buildHnswIndex } from '../../src/vector-index/hnsw.ts';
import { measureRecall } from '../../src/vector-index/recall.ts';
import { range } from './brute-force.ts';

it('The defaults of hnsw find more than .99 of the ten nearest of 20,000 vectors like papers’', async () => {
  const all = createSyntheticEmbeddings({ count: 20_300, dimension: 384, seed: 1 });
  const papers = selectRows(all, range(20_000));
  const queries = selectRows(
    all,
    range(300).map((i) => 20_000 + i),
  );
  const index = await buildHnswIndex(papers);
  const ofRows = await measureRecall(index, papers, { sample: 100 });
  const ofOthers = await measureRecall(index, papers, { queries });
  expect(ofRows.recall).toBeGreaterThan(0.99);
  expect(ofOthers.recall).toBeGreaterThan(0.99);
  await index.dispose();
});
