import { createMatrix } from '../../src/math/matrix.ts';
import { createExactIndex } from '../../src/vector-index/exact.ts';
import { createHnswIndex } from '../../src/vector-index/hnsw.ts';
import { describeVectorIndexContract } from './vector-index-suite.ts';

describeVectorIndexContract('exact', async (dimension, metric) =>
  createExactIndex(createMatrix(0, dimension), { metric }),
);

// A capacity of 1 makes the index grow, and a short candidate list makes it walk its graph on the suite's 600 rows.
describeVectorIndexContract('hnsw', (dimension, metric) =>
  createHnswIndex({ dimension, metric, capacity: 1, ef: 24, seed: 3 }),
);
