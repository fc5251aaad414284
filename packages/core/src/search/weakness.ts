import { analyze } from '../keyword-index/analyze.ts';
import type { KeywordIndex, QueryTerm } from '../keyword-index/keyword-index.ts';
import type { WeaknessKind } from './hit.ts';

/** A word that half of the papers have tells nothing of any of them. */
const LEAST_TELLING_IDF = Math.LN2;

export interface WeaknessInput {
  readonly rows: Int32Array;
  /** What a hit is judged by: how close it is, or, in a list by words and where there is no similarity, its words alone. */
  readonly by: WeaknessKind;
  /** One a row of the list, see `ListCloseness`; null when no limit is known. */
  readonly isFar: Uint8Array | null;
  /** The words asked for; null when none were. */
  readonly words: {
    readonly index: KeywordIndex;
    readonly terms: readonly QueryTerm[];
    /** One a row of the corpus. */
    readonly scores: ArrayLike<number>;
  } | null;
  /** Of the words, where it has been read before: see {@link readTelling}. */
  readonly telling?: TellingWords | null;
}

/** The telling words of a query. */
interface TellingWords {
  /** False when none of its words is telling. */
  readonly isAny: boolean;
  /** 1 for each row of the corpus that has all of them; null where none can. */
  readonly withAll: Uint8Array | null;
}

export interface Weakness {
  /** 1 for a weak hit, else 0. */
  readonly isWeak: Uint8Array;
  /** What told; null when nothing can tell, and no hit is weak. */
  readonly weakBy: WeaknessKind | null;
}

/**
 * Marks the hits that say little. By closeness: their similarity is below what 95 of 100 titles (or papers) of this very
 * corpus find as their closest other paper, `SimilarityBaseline.weakBelow`, for all that was asked, and they do not
 * have all the telling words of the query. By words: they do not have all the telling words. A word is telling unless
 * half of the papers have it or it is of the stop list; a word that no paper has is telling too, so that then the
 * similarity alone decides. No similarity is fixed anywhere: the limit is measured on the corpus.
 */
export function markWeak({
  rows,
  by,
  isFar,
  words,
  telling = words && readTelling(words),
}: WeaknessInput): Weakness {
  const isWeak = new Uint8Array(rows.length);
  if (by === 'words' ? !telling?.isAny : isFar === null) return { isWeak, weakBy: null };
  for (let at = 0; at < rows.length; at++) {
    if (by === 'closeness' && isFar![at] === 0) continue;
    const row = rows[at]!;
    const hasAll = telling?.withAll?.[row] === 1 && words!.scores[row]! > 0;
    if (!hasAll) isWeak[at] = 1;
  }
  return { isWeak, weakBy: by };
}

/** Read once for a list that is marked part by part. */
export function readTelling({ index, terms }: NonNullable<WeaknessInput['words']>): TellingWords {
  const telling = terms.filter(isTelling);
  const canHaveAll = telling.length > 0 && telling.every(({ kind }) => kind !== 'missing');
  return { isAny: telling.length > 0, withAll: canHaveAll ? index.rowsWithAll(telling) : null };
}

/** Words of the stop list count in titles alone, so that their idf says nothing. */
function isTelling({ word, kind, idf }: QueryTerm): boolean {
  if (analyze(word).every(({ isStop }) => isStop)) return false;
  return kind === 'missing' || idf >= LEAST_TELLING_IDF;
}

/**
 * The rank where a list becomes weak: the line with the fewest weak hits above it and the fewest others below; of several
 * such lines the lowest. Null when that is the end of the list. A list is ordered by more than tells what is weak, so that
 * no line parts the two kinds cleanly.
 */
export function findWeakFrom(isWeak: Uint8Array): number | null {
  let balance = 0;
  let most = 0;
  let line = 0;
  for (let at = 0; at < isWeak.length; at++) {
    balance += isWeak[at] === 1 ? -1 : 1;
    if (balance < most) continue;
    most = balance;
    line = at + 1;
  }
  return line === isWeak.length ? null : line + 1;
}
