import { describe, expect, it } from 'vitest';
import { createSyntheticEmbeddings } from '../../bench/synthetic.ts';
import { dot } from '../math/distance.ts';
import { createMatrix, rowOf } from '../math/matrix.ts';
import { scoreAllRows } from './score-rows.ts';

describe('scoreAllRows', () => {
  const vectors = createSyntheticEmbeddings({ count: 5000, dimension: 36, seed: 1 });
  const query = rowOf(vectors, 7);

  it('gives the dot product with every row, to the bit', async () => {
    const scores = await scoreAllRows(vectors, query);
    expect(scores).toEqual(scores.map((_, row) => dot(query, 0, vectors.data, 36 * row, 36)));
  });

  it('writes into the array that it is given', async () => {
    const out = new Float64Array(5000).fill(9);
    expect(await scoreAllRows(vectors, query, { out })).toBe(out);
    expect(out[7]).toBeCloseTo(1, 6);
    await expect(scoreAllRows(vectors, query, { out: new Float64Array(4999) })).rejects.toMatchObject({
      code: 'DIMENSION_MISMATCH',
    });
  });

  it('refuses a query of another dimension or with a value that is not finite', async () => {
    const short = query.subarray(1);
    await expect(scoreAllRows(vectors, short)).rejects.toMatchObject({ code: 'DIMENSION_MISMATCH' });
    const bad = query.slice().fill(Number.NaN, 3, 4);
    await expect(scoreAllRows(vectors, bad)).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' });
  });

  it('answers for no rows, and stops when its signal is aborted', async () => {
    expect(await scoreAllRows(createMatrix(0, 36), query)).toHaveLength(0);
    const signal = AbortSignal.abort();
    await expect(scoreAllRows(vectors, query, { signal })).rejects.toMatchObject({ code: 'ABORTED' });
  });
});
