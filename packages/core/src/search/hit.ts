import type { QueryTerm } from '../keyword-index/keyword-index.ts';
import type { Paper } from '../papers/paper.ts';
import type { QueryNote } from './query-language.ts';

/**
 * How papers are ranked. `hybrid`: by meaning and words together; `semantic`: by the cosine similarity of vectors;
 * `keyword`: by the words that they share with what was asked (BM25).
 */
export type SearchMode = 'hybrid' | 'semantic' | 'keyword';

/** What tells that a hit is weak: how close it is, or its words. */
export type WeaknessKind = 'closeness' | 'words';

/** All modes, the default first. */
export const SEARCH_MODES: readonly SearchMode[] = ['hybrid', 'semantic', 'keyword'];

/** What each side adds to a score; null for a side that the mode leaves out. In a hybrid list they sum to the fused score. */
export interface ScoreParts {
  readonly semantic: number | null;
  readonly keyword: number | null;
}

/** One paper of a ranked list. */
export interface Hit {
  readonly paper: Paper;
  /** 1 is best; without gaps. */
  readonly rank: number;
  /** What the list is ordered by, higher first; comparable within one list only. */
  readonly score: number;
  readonly parts: ScoreParts;
  /**
   * Cosine similarity to what was asked, in [-1, 1], in every mode; the mean where several papers or words were asked.
   * Null when there is no vector to compare with: a query of filters alone, or `keyword` without a model.
   */
  readonly similarity: number | null;
  /**
   * How many of 100 random pairs are less similar, in [0, 100): nobody knows more than the pairs that were compared. Always
   * of the similarity, whatever the mode. For a text the pairs are titles with other papers, for papers pairs of papers;
   * where several are asked with, it is that of the one to which the paper is closest. Null without a similarity or a
   * calibration.
   */
  readonly percentile: number | null;
  /** True when chance alone gives papers as close as this one, in a list by words when words are missing; see "How ranking works" in the README. */
  readonly isWeak: boolean;
}

/** A ranked list as plain data: position r of each array is the (r + 1)-th best row. */
export interface Ranking {
  readonly rows: Int32Array;
  /** Falling; comparable within one list only. */
  readonly scores: Float64Array;
  /** The sides of each score, NaN-free; null for a side that the mode leaves out. */
  readonly semanticParts: Float64Array | null;
  readonly keywordParts: Float64Array | null;
  readonly similarities: Float32Array | null;
  readonly percentiles: Float32Array | null;
  /** 1 for a weak hit, else 0. */
  readonly isWeak: Uint8Array;
  /** What weak hits were told by; null when nothing can tell: too few papers for a limit, or no words in a list by words. */
  readonly weakBy: WeaknessKind | null;
  /** Rank at which the list becomes weak: the line with the fewest weak hits above and the fewest others below; null at none. */
  readonly weakFrom: number | null;
  /** Papers that could be in the list, whatever its limit: those that filter and mode accept. */
  readonly total: number;
  /** The words of the query as the keyword index understood them; empty where words were not asked or not looked at. */
  readonly terms: readonly QueryTerm[];
  /** What of the query was not understood. */
  readonly notes: readonly QueryNote[];
}

/** The hits of a ranking, in its order; `paperOf` gives the paper of a row, which stands at a position of the list. */
export function describeHits(ranking: Ranking, paperOf: (row: number, at: number) => Paper): Hit[] {
  const { rows, scores, semanticParts, keywordParts, similarities, percentiles, isWeak } = ranking;
  return Array.from(rows, (row, at) => ({
    paper: paperOf(row, at),
    rank: at + 1,
    score: scores[at]!,
    parts: { semantic: semanticParts?.[at] ?? null, keyword: keywordParts?.[at] ?? null },
    similarity: similarities?.[at] ?? null,
    percentile: percentiles?.[at] ?? null,
    isWeak: isWeak[at] === 1,
  }));
}
