import { element } from '../elements.ts';
import { MAX_JUDGED } from '../state/judgements.ts';
import type { OpenedAtlas } from '../state/opened-atlas.ts';
import { findRow, openAtlasOf, titleOf } from '../state/papers.ts';
import { rowsOfStars } from '../state/stars.ts';
import type { StarChange, StarredPaper } from '../state/stars-state.ts';
import type { ExplorerState } from '../state/state.ts';
import { words } from '../words.ts';
import { createBackButton } from './back-button.ts';
import { createBroughtReport } from './brought-report.ts';
import { type Panel, type PanelContext, whenChanged } from './panel.ts';
import { createPaperEntry } from './paper-entry.ts';
import { createSaveMenu } from './save-menu.ts';
import { SAVED_STARS } from './saved-lists.ts';

const MAX_TITLE = 160;
const MAX_AUTHORS = 3;
const ENDINGS = '.bib,.bibtex,.json,.jsonl,.ndjson,.ris,.csv,.tsv,.txt,.gz';

/** The reading list: its papers, what one can ask with them, and the list as a file, there and back. */
export function createStarsPanel(context: PanelContext, bring: (file: File) => Promise<void>): Panel {
  const { dispatch } = context;
  const node = element('article', { class: 'region stars', attributes: { 'aria-label': words.stars.panel } });
  const input = element('input', { attributes: { type: 'file', accept: ENDINGS } });
  input.hidden = true;
  input.onchange = () => {
    const [file] = input.files ?? [];
    input.value = '';
    if (file !== undefined) void bring(file);
  };
  const heading = element('h2', {
    class: 'cover-heading',
    text: words.stars.panel,
    attributes: { tabindex: '-1' },
  });
  const back = createBackButton(words.stars.back, () => dispatch({ type: 'stars-toggled', isOpen: false }));
  const size = element('p', { class: 'region-size' });
  const save = createSaveMenu(context, SAVED_STARS);
  const body = element('div');
  const head = element('div', { class: 'save-head' }, size, save.button);
  node.append(back, heading, head, save.node, input, body);

  const render = whenChanged(
    ({ stars, atlas }) => [stars.isOpen, stars.list, stars.changes, stars.brought, stars.keepError, atlas],
    (state) => {
      const atlas = openAtlasOf(state);
      if (!state.stars.isOpen || atlas === null) return body.replaceChildren();
      const { length } = state.stars.list;
      size.textContent = length === 0 ? '' : words.papers(length);
      const had = placeOf(document.activeElement);
      body.replaceChildren(...createParts(state, atlas));
      if (had !== null) refocus(had);
    },
  );

  function createParts(state: ExplorerState, atlas: OpenedAtlas): HTMLElement[] {
    const { list, changes, keepError, brought } = state.stars;
    const last = changes.at(-1);
    return [
      ...(keepError === null ? [] : [element('p', { class: 'quiet', text: words.stars.unkeptRead })]),
      ...(last === undefined ? [] : [createUndo(last, state)]),
      ...(list.length === 0
        ? [
            element('p', { class: 'stars-none', text: words.stars.none }),
            element('p', { class: 'quiet', text: words.stars.how }),
          ]
        : [createActions(state, atlas), createList(atlas, list)]),
      createImport(),
      createBroughtReport(brought),
    ];
  }

  function createActions({ stars }: ExplorerState, { papers }: OpenedAtlas): HTMLElement {
    const here = rowsOfStars(papers, stars.list).length;
    const more = element('button', {
      class: 'action',
      text: words.stars.more,
      attributes: { title: words.stars.moreWhy(Math.min(here, MAX_JUDGED), here), 'data-keep': 'more' },
      onClick: () => dispatch({ type: 'stars-asked' }),
    });
    more.hidden = here === 0;
    const clear = element('button', {
      class: 'plain-button',
      text: words.stars.clear,
      attributes: { 'data-keep': 'clear' },
      onClick: () => dispatch({ type: 'stars-cleared' }),
    });
    return element('div', { class: 'stars-actions' }, more, clear);
  }

  function createUndo(change: StarChange, { stars }: ExplorerState): HTMLElement {
    const what = changeText(change, stars.list);
    return element(
      'div',
      { class: 'stars-undo' },
      element('span', { foreign: what }),
      element('button', {
        class: 'plain-button',
        text: words.stars.undo,
        attributes: { 'aria-label': words.stars.undoOf(what), 'data-keep': 'undo' },
        onClick: () => dispatch({ type: 'stars-undone' }),
      }),
    );
  }

  function createList({ papers }: OpenedAtlas, list: readonly StarredPaper[]): HTMLElement {
    return element(
      'ol',
      { class: 'nearest-list stars-list', attributes: { 'aria-label': words.stars.list, 'data-list': '' } },
      ...list.map((starred) => {
        const row = findRow(papers, starred.id);
        const entry = row === null ? createLost(starred) : createHere(starred, row);
        const title = titleOf(starred).slice(0, MAX_TITLE);
        entry.append(
          element('button', {
            class: 'compare-open star-remove',
            text: words.stars.remove,
            attributes: { 'aria-label': words.stars.removeOf(title), 'data-keep': 'remove' },
            onClick: () => dispatch({ type: 'paper-starred', id: starred.id, at: Date.now() }),
          }),
        );
        return entry;
      }),
    );
  }

  function createHere(starred: StarredPaper, row: number): HTMLElement {
    const facts = factsOf(starred);
    return createPaperEntry(
      context,
      starred,
      row,
      facts !== '' && element('span', { class: 'newcomer-fact', foreign: facts }),
    );
  }

  function createImport(): HTMLElement {
    return element(
      'div',
      { class: 'stars-import' },
      element('button', {
        class: 'plain-button',
        text: words.stars.import,
        attributes: { 'data-keep': 'import' },
        onClick: () => input.click(),
      }),
      element('p', { class: 'quiet', text: words.stars.importWhy }),
    );
  }

  /** What had the focus, among those of its kind. */
  function placeOf(focused: Element | null): { readonly kind: string; readonly at: number } | null {
    if (!(focused instanceof HTMLElement) || !body.contains(focused)) return null;
    const kind = focused.dataset['keep'] ?? 'remove';
    return { kind, at: [...body.querySelectorAll(`[data-keep="${kind}"]`)].indexOf(focused) };
  }

  /** The same button, or that of the paper which took the place of the one that is gone. */
  function refocus({ kind, at }: { readonly kind: string; readonly at: number }): void {
    const same = [...body.querySelectorAll<HTMLElement>(`[data-keep="${kind}"]`)];
    (same[Math.min(at, same.length - 1)] ?? heading).focus();
  }

  return {
    node,
    update(state) {
      save.update(state);
      render(state);
    },
    destroy: () => node.remove(),
  };
}

