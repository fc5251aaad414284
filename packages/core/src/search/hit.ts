import type { Paper } from '../papers/paper.ts';

/** How papers are ranked. `semantic`: by the cosine similarity of vectors. */
export type SearchMode = 'semantic';

/** All modes, the default first. */
export const SEARCH_MODES: readonly SearchMode[] = ['semantic'];

/** One paper of a ranked list. */
export interface Hit {
  readonly paper: Paper;
  /** 1 is best; without gaps. */
  readonly rank: number;
  /** Cosine similarity to what was asked, in [-1, 1], in every mode. */
  readonly similarity: number;
  /** What the list is ordered by, higher first; comparable within one list only. */
  readonly score: number;
}

/** A ranked list as plain data: position r holds the (r + 1)-th best row. */
export interface RankedRows {
  readonly rows: Int32Array;
  readonly similarities: Float32Array;
  readonly scores: Float32Array;
}
