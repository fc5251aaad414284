import { element } from '../elements.ts';
import { words } from '../words.ts';
import { createAskList } from './ask-help.ts';
import { createDialog, showDialog } from './dialog.ts';
import type { Panel, PanelContext } from './panel.ts';

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
  const more = element('dl', { class: 'keys help-ways' });
  for (const [name, meaning] of words.helpMore.ways)
    more.append(element('dt', { text: name }), element('dd', { text: meaning }));
  const ask = createAskList();
  const node = createDialog(
    { class: 'help', titleId: 'help-title', closeLabel: words.help.close, close },
    element(
      'div',
      { class: 'help-column' },
      element(
        'section',
        {},
        element('h2', { text: words.help.title, attributes: { id: 'help-title' } }),
        signs,
      ),
      element('section', {}, element('h2', { text: words.helpMore.title }), more),
    ),
    element(
      'div',
      { class: 'help-column' },
      element('section', { class: 'with-keys' }, element('h2', { text: words.help.keysTitle }), keys),
      element('section', {}, element('h2', { text: words.ask.title }), ask.node),
    ),
    element(
      'p',
      {},
      element('span', { class: 'with-mouse', text: words.help.mouse }),
      element('span', { class: 'with-finger', text: words.help.touch }),
      ` ${words.help.privacy}`,
      element('button', {
        class: 'plain-button help-more',
        text: words.about.open,
        onClick: () => dispatch({ type: 'about-toggled', isOpen: true }),
      }),
    ),
  );
  const show = showDialog(node, ({ isHelpOpen }) => isHelpOpen);
  return {
    node,
    update(state) {
      ask.update(state);
      show(state);
    },
    destroy: () => node.remove(),
  };
}
