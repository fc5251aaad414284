import { element, icon } from '../elements.ts';
import { words } from '../words.ts';
import { createDetails } from './notices.ts';
import { type Panel, type PanelContext, whenChanged } from './panel.ts';

const CROSS = 'M6 6L18 18M18 6L6 18';

/** Says once that the browser does not keep the reading list, until it is waved away. */
export function createStarNotice({ dispatch }: Pick<PanelContext, 'dispatch'>): Panel {
  const node = element('div', { class: 'star-notice' });
  const render = whenChanged(
    ({ stars }) => [stars.keepError, stars.isErrorRead],
    ({ stars: { keepError, isErrorRead } }) => {
      node.replaceChildren();
      if (keepError === null || isErrorRead) return;
      node.append(
        element(
          'div',
          { class: 'notice', attributes: { role: 'alert' } },
          element(
            'button',
            {
              class: 'icon-button notice-close',
              attributes: { 'aria-label': words.stars.wave, title: words.stars.wave },
              onClick: () => dispatch({ type: 'stars-error-read' }),
            },
            icon(CROSS),
          ),
          element('strong', { text: words.stars.unkept }),
          createDetails(keepError.message),
        ),
      );
    },
  );
  return { node, update: render, destroy: () => node.remove() };
}
