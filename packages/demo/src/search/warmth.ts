import { valueInOrder } from './value-in-order.ts';

/** Where no paper stands out the land is lit so much less: it shows where what is least far lies, and promises nothing. */
export const FAINT = 0.5;
/** A bar is full when but one pair of so many is closer: each of its thirds stands for ten times fewer. */
const FULL_DECADES = 3;
/** The warmth of the last of the papers that have a word of the query. */
const LEAST_BY_WORDS = 0.3;
/** Full heat takes at least so much of cosine above the middle of the atlas. */
const LEAST_SPREAD = 0.35;

/** How many times fewer pairs are closer: 90 gives 1, 99 gives 2, 99.9 gives 3. */
function decadesOf(percentile: number): number {
  return -Math.log10(Math.max(1e-9, 1 - percentile / 100));
}

/** The length of the bar of a percentile, in [0, 1]: a third at 90, two at 99, full from 99.9 on. One scale everywhere. */
export function barOf(percentile: number): number {
  return clamp(decadesOf(percentile) / FULL_DECADES);
}

/** The percentile whose bar is so long: the other way round. */
export function percentileOfBar(share: number): number {
  return 100 * (1 - 10 ** (-FULL_DECADES * share));
}

/**
 * Warmth by meaning: from the middle of the list, which is cold, to its first, which is hot only when it stands out. How
 * rare such a closeness is the bars tell; the land shows where to look.
 */
export function bySimilarity(similarities: Float32Array): (at: number) => number {
  const low = similarities.length < 4 ? 0 : valueInOrder(similarities, similarities.length >> 1);
  let most = -1;
  for (const similarity of similarities) if (similarity > most) most = similarity;
  const high = Math.max(most, low + LEAST_SPREAD);
  return (at) => clamp((similarities[at]! - low) / (high - low));
}

/** Warmth where some papers are disliked: from the middle of the list, which is cold, to its first, which is hot. */
export function byScores(scores: Float64Array): (at: number) => number {
  const low = scores.length < 4 ? Math.min(0, scores.at(-1) ?? 0) : scores[scores.length >> 1]!;
  const high = scores[0] ?? 0;
  return (at) => (high > low ? clamp((scores[at]! - low) / (high - low)) : 0);
}

/** Warmth by words: the best is hot, and any that has one is warm. */
export function byWordScores(scores: Float64Array): (at: number) => number {
  const most = scores.reduce((a, b) => Math.max(a, b), 0);
  return (at) => (scores[at]! > 0 ? LEAST_BY_WORDS + (1 - LEAST_BY_WORDS) * clamp(scores[at]! / most) : 0);
}

function clamp(value: number): number {
  return Math.min(1, Math.max(0, value));
}
