import { dot } from '../math/distance.ts';
import type { VectorMatrix } from '../math/matrix.ts';
import type { RowSet, VectorIndex } from '../vector-index/vector-index.ts';
import type { RankedRows } from './hit.ts';

export interface SemanticSearchOptions {
  /** Hits at most, ≥ 0. */
  readonly limit: number;
  /** Row that is left out: the paper that was asked with. */
  readonly leaveOut?: number | undefined;
  readonly accept?: RowSet | undefined;
  readonly ef?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** An answer that is this share of the corpus or more is taken from the exact index: the approximate one gains nothing then. */
const EXACT_SHARE = 0.1;

/**
 * The rows nearest to one query vector of unit length, best first; equal similarities by row.
 * Similarities are recomputed from `vectors`, so that every index gives the same figures.
 */
export async function rankBySimilarity(
  indexes: { readonly approximate: VectorIndex | null; readonly exact: VectorIndex },
  vectors: VectorMatrix,
  query: Float32Array,
  options: SemanticSearchOptions,
): Promise<RankedRows> {
  const { leaveOut = -1, accept, signal, ef } = options;
  const wanted = Math.min(options.limit, vectors.count);
  if (wanted === 0)
    return { rows: new Int32Array(0), similarities: new Float32Array(0), scores: new Float32Array(0) };
  const k = Math.min(vectors.count, wanted + (leaveOut >= 0 ? 1 : 0));
  const index =
    indexes.approximate !== null && k < vectors.count * EXACT_SHARE ? indexes.approximate : indexes.exact;
  const matrix = { data: query, count: 1, dimension: vectors.dimension };
  const { indices } = await index.search(matrix, k, { accept, signal, ef });
  const found = Array.from(indices)
    .filter((row) => row >= 0 && row !== leaveOut)
    .map((row) => ({
      row,
      similarity: dot(query, 0, vectors.data, row * vectors.dimension, vectors.dimension),
    }))
    .sort((a, b) => b.similarity - a.similarity || a.row - b.row)
    .slice(0, wanted);
  const similarities = Float32Array.from(found, ({ similarity }) => Math.min(1, Math.max(-1, similarity)));
  return { rows: Int32Array.from(found, ({ row }) => row), similarities, scores: similarities.slice() };
}
