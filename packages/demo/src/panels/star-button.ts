import { element, icon } from '../elements.ts';
import { starredIdsOf } from '../state/stars.ts';
import { words } from '../words.ts';
import { type Panel, type PanelContext, whenChanged } from './panel.ts';
import { STAR } from './star-toggle.ts';

/** Stars the open paper: a button that stays pressed. */
export function createStarButton({ dispatch }: PanelContext): Panel {
  let id = '';
  const node = element(
    'button',
    {
      class: 'star-button',
      onClick: () => dispatch({ type: 'paper-starred', id, at: Date.now() }),
    },
    icon(STAR),
    words.stars.star,
  );
  const render = whenChanged(
    ({ selected, stars }) => [selected, stars.list],
    ({ selected, stars }) => {
      id = selected ?? '';
      node.setAttribute('aria-pressed', String(starredIdsOf(stars.list).has(id)));
    },
  );
  return { node, update: render, destroy: () => node.remove() };
}
