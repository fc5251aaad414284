import { element } from '../elements.ts';
import { words } from '../words.ts';

/** An entry of a list of one's own atlases: its name, a line about it, and what can be done with it. */
export function createOwnEntry(name: string, line: string, buttons: readonly HTMLElement[]): HTMLElement {
  return element(
    'li',
    { class: 'kept-entry' },
    element(
      'div',
      { class: 'kept-text' },
      element('strong', { foreign: name }),
      element('span', { class: 'quiet', text: line }),
    ),
    element('div', { class: 'kept-buttons' }, ...buttons),
  );
}

/** A button of a list's entry: its label tells of which. */
export function createEntryButton(text: string, label: string, onClick: () => void): HTMLButtonElement {
  return element('button', { class: 'plain-button', text, attributes: { 'aria-label': label }, onClick });
}

/** The first press asks, the second one does it. */
export function createSureButton(text: string, label: string, act: () => void): HTMLElement {
  let isAsked = false;
  const node = createEntryButton(text, label, () => {
    if (isAsked) return act();
    isAsked = true;
    node.textContent = words.own.removeSure;
    node.setAttribute('aria-label', `${words.own.removeSure} ${label}`);
  });
  return node;
}
