import { element } from '../elements.ts';
import { words } from '../words.ts';
import { type Panel, type PanelContext, whenChanged } from './panel.ts';

/** Says that a newer version of the page is there, and takes it on request; without one, nothing. */
export function createNewerVersion({ dispatch }: Pick<PanelContext, 'dispatch'>): Panel {
  const node = element('div', { class: 'newer-version', attributes: { role: 'status' } });
  const render = whenChanged(
    ({ newerVersion }) => [newerVersion],
    ({ newerVersion }) => {
      node.replaceChildren();
      if (newerVersion !== 'ready') return;
      node.append(
        element('p', { text: words.newerVersion.text }),
        element('button', {
          class: 'plain-button',
          text: words.newerVersion.take,
          attributes: { title: words.newerVersion.why },
          onClick: () => dispatch({ type: 'newer-version-taken' }),
        }),
      );
    },
  );
  return { node, update: render, destroy: () => node.remove() };
}
