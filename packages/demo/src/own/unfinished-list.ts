import { element } from '../elements.ts';
import { words } from '../words.ts';
import { createEntryButton, createOwnEntry, createSureButton } from './own-entry.ts';
import type { OwnPapers } from './own-papers.ts';
import type { OwnState, UnfinishedWork } from './own-state.ts';

/** What was begun in this browser and is not done: go on, forget (asked once more). Nothing where there is none. */
export function createUnfinishedList(
  { unfinished }: OwnState,
  { workshop, shelf }: OwnPapers,
): HTMLElement[] {
  if (unfinished.length === 0) return [];
  const createEntry = ({ name, read, papers, begun }: UnfinishedWork): HTMLElement =>
    createOwnEntry(name, words.own.unfinishedLine(read, papers, begun), [
      createEntryButton(words.own.goOn, words.own.goOnOf(name), () => void workshop.goOn(name)),
      createSureButton(words.own.forget, words.own.forgetOf(name), () => void shelf.forget(name)),
    ]);
  return [
    element(
      'section',
      { class: 'kept unfinished' },
      element('h3', { text: words.own.unfinished }),
      element('ul', { class: 'kept-list' }, ...unfinished.map(createEntry)),
    ),
  ];
}
