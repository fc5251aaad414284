import { vi } from 'vitest';
import { createMatrix } from '../../src/math/matrix.ts';
import { createExactIndex } from '../../src/vector-index/exact.ts';
import { describeVectorIndexContract } from './vector-index-suite.ts';

// A file of its own: what WebAssembly gives is kept for as long as the modules are.
vi.stubGlobal('WebAssembly', undefined);

describeVectorIndexContract('exact without WebAssembly', async (dimension, metric) =>
  createExactIndex(createMatrix(0, dimension), { metric }),
);
