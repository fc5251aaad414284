import { shareOf } from '../search/answers.ts';
import type { ExplorerState } from '../state/state.ts';
import { words } from '../words.ts';
import { createBar } from './bar.ts';

/**
 * The bar of a similarity. All bars of the page have one scale, so that a hit, a neighbour and the hit of another query
 * compare: it runs from the farthest pairs of the atlas' papers to the closest.
 */
export function createClosenessBar(similarity: number, range: ExplorerState['range']): HTMLElement {
  return createBar({
    share: shareOf(similarity, range),
    text: null,
    detail: words.search.cosine(similarity),
  });
}
