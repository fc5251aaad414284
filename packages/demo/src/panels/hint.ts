import { element, icon } from '../elements.ts';
import { words } from '../words.ts';
import { type Panel, type PanelContext, whenChanged } from './panel.ts';

const CROSS = 'M6 6L18 18M18 6L6 18';

/** On the first visit: what one can do here, in two sentences, until one does something or waves it away. */
export function createHint({ dispatch }: Pick<PanelContext, 'dispatch'>): Panel {
  const node = element(
    'aside',
    { class: 'hint', attributes: { 'aria-label': words.hint.label } },
    element('p', { text: words.hint.text }),
    element(
      'button',
      {
        class: 'icon-button',
        attributes: { 'aria-label': words.hint.close, title: words.hint.close },
        onClick: () => dispatch({ type: 'hint-toggled', isShown: false }),
      },
      icon(CROSS),
    ),
  );
  const render = whenChanged(
    ({ isHintShown, atlas }) => [isHintShown, atlas.phase],
    ({ isHintShown, atlas }) => {
      node.hidden = !isHintShown || atlas.phase !== 'open';
    },
  );
  return { node, update: render, destroy: () => node.remove() };
}
