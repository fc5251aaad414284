import { element } from '../elements.ts';
import { words } from '../words.ts';

/** What a bar shows. */
export interface Measure {
  /** How far it is filled, in [0, 1], on the one scale of the page: see `barOf`. */
  readonly share: number;
  /** Stands beside it, for all to see; null: the bar alone. */
  readonly text: string | null;
  /** The figure behind it: shown while the bar is pointed at, and read aloud. */
  readonly detail: string;
}

/** A closeness as a bar. */
export function createBar({ share, text, detail }: Measure): HTMLElement {
  const fill = element('span', { class: 'bar-fill' });
  fill.style.width = `${(100 * share).toFixed(1)}%`;
  return element(
    'span',
    { class: 'measure', attributes: { title: `${detail}. ${words.closeness.notches}` } },
    element('span', { class: 'bar', attributes: { 'aria-hidden': 'true' } }, fill),
    text !== null && element('span', { class: 'measure-figure', text }),
    element('span', { class: 'unseen', text: detail }),
  );
}
