import type { Ranking } from 'paper-atlas';
import type { Question } from '../state/question.ts';
import type { Answer } from '../state/state.ts';
import { bySimilarity, byWordScores, warmthOf } from './warmth.ts';

/**
 * A ranking as the page shows it.
 *
 * @param count papers of the atlas
 */
export function createAnswer(
  { query }: Pick<Question, 'query'>,
  mode: Answer['mode'],
  ranking: Ranking,
  { count, milliseconds }: { readonly count: number; readonly milliseconds: number },
): Answer {
  return { ...ranking, query, mode, heat: heatOf(mode, ranking, count), milliseconds };
}

/** By meaning where the list is by meaning, else by the words; null for a list of filters alone: nothing is closer. */
function heatOf(mode: Answer['mode'], ranking: Ranking, count: number): Float32Array | null {
  const { rows, percentiles, similarities, keywordParts } = ranking;
  let warmth: (at: number) => number;
  if (mode !== 'keyword' && percentiles !== null) warmth = (at) => warmthOf(percentiles[at]!);
  else if (mode !== 'keyword' && similarities !== null) warmth = bySimilarity(similarities);
  else if (keywordParts !== null) warmth = byWordScores(keywordParts);
  else return null;
  const heat = new Float32Array(count);
  for (const [at, row] of rows.entries()) heat[row] = warmth(at);
  return heat;
}
