import { element } from '../elements.ts';
import { words } from '../words.ts';
import type { KeptAtlas, OwnState } from './own-state.ts';
import type { Shelf } from './shelf.ts';
import type { Workshop } from './workshop.ts';

/** The atlases that this browser keeps: open, save, remove (asked once more). */
export function createKeptList(
  { kept, shown, keepError }: OwnState,
  { workshop, shelf }: { workshop: Workshop; shelf: Shelf },
): HTMLElement {
  const save = (atlas: { id: string; name: string }) => void shelf.save(atlas);

  function createEntry(atlas: KeptAtlas): HTMLElement {
    const { id, name, papers, bytes, made } = atlas;
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
        shown?.id === id
          ? element('span', { class: 'quiet', text: words.own.shown })
          : button(words.own.open, words.own.openOf(name), () => void workshop.open(id)),
        button(words.own.save, words.own.saveOf(name), () => save(atlas)),
        createRemove(name, () => void shelf.remove(id)),
      ),
    );
  }

  const isKept = kept?.some(({ id }) => id === shown?.id) ?? false;
  return element(
    'section',
    { class: 'kept' },
    element('h3', { text: words.own.kept }),
    keepError !== null &&
      element(
        'div',
        { class: 'notice', attributes: { role: 'alert' } },
        element('strong', { text: words.own.refused }),
        element('p', { foreign: keepError.message }),
        shown !== null && !isKept && button(words.own.save, words.own.saveOf(shown.name), () => save(shown)),
      ),
    kept?.length === 0
      ? element('p', { class: 'quiet', text: words.own.none })
      : element('ul', { class: 'kept-list' }, ...(kept ?? []).map(createEntry)),
  );
}

function button(text: string, label: string, onClick: () => void): HTMLButtonElement {
  return element('button', { class: 'plain-button', text, attributes: { 'aria-label': label }, onClick });
}

/** The first press asks, the second one does it. */
function createRemove(name: string, remove: () => void): HTMLElement {
  let isAsked = false;
  const node = button(words.own.remove, words.own.removeOf(name), () => {
    if (isAsked) return remove();
    isAsked = true;
    node.textContent = words.own.removeSure;
    node.setAttribute('aria-label', `${words.own.removeSure} ${words.own.removeOf(name)}`);
  });
  return node;
}
