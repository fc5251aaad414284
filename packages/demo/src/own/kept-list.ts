import { element } from '../elements.ts';
import { words } from '../words.ts';
import { createEntryButton, createOwnEntry, createSureButton } from './own-entry.ts';
import type { OwnPapers } from './own-papers.ts';
import type { KeptAtlas, OwnState } from './own-state.ts';

/** The atlases that this browser keeps: open, save, remove (asked once more). */
export function createKeptList(
  { kept, shown, keepError }: OwnState,
  { workshop, shelf }: OwnPapers,
): HTMLElement {
  const save = (atlas: { id: string; name: string }) => void shelf.save(atlas);

  function createEntry(atlas: KeptAtlas): HTMLElement {
    const { id, name, papers, bytes, made } = atlas;
    return createOwnEntry(name, words.own.keptLine(papers, bytes, made), [
      shown?.id === id
        ? element('span', { class: 'quiet', text: words.own.shown })
        : createEntryButton(words.own.open, words.own.openOf(name), () => void workshop.open(id)),
      createEntryButton(words.own.save, words.own.saveOf(name), () => save(atlas)),
      createSureButton(words.own.remove, words.own.removeOf(name), () => void shelf.remove(id)),
    ]);
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
        shown !== null &&
          !isKept &&
          createEntryButton(words.own.save, words.own.saveOf(shown.name), () => save(shown)),
      ),
    kept?.length === 0
      ? element('p', { class: 'quiet', text: words.own.none })
      : element('ul', { class: 'kept-list' }, ...(kept ?? []).map(createEntry)),
  );
}
