import { element } from '../elements.ts';
import { words } from '../words.ts';
import { type Panel, type PanelContext, whenChanged } from './panel.ts';

/** The keys and how to read the map, over everything else. */
export function createHelp({ dispatch }: PanelContext): Panel {
  const close = () => dispatch({ type: 'help-toggled', isOpen: false });
  const keys = element('dl', { class: 'keys' });
  for (const [key, meaning] of words.help.keys) {
    const caps = key.split(/\s+/).flatMap((cap) => [element('kbd', { text: cap }), ' ']);
    keys.append(element('dt', {}, ...caps), element('dd', { text: meaning }));
  }
  const node = element(
    'dialog',
    { class: 'help', attributes: { 'aria-labelledby': 'help-title' } },
    element('h2', { text: words.help.title, attributes: { id: 'help-title' } }),
    keys,
    element('p', { text: words.help.mouse }),
    element('p', { text: words.help.reading }),
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
