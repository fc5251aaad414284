import type { KeywordIndex, QueryTerm } from '../keyword-index/keyword-index.ts';
import type { SimilarityBaseline } from './calibration.ts';

/** A word that half of the papers have tells nothing of any of them. */
const LEAST_TELLING_IDF = Math.LN2;

export interface WeaknessInput {
  readonly rows: Int32Array;
  /** One a row of the list; null when there was no vector to compare with. */
  readonly similarities: Float32Array | null;
  readonly baseline: SimilarityBaseline | null;
  /** The words asked for; null when none were. */
  readonly words: {
    readonly index: KeywordIndex;
    readonly terms: readonly QueryTerm[];
    /** One a row of the corpus. */
    readonly scores: ArrayLike<number>;
  } | null;
}

/**
 * Marks the hits that say little: their similarity is below what 95 of 100 titles (or papers) of this very corpus find as
 * their closest other paper, and they do not have all the telling words of the query. A word is telling unless half of
 * the papers have it; a word that no paper has is telling too, so that then the similarity alone decides. Without a
 * similarity the words alone decide; without either nothing is weak. No similarity is fixed anywhere: the limit is
 * measured on the corpus, {@link SimilarityBaseline.weakBelow}.
 */
export function markWeak({ rows, similarities, baseline, words }: WeaknessInput): Uint8Array {
  const isWeak = new Uint8Array(rows.length);
  const limit = baseline?.weakBelow ?? null;
  const telling =
    words?.terms.filter(({ kind, idf }) => kind === 'missing' || idf >= LEAST_TELLING_IDF) ?? [];
  const canHaveAll = telling.length > 0 && telling.every(({ kind }) => kind !== 'missing');
  if (limit === null || similarities === null) {
    if (similarities !== null || words === null || telling.length === 0) return isWeak;
  }
  for (let at = 0; at < rows.length; at++) {
    if (similarities !== null && similarities[at]! >= limit!) continue;
    const row = rows[at]!;
    const hasAll =
      canHaveAll &&
      words!.scores[row]! > 0 &&
      words!.index.matchedTerms(telling, row).length === telling.length;
    if (!hasAll) isWeak[at] = 1;
  }
  return isWeak;
}

/** Rank from which on all hits are weak; null when the last is not, or there is none. */
export function findWeakFrom(isWeak: Uint8Array): number | null {
  let from = isWeak.length;
  while (from > 0 && isWeak[from - 1] === 1) from--;
  return from === isWeak.length ? null : from + 1;
}
