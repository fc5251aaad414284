import type { Answer } from '../state/state.ts';
import type { WordMatches } from './word-match.ts';

/** Papers of a ranked list. */
export const LIST_LENGTH = 50;

/** Similarities as bars and warmth: 0 at `low`, 1 at `high`. */
export function shareOf(similarity: number, [low, high]: readonly [number, number]): number {
  if (!(high > low)) return similarity >= high ? 1 : 0;
  return Math.min(1, Math.max(0, (similarity - low) / (high - low)));
}

/**
 * An answer from words: a paper with a word in its title is as close as can be, another is less so, and one without all
 * of the words is the less so the more it lacks.
 */
export function answerOfWords(
  query: string,
  count: number,
  { asked, matches }: WordMatches,
  milliseconds: number,
): Answer {
  const heat = new Float32Array(count);
  for (const { row, had, inTitle } of matches) heat[row] = ((inTitle > 0 ? 1 : 0.55) * had) / asked;
  const most = matches[0]?.had ?? 0;
  return {
    query,
    kind: 'words',
    rows: matches.slice(0, LIST_LENGTH).map(({ row }) => row),
    matched: matches.length,
    lacking: matches.length > 0 && most < asked ? { had: most, asked } : null,
    similarities: null,
    heat,
    milliseconds,
  };
}

/**
 * An answer from meaning. The land is warm where a paper is closer than half of the atlas; the closest paper is hottest,
 * but a query to which nothing is close leaves the land dim: full heat takes at least 0.35 of cosine above the middle.
 *
 * @param ranked every row of the atlas, best first, with its similarity
 */
export function answerOfMeaning(
  query: string,
  ranked: { readonly rows: Int32Array; readonly similarities: Float32Array },
  milliseconds: number,
): Answer {
  const count = ranked.rows.length;
  const similarities = new Float32Array(count);
  const heat = new Float32Array(count);
  const middle = ranked.similarities[count >> 1] ?? 0;
  const low = count < 4 ? 0 : middle;
  const high = Math.max(ranked.similarities[0] ?? 0, low + 0.35);
  for (let at = 0; at < count; at++) {
    const row = ranked.rows[at]!;
    similarities[row] = ranked.similarities[at]!;
    heat[row] = shareOf(ranked.similarities[at]!, [low, high]);
  }
  return {
    query,
    kind: 'meaning',
    rows: Array.from(ranked.rows.subarray(0, LIST_LENGTH)),
    matched: count,
    lacking: null,
    similarities,
    heat,
    milliseconds,
  };
}
