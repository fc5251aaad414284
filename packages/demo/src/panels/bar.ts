import { element } from '../elements.ts';
import { words } from '../words.ts';

/** A similarity as a bar of that share, in [0, 1], with the figure beside it. */
export function createBar(similarity: number, share: number): HTMLElement {
  const fill = element('span', { class: 'bar-fill' });
  fill.style.width = `${(100 * share).toFixed(1)}%`;
  return element(
    'span',
    { class: 'measure' },
    element('span', { class: 'bar', attributes: { 'aria-hidden': 'true' } }, fill),
    element('span', { class: 'measure-figure', text: words.search.cosine(similarity) }),
  );
}
