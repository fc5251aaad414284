/** How two vectors are compared; names and meanings as in hnswlib. Distances ascend: 0 is nearest. */
export type Metric = 'cosine' | 'ip' | 'l2';

/**
 * Dot product of `dimension` values that start at `a[offsetA]` and `b[offsetB]`, summed in double precision.
 * For unit vectors this is the cosine similarity, in [-1, 1].
 */
export function dot(
  a: Float32Array,
  offsetA: number,
  b: Float32Array,
  offsetB: number,
  dimension: number,
): number {
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  let i = 0;
  for (const last = dimension - 3; i < last; i += 4) {
    s0 += a[offsetA + i]! * b[offsetB + i]!;
    s1 += a[offsetA + i + 1]! * b[offsetB + i + 1]!;
    s2 += a[offsetA + i + 2]! * b[offsetB + i + 2]!;
    s3 += a[offsetA + i + 3]! * b[offsetB + i + 3]!;
  }
  for (; i < dimension; i++) s0 += a[offsetA + i]! * b[offsetB + i]!;
  return s0 + s1 + s2 + s3;
}

/** Squared Euclidean distance, offsets as in {@link dot}. */
export function squaredL2(
  a: Float32Array,
  offsetA: number,
  b: Float32Array,
  offsetB: number,
  dimension: number,
): number {
  let sum = 0;
  for (let i = 0; i < dimension; i++) {
    const d = a[offsetA + i]! - b[offsetB + i]!;
    sum += d * d;
  }
  return sum;
}
