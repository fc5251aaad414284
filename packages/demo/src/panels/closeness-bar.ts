import { barOf } from '../search/warmth.ts';
import { words } from '../words.ts';
import { createBar } from './bar.ts';

/** How close something is. */
export interface Closeness {
  /** Cosine, in [-1, 1]. */
  readonly similarity: number;
  /** How many of 100 pairs are less close; null where nobody knows, and there is no bar. */
  readonly percentile: number | null;
}

/**
 * A closeness as a bar: of how many pairs of the atlas it is closer than. All bars of the page have one scale, so that a
 * hit, a neighbour and the hit of another query compare.
 *
 * @param text what stands beside it: the sentence, or its figure alone where the place above says the rest
 */
export function createClosenessBar(
  { similarity, percentile }: Closeness,
  text: 'sentence' | 'figure' = 'sentence',
): HTMLElement | null {
  if (percentile === null) return null;
  const { closer, percent, cosine } = words.closeness;
  return createBar({
    share: barOf(percentile),
    text: text === 'sentence' ? closer(percentile) : percent(percentile),
    detail: text === 'sentence' ? cosine(similarity) : `${closer(percentile)}, ${cosine(similarity)}`,
  });
}