function createLost(starred: StarredPaper): HTMLElement {
  return element(
    'li',
    {},
    element(
      'div',
      { class: 'near star-lost' },
      element('span', { class: 'near-title', foreign: titleOf(starred).slice(0, MAX_TITLE) }),
      element('span', { class: 'newcomer-fact', text: words.stars.lost }),
    ),
  );
}

/** Authors and year, as far as they are known. */
function factsOf({ paper }: StarredPaper): string {
  if (paper === null) return '';
  const { authors, year } = paper;
  const names = authors.slice(0, MAX_AUTHORS).join(', ') + (authors.length > MAX_AUTHORS ? '…' : '');
  return [names, year === null ? '' : String(year)]
    .filter((part) => part !== '')
    .join(' · ')
    .slice(0, MAX_TITLE);
}

function changeText({ removed, added }: StarChange, list: readonly StarredPaper[]): string {
  if (removed.length > 1) return words.stars.removed(removed.length);
  if (removed[0] !== undefined) return words.stars.unstarred(titleOf(removed[0]).slice(0, MAX_TITLE));
  const first = added.length === 1 ? list.find(({ id }) => id === added[0]) : undefined;
  return first === undefined
    ? words.stars.added(added.length)
    : words.stars.starred(titleOf(first).slice(0, MAX_TITLE));
}
