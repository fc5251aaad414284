import type { Pooling } from './model-spec.ts';

/**
 * One vector out of the token vectors of one text without padding: their mean, or the first token's (CLS), scaled to
 * unit length when asked. Sums are in double precision.
 *
 * @param hidden `tokens × dimension`, row-major
 * @param into receives `dimension` values from `offset`
 */
export function poolTokens(
  hidden: Float32Array,
  tokens: number,
  dimension: number,
  how: { pooling: Pooling; normalize: boolean },
  into: Float32Array,
  offset: number,
): void {
  const sums = new Float64Array(dimension);
  const rows = how.pooling === 'cls' ? 1 : tokens;
  for (let row = 0; row < rows; row++) {
    const start = row * dimension;
    for (let i = 0; i < dimension; i++) sums[i]! += hidden[start + i]!;
  }
  let squared = 0;
  for (let i = 0; i < dimension; i++) {
    sums[i]! /= rows;
    squared += sums[i]! * sums[i]!;
  }
  const scale = how.normalize && squared > 0 ? 1 / Math.sqrt(squared) : 1;
  for (let i = 0; i < dimension; i++) into[offset + i] = sums[i]! * scale;
}
