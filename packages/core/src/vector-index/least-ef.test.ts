import { expect, it } from 'vitest';
import { createUniformVectors } from '../../bench/synthetic.ts';
import { createExactIndex } from './exact.ts';
import { buildHnswIndex } from './hnsw.ts';
import { findLeastEf } from './least-ef.ts';
import { findTruth, type RecallTruth } from './recall.ts';

const hard = createUniformVectors({ count: 3000, dimension: 64, seed: 2 });
const others = createUniformVectors({ count: 100, dimension: 64, seed: 3 });

it('is the smallest that reaches the recall: one less does not', async () => {
  const index = await buildHnswIndex(hard);
  const truth = await findTruth(hard, 'cosine', { queries: others });
  const ef = (await findLeastEf(index, truth, { recall: 0.9 }))!;
  expect(ef).toBeGreaterThan(11);
  expect((await truth.measure(index, ef)).recall).toBeGreaterThanOrEqual(0.9);
  expect((await truth.measure(index, ef - 1)).recall).toBeLessThan(0.9);
});

it('is found whatever it is, and null beyond the largest that is tried', async () => {
  const index = createExactIndex(hard);
  for (const least of [1, 2, 3, 17, 64, 100]) {
    const truth: RecallTruth = {
      measure: async (_index, ef = 0) => ({ recall: ef >= least ? 1 : 0.5, worst: 0, k: 10, queries: 1 }),
    };
    expect(await findLeastEf(index, truth, { least: 1, most: 100 })).toBe(least);
    expect(await findLeastEf(index, truth, { least: 1, most: least - 1 || 1 })).toBe(least === 1 ? 1 : null);
  }
});

it('is the smallest that is tried for exact search, and can be stopped', async () => {
  const index = createExactIndex(hard);
  const truth = await findTruth(hard, 'cosine', { sample: 5 });
  expect(await findLeastEf(index, truth)).toBe(10);
  await expect(findLeastEf(index, truth, { signal: AbortSignal.abort() })).rejects.toMatchObject({
    code: 'ABORTED',
  });
});
