import { element } from '../elements.ts';
import { shareOf } from '../search/answers.ts';
import { words } from '../words.ts';

/** A similarity as a bar within the atlas' own range, with the figure beside it. */
export function createBar(similarity: number, range: readonly [number, number]): HTMLElement {
  const fill = element('span', { class: 'bar-fill' });
  fill.style.width = `${(100 * shareOf(similarity, range)).toFixed(1)}%`;
  return element(
    'span',
    { class: 'measure' },
    element('span', { class: 'bar', attributes: { 'aria-hidden': 'true' } }, fill),
    element('span', { class: 'measure-figure', text: words.search.cosine(similarity) }),
  );
}
