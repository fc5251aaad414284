import type { Metric } from '../math/distance.ts';
import type { VectorMatrix } from '../math/matrix.ts';

/**
 * The nearest rows of each of `count` queries, k a query, nearest first: query q's stand at `[q * k, (q + 1) * k)`.
 * A short answer is padded with index -1 and distance +Infinity.
 */
export interface NeighborTable {
  readonly indices: Int32Array;
  /** Ascending; what they mean says {@link Metric}. */
  readonly distances: Float32Array;
  readonly count: number;
  readonly k: number;
}

/** A set of rows as a bit a row: row r is in when bit `r & 31` of word `r >> 5` is set. Plain data. */
export interface RowSet {
  readonly words: Uint32Array;
  /** Rows in the set. */
  readonly size: number;
}

export interface VectorSearchOptions {
  /** Size of the candidate list of an approximate index, ≥ 1; more is slower and nearer to exact. Exact ignores it. */
  readonly ef?: number | undefined;
  /** Only these rows may be found. */
  readonly accept?: RowSet | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Port: nearest neighbours. A query row must be finite and of the index's dimension; rows at one distance are ordered by
 * row. Every adapter passes the contract suite.
 */
export interface VectorIndex {
  readonly metric: Metric;
  readonly dimension: number;
  /** Rows that can be found. */
  readonly count: number;
  /**
   * The k nearest rows of each query; `k` may be larger than `count` (the rest is padding).
   *
   * @throws ExplorerError DIMENSION_MISMATCH, INVALID_ARGUMENT (k, ef or a value that is not finite), ABORTED
   */
  search(queries: VectorMatrix, k: number, options?: VectorSearchOptions): Promise<NeighborTable>;
  /** Frees the memory. Safe to call twice; any other use afterwards throws INDEX_UNAVAILABLE. */
  dispose(): Promise<void>;
}

/** Port: an index whose rows come and go. */
export interface MutableVectorIndex extends VectorIndex {
  /**
   * Adds `vectors` under the row numbers `rows`.
   *
   * @throws ExplorerError INVALID_ARGUMENT when a row is there already, stands twice or is negative; DIMENSION_MISMATCH.
   *   After an error nothing of the call has been added.
   */
  add(rows: Int32Array, vectors: VectorMatrix): Promise<void>;
  /**
   * Rows that are removed are never found again.
   *
   * @throws ExplorerError INVALID_ARGUMENT when a row is not there; nothing of the call has been removed then.
   */
  remove(rows: Int32Array): Promise<void>;
}
