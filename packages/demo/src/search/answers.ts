import type { Ranking } from 'paper-atlas';
import type { Answer } from '../state/state.ts';
import { byScores, bySimilarity, byWordScores, FAINT } from './warmth.ts';

/** What a ranking was asked with. */
export interface AskedWith {
  readonly query: string;
  /** Rows of which there should be more. */
  readonly liked?: readonly number[];
  readonly disliked?: readonly unknown[];
}

/**
 * A ranking as the page shows it.
 *
 * @param count papers of the atlas
 */
export function createAnswer(
  { query, liked = [], disliked = [] }: AskedWith,
  mode: Answer['mode'],
  ranking: Ranking,
  {
    count,
    outside = null,
    loosenings = [],
    written = null,
    ...more
  }: { readonly count: number } & Pick<Answer, 'explanations' | 'milliseconds'> &
    Partial<Pick<Answer, 'outside' | 'loosenings' | 'written'>>,
): Answer {
  const warm = heatOf(mode, ranking, count, disliked.length > 0);
  const heat = warm !== null && isNoneClose(ranking) ? warm.map((warmth) => FAINT * warmth) : warm;
  // What one likes is not in the list; nothing is closer to it.
  if (heat !== null) for (const row of liked) if (row >= 0) heat[row] = 1;
  return { ...ranking, query, mode, heat, outside, loosenings, written, ...more };
}

/**
 * By what the list is ordered by where something is disliked: no similarity tells of that. Else by meaning where the list
 * is by meaning, else by the words; null for a list of filters alone: nothing is closer.
 */
function heatOf(
  mode: Answer['mode'],
  ranking: Ranking,
  count: number,
  hasDisliked: boolean,
): Float32Array | null {
  const { rows, scores, similarities, keywordParts, semanticParts } = ranking;
  let warmth: (at: number) => number;
  if (hasDisliked && (semanticParts !== null || keywordParts !== null)) warmth = byScores(scores);
  else if (mode !== 'keyword' && similarities !== null) warmth = bySimilarity(similarities);
  else if (keywordParts !== null) warmth = byWordScores(keywordParts);
  else return null;
  const heat = new Float32Array(count);
  for (let at = 0; at < rows.length; at++) heat[rows[at]!] = warmth(at);
  return heat;
}

/** True when closeness tells, and it tells that no paper of the list stands out. */
export function isNoneClose({ weakBy, weakFrom }: Pick<Ranking, 'weakBy' | 'weakFrom'>): boolean {
  return weakBy === 'closeness' && weakFrom === 1;
}

/** What of an answer is large: it belongs to nobody else, and can be handed over. */
export function buffersOf({ heat, outside, ...ranking }: Answer): ArrayBuffer[] {
  const { rows, scores, semanticParts, keywordParts, similarities, percentiles, isWeak } = ranking;
  const parts = [rows, scores, semanticParts, keywordParts, similarities, percentiles, isWeak, heat, outside];
  return parts.flatMap((part) => (part === null ? [] : [part.buffer as ArrayBuffer]));
}

/** Papers of a list that are close: those before it becomes weak. */
export function countClose({ rows, weakFrom }: Pick<Ranking, 'rows' | 'weakFrom'>): number {
  return weakFrom === null ? rows.length : weakFrom - 1;
}
