import { element } from '../elements.ts';
import { words } from '../words.ts';
import { type Panel, type PanelContext, whenChanged } from './panel.ts';

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
  const node = element(
    'dialog',
    { class: 'help', attributes: { 'aria-labelledby': 'help-title' } },
    element('h2', { text: words.help.title, attributes: { id: 'help-title' } }),
    signs,
    element('h3', { text: words.help.keysTitle }),
    keys,
    element('p', { text: words.help.mouse }),
    element('p', { text: words.help.privacy }),
    element('button', { class: 'action', text: words.help.close, onClick: close }),
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
  return { node, update: render, destroy: () => node.remove() };
}
