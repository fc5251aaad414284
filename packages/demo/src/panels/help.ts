import { element, icon } from '../elements.ts';
import { words } from '../words.ts';
import { createAskList } from './ask-help.ts';
import { type Panel, type PanelContext, whenChanged } from './panel.ts';

const CROSS = 'M6 6L18 18M18 6L6 18';

/** How to read the map, and the keys, over everything else. */
export function createHelp({ dispatch }: PanelContext): Panel {
  const close = () => dispatch({ type: 'help-toggled', isOpen: false });
  const keys = element('dl', { class: 'keys' });
  for (const [key, meaning] of words.help.keys) {
    const caps = key.split(/\s+/).flatMap((cap) => [element('kbd', { text: cap }), ' ']);
    keys.append(element('dt', {}, ...caps), element('dd', { text: meaning }));
  }
  const signs = element('dl', { class: 'signs' });
  for (const [sign, name, meaning] of words.help.signs)
    signs.append(
      element(
        'dt',
        {},
        element('span', { class: `sign sign-${sign}`, attributes: { 'aria-hidden': 'true' } }),
        name,
      ),
      element('dd', { text: meaning }),
    );
  const ask = createAskList();
  const shut = element(
    'button',
    { class: 'icon-button dialog-close', attributes: { 'aria-label': words.help.close }, onClick: close },
    icon(CROSS),
  );
  const node = element(
    'dialog',
    { class: 'dialog help', attributes: { 'aria-labelledby': 'help-title' } },
    shut,
    element(
      'section',
      {},
      element('h2', { text: words.help.title, attributes: { id: 'help-title' } }),
      signs,
    ),
    element(
      'div',
      { class: 'help-second' },
      element('section', { class: 'with-keys' }, element('h2', { text: words.help.keysTitle }), keys),
      element('section', {}, element('h2', { text: words.ask.title }), ask.node),
    ),
    element(
      'p',
      {},
      element('span', { class: 'with-mouse', text: words.help.mouse }),
      element('span', { class: 'with-finger', text: words.help.touch }),
      ` ${words.help.privacy}`,
    ),
  );
  node.onclose = close;
  node.onclick = (event) => {
    if (event.target === node) close();
  };
  const render = whenChanged(
    ({ isHelpOpen }) => [isHelpOpen],
    ({ isHelpOpen }) => {
      if (isHelpOpen && !node.open) node.showModal();
      if (!isHelpOpen && node.open) node.close();
    },
  );
  return {
    node,
    update(state) {
      ask.update(state);
      render(state);
    },
    destroy: () => node.remove(),
  };
}
