import { element } from '../elements.ts';
import { countClose } from '../search/answers.ts';
import type { OpenedAtlas } from '../state/opened-atlas.ts';
import type { PaperCard } from '../state/paper-card.ts';
import { listedRowsOf, placesOf } from '../state/selection.ts';
import type { Answer, ExplorerState } from '../state/state.ts';
import { words } from '../words.ts';
import { closenessOf } from './hit.ts';
import type { PanelContext } from './panel.ts';
import { createPaperEntry } from './paper-entry.ts';
import { createStarToggle } from './star-toggle.ts';
import { createListLine, createWeakLine, isWeakAt } from './weak-line.ts';

/** So many papers of a selection are listed; the land shows the others. */
const MAX_PAPERS = 200;

/**
 * The papers of a selection, each with its star: of an answer with its closeness and the line where it becomes weak, as in
 * its own list, and below another line those that it does not list.
 */
export function createSelectionList(
  context: PanelContext,
  state: ExplorerState,
  atlas: OpenedAtlas,
): HTMLElement[] {
  const list = element('ol', {
    class: 'nearest-list is-starrable',
    attributes: { 'data-list': '', 'aria-label': words.selection.list },
  });
  const rows = listedRowsOf(state, atlas);
  const shown = rows.slice(0, MAX_PAPERS);
  const places = placesOf(state);
  let before: Part | null = null;
  for (const row of shown) {
    const paper = atlas.papers[row]!;
    const at = places?.get(row) ?? null;
    const part = state.answer === null || places === null ? 'close' : partOf(state.answer, at);
    if (part !== before && part === 'weak') list.append(createWeakLine(state.answer!, before === null));
    if (part !== before && part === 'unlisted') list.append(createListLine(words.selection.unlisted));
    before = part;
    list.append(createEntry(context, paper, row, at === null ? null : { answer: state.answer!, at }));
  }
  return [
    list,
    ...(rows.length > shown.length
      ? [element('p', { class: 'quiet', text: words.search.more(shown.length, rows.length) })]
      : []),
  ];
}

type Part = 'close' | 'weak' | 'unlisted';

function partOf(answer: Answer, at: number | null): Part {
  if (at === null) return 'unlisted';
  return at < countClose(answer) ? 'close' : 'weak';
}

function createEntry(
  context: PanelContext,
  paper: PaperCard,
  row: number,
  hit: { readonly answer: Answer; readonly at: number } | null,
): HTMLElement {
  const entry = createPaperEntry(context, paper, row, hit && closenessOf(hit.answer, hit.at));
  entry.classList.toggle('is-weak', hit !== null && isWeakAt(hit.answer, hit.at));
  entry.append(createStarToggle(context, paper));
  return entry;
}
