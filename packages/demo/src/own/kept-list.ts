import { element } from '../elements.ts';
import { words } from '../words.ts';
import type { KeptAtlas, OwnState } from './own-state.ts';
import type { Workshop } from './workshop.ts';

/** The atlases that this browser keeps: open, save, remove (asked once more). */
export function createKeptList({ kept, shown, keepError }: OwnState, workshop: Workshop): HTMLElement {
  const node = element('section', { class: 'kept' }, element('h3', { text: words.own.kept }));
  if (keepError !== null)
    node.append(
      element(
        'div',
        { class: 'notice', attributes: { role: 'alert' } },
        element('strong', { text: words.own.notKept }),
        element('p', { foreign: keepError.message }),
        shown !== null &&
          element('button', {
            class: 'plain-button',
            text: words.own.save,
            onClick: () => void workshop.saveKept(shown.id),
          }),
      ),
    );
  if (kept !== null && kept.length === 0) node.append(element('p', { class: 'quiet', text: words.own.none }));
  else
    node.append(
      element(
        'ul',
        { class: 'kept-list' },
        ...(kept ?? []).map((atlas) => createEntry(atlas, shown?.id === atlas.id, workshop)),
      ),
    );
  return node;
}

function createEntry(
  { id, name, papers, bytes, made }: KeptAtlas,
  isShown: boolean,
  workshop: Workshop,
): HTMLElement {
  const button = (text: string, label: string, onClick: (event: MouseEvent) => void) =>
    element('button', { class: 'plain-button', text, attributes: { 'aria-label': label }, onClick });
  let isAsked = false;
  const remove = button(words.own.remove, words.own.removeOf(name), () => {
    if (isAsked) return void workshop.removeKept(id);
    isAsked = true;
    remove.textContent = words.own.removeSure;
    remove.setAttribute('aria-label', `${words.own.removeOf(name)}: ${words.own.removeSure}`);
  });
  return element(
    'li',
    { class: 'kept-entry' },
    element(
      'div',
      { class: 'kept-text' },
      element('strong', { foreign: name }),
      element('span', { class: 'quiet', text: words.own.keptLine(papers, bytes, made) }),
    ),
    element(
      'div',
      { class: 'kept-buttons' },
      isShown
        ? element('span', { class: 'quiet', text: words.own.shown })
        : button(words.own.open, words.own.openOf(name), () => void workshop.openKept(id)),
      button(words.own.save, words.own.saveOf(name), () => void workshop.saveKept(id)),
      remove,
    ),
  );
}
