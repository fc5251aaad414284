import { element } from '../elements.ts';
import { helpWords } from '../words/help-words.ts';
import { words } from '../words.ts';
import { createAskList } from './ask-help.ts';
import { createDialog, showDialog } from './dialog.ts';
import type { Panel, PanelContext } from './panel.ts';

/** How to read the map, and the keys, over everything else. */
export function createHelp({ dispatch }: PanelContext): Panel {
  const close = () => dispatch({ type: 'help-toggled', isOpen: false });
  const keys = element('dl', { class: 'keys' });
  for (const [key, meaning] of helpWords.keys) {
    const caps = key.split(/\s+/).flatMap((cap) => [element('kbd', { text: cap }), ' ']);
    keys.append(element('dt', {}, ...caps), element('dd', { text: meaning }));
  }
  const signs = element('dl', { class: 'signs' });
  for (const [sign, name, meaning] of helpWords.signs)
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
  for (const [name, meaning] of helpWords.more.ways)
    more.append(element('dt', { text: name }), element('dd', { text: meaning }));
  const ask = createAskList();
  const node = createDialog(
    { class: 'help', titleId: 'help-title', closeLabel: helpWords.close, close },
    element(
      'div',
      { class: 'help-column' },
      element(
        'section',
        {},
        element('h2', { text: helpWords.title, attributes: { id: 'help-title' } }),
        signs,
      ),
      element('section', {}, element('h2', { text: helpWords.more.title }), more),
    ),
    element(
      'div',
      { class: 'help-column' },
      element('section', { class: 'with-keys' }, element('h2', { text: helpWords.keysTitle }), keys),
      element('section', {}, element('h2', { text: words.ask.title }), ask.node),
    ),
    element(
      'p',
      {},
      element('span', { class: 'with-mouse', text: helpWords.mouse }),
      element('span', { class: 'with-finger', text: helpWords.touch }),
      ` ${helpWords.privacy}`,
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
