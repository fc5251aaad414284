import type { Region } from 'paper-atlas';
import { element } from '../elements.ts';
import { words } from '../words.ts';
import type { PanelContext } from './panel.ts';

const MAX_NAME = 300;

/** A region in a list: its name and its size. Opens it. */
export function createRegionEntry(
  { dispatch }: Pick<PanelContext, 'dispatch'>,
  { name, size }: Region,
  id: number,
): HTMLElement {
  return element(
    'li',
    {},
    element(
      'button',
      {
        class: 'rest-region',
        attributes: { 'data-region': String(id) },
        onClick: () => dispatch({ type: 'region-chosen', region: id }),
      },
      element('span', { class: 'rest-region-name', foreign: name.slice(0, MAX_NAME) }),
      element('span', { class: 'rest-region-size', text: words.papers(size) }),
    ),
  );
}
