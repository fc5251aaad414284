import { dot } from '../math/distance.ts';
import type { VectorMatrix } from '../math/matrix.ts';
import type { VectorIndex } from '../vector-index/vector-index.ts';

export interface NearestRowsOptions {
  /** Rows at most, ≥ 1. */
  readonly limit: number;
  /** Row that is left out: the paper that was asked with. */
  readonly leaveOut?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * The rows nearest to one query vector of unit length, best first; equal similarities by row. Similarities are recomputed
 * from `vectors`, so that every index gives the same figures.
 */
export async function findNearestRows(
  index: VectorIndex,
  vectors: VectorMatrix,
  query: Float32Array,
  { limit, leaveOut = -1, signal }: NearestRowsOptions,
): Promise<{ readonly rows: Int32Array; readonly similarities: Float64Array }> {
  const { data, count, dimension } = vectors;
  const k = Math.min(count, limit + (leaveOut >= 0 ? 1 : 0));
  const { indices } = await index.search({ data: query, count: 1, dimension }, k, { signal });
  const found = Array.from(indices)
    .filter((row) => row >= 0 && row !== leaveOut)
    .map((row) => ({ row, similarity: dot(query, 0, data, row * dimension, dimension) }))
    .sort((a, b) => b.similarity - a.similarity || a.row - b.row)
    .slice(0, limit);
  return {
    rows: Int32Array.from(found, ({ row }) => row),
    similarities: Float64Array.from(found, ({ similarity }) => similarity),
  };
}

/** The dot product of one vector with some rows, one value a row of the list: for unit vectors the cosine similarity. */
export function compareRows(
  { data, dimension }: VectorMatrix,
  query: Float32Array,
  rows: ArrayLike<number>,
): Float64Array {
  const similarities = new Float64Array(rows.length);
  for (let at = 0; at < rows.length; at++)
    similarities[at] = dot(query, 0, data, rows[at]! * dimension, dimension);
  return similarities;
}
