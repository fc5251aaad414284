/**
 * How two vectors are compared; names and meanings as in hnswlib. A smaller distance is nearer.
 * `cosine`: 1 - cosine similarity, in [0, 2]. `ip`: 1 - inner product, of any sign. `l2`: squared Euclidean, ≥ 0.
 */
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

/** Squared Euclidean distance of the same two runs of values, summed in double precision; offsets as in {@link dot}. */
export function squaredL2(
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
    const d0 = a[offsetA + i]! - b[offsetB + i]!;
    const d1 = a[offsetA + i + 1]! - b[offsetB + i + 1]!;
    const d2 = a[offsetA + i + 2]! - b[offsetB + i + 2]!;
    const d3 = a[offsetA + i + 3]! - b[offsetB + i + 3]!;
    s0 += d0 * d0;
    s1 += d1 * d1;
    s2 += d2 * d2;
    s3 += d3 * d3;
  }
  for (; i < dimension; i++) {
    const d = a[offsetA + i]! - b[offsetB + i]!;
    s0 += d * d;
  }
  return s0 + s1 + s2 + s3;
}

/**
 * Cosine distance in [0, 2] from a dot product and the two squared lengths. Both come from {@link dot}, so that a vector
 * and its copy are at exactly 0. A vector of length zero has no direction: it is at 1 from everything, itself included,
 * as in hnswlib.
 */
export function cosineDistance(product: number, squaredA: number, squaredB: number): number {
  if (squaredA === 0 || squaredB === 0) return 1;
  return Math.min(2, Math.max(0, 1 - product / Math.sqrt(squaredA * squaredB)));
}
