import { element } from '../elements.ts';
import { selectedRow } from '../state/papers.ts';
import { pathStartOf } from '../state/path.ts';
import type { ExplorerState } from '../state/state.ts';
import { words } from '../words.ts';
import { createChips } from './chips.ts';
import { createColumnParts, DEPTH, type Part, partOf } from './column-parts.ts';
import { createFilterButton } from './filter-button.ts';
import { createFocusReturn } from './focus-return.ts';
import { createLatePanel, isLate } from './late-panel.ts';
import { createListName } from './list-name.ts';
import { loadLaterPanels } from './load-later-panels.ts';
import { createNewerVersion } from './newer-version.ts';
import { createNotices } from './notices.ts';
import { type Panel, type PanelContext, whenChanged } from './panel.ts';
import { createPathChoice } from './path-choice.ts';
import { createSearchBox } from './search-box.ts';
import { createSheetHandle } from './sheet-handle.ts';
import { createStarNotice } from './star-notice.ts';
import { showStars } from './star-toggle.ts';

export interface Column extends Panel {
  readonly input: HTMLInputElement;
  focusSearch(): void;
  /** Moves the focus into the open paper or region, if one is. */
  focusPaper(): void;
  /** A focus that has nowhere to go back to goes to this paper in the list that is shown, or to its first. */
  focusHit(row: number): void;
  /** Moves the focus along the list that is shown. */
  focusEntry(by: 1 | -1): void;
}

export interface ColumnOptions {
  /** Stars the papers of a file. */
  readonly bringStars: (file: File) => Promise<void>;
  /** What was opened could not be had. */
  readonly onFailed: () => void;
}

/** The one floating column; on a phone the sheet at the bottom. */
export function createColumn(context: PanelContext, { bringStars, onFailed }: ColumnOptions): Column {
  const search = createSearchBox(context);
  const newerVersion = createNewerVersion(context);
  const notices = createNotices();
  const starNotice = createStarNotice(context);
  const chips = createChips(context);
  const filterButton = createFilterButton(context);
  const filters = createLatePanel({
    isOpen: ({ isFilterPanelOpen }) => isFilterPanelOpen,
    load: async () => (await loadLaterPanels()).createFilterPanel(context),
    onFailed,
  });
  const listName = createListName();
  const pathChoice = createPathChoice(context);
  search.node.querySelector('.search-field')?.append(filterButton.node);
  search.node.querySelector('.search-foot')?.before(chips.node);
  const parts = createColumnParts(context, {
    bringStars,
    onFailed(part) {
      onFailed();
      if (shown === part) context.dispatch({ type: 'stepped-back' });
    },
    onCome(part, { node: come }) {
      come.hidden = part !== shown;
      if (latest !== null) showStars(come, latest);
    },
  });
  const panels: readonly Panel[] = [
    search,
    chips,
    filterButton,
    filters,
    newerVersion,
    notices,
    starNotice,
    pathChoice,
    listName,
    ...Object.values(parts),
  ];
  const body = element(
    'div',
    { class: 'column-body', attributes: { tabindex: '-1' } },
    filters.node,
    newerVersion.node,
    notices.node,
    starNotice.node,
    pathChoice.node,
    listName.node,
    ...Object.values(parts).map(({ node }) => node),
  );
  const handle = createSheetHandle((sheet) => context.dispatch({ type: 'sheet-moved', sheet }));
  const node = element(
    'section',
    { class: 'column', attributes: { 'aria-label': words.search.column } },
    handle.node,
    search.node,
    body,
  );
  handle.follow(node);
  let shown: Part = 'rest';
  let shownRow: number | null = null;
  let latest: ExplorerState | null = null;
  /** Where the body stood below what was opened on top of it, and for which answer. */
  const left = new Map<Part, { readonly answer: ExplorerState['answer']; readonly top: number }>();
  let shownAnswer: ExplorerState['answer'] = null;
  const focusReturn = createFocusReturn();
  let hadFocus = false;

  const showPart = whenChanged(
    (state) => [
      state.selected,
      state.compared,
      state.path,
      state.cover !== null,
      state.stars.isOpen,
      state.region,
      state.lasso,
      partOf(state),
      state.atlas.phase,
    ],
    (state) => {
      const part = partOf(state);
      const isBack = DEPTH[part] < DEPTH[shown];
      const before = shown;
      const wasRow = shownRow;
      shown = part;
      shownRow = selectedRow(state);
      for (const [name, { node: each }] of Object.entries(parts)) each.hidden = name !== part;
      node.dataset['part'] = part;
      node.hidden = state.atlas.phase === 'failed';
      const place = isBack ? left.get(part) : undefined;
      // Beneath open filters the list changes in its place.
      const isBeneath = state.isFilterPanelOpen && DEPTH[part] === 0 && DEPTH[before] === 0;
      // What to do about the end of a path stands at the top, and what was asked before makes room for what is asked now.
      const isChoosing = pathStartOf(state) !== null && state.selected === null;
      const isSame = place?.answer === state.answer && !isChoosing;
      if (!isBeneath) body.scrollTop = isSame ? (place?.top ?? 0) : 0;
      // The reading list is opened from outside the column, too.
      if (!hadFocus && (part !== 'stars' || isBack)) return;
      if (!isBack) {
        if (!focusHeading(part)) search.input.focus();
      } else if (!focusReturn.closed(before) && !focusIn(body, `[data-list] [data-row="${wasRow}"]`))
        body.focus();
      if (isChoosing && document.activeElement === search.input) search.input.select();
    },
  );

  /** Before anything is drawn anew: what is replaced takes the focus and the scroll position with it. */
  function remember(state: ExplorerState): void {
    const { activeElement } = document;
    hadFocus =
      activeElement === body || Object.values(parts).some((part) => part.node.contains(activeElement));
    const part = partOf(state);
    if (DEPTH[part] <= DEPTH[shown]) return;
    left.set(shown, { answer: shownAnswer, top: body.scrollTop });
    focusReturn.opened(part);
  }

  function focusHeading(part: Part): boolean {
    const { [part]: each } = parts;
    const isFocused = focusIn(each.node, '[tabindex="-1"]');
    if (isFocused || !isLate(each) || each.panel !== null) return isFocused;
    // Until it has come the column has the focus, and then its heading, unless the reader has gone elsewhere.
    body.focus();
    each.whenHere(() => {
      if (shown === part && document.activeElement === body) focusIn(each.node, '[tabindex="-1"]');
    });
    return true;
  }

  const column: Column = {
    node,
    input: search.input,
    focusSearch() {
      // A sheet that only peeks out may hide the box.
      if (node.dataset['sheet'] === 'peek') context.dispatch({ type: 'sheet-moved', sheet: 'half' });
      search.input.focus();
      search.input.select();
    },
    focusPaper: () => void focusHeading(shown),
    focusHit(row) {
      const { node: list } = parts[shown];
      // What gave the focus to what was closed has it again, unless it is gone.
      if (document.activeElement !== document.body && document.activeElement !== body) return;
      if (!focusIn(list, `[data-list] [data-row="${row}"]`)) focusIn(list, '[data-list] [data-row]');
    },
    focusEntry(by) {
      const entries = [
        ...body.querySelectorAll<HTMLElement>('[data-list] :is([data-row], [data-region])'),
      ].filter((entry) => entry.offsetParent !== null);
      // Beside an entry may stand what else one can do with it.
      const at = entries.findIndex((entry) => entry.closest('li')?.contains(document.activeElement));
      if (at === 0 && by < 0) search.input.focus();
      else entries[at + by]?.focus();
    },
    update(state: ExplorerState) {
      latest = state;
      node.dataset['sheet'] = state.sheet;
      const wasInFilters = filters.node.contains(document.activeElement);
      // Asked while nothing has changed yet: afterwards all would have to be laid out for it.
      const isScrolled = state.answer !== shownAnswer && body.scrollTop > 0;
      remember(state);
      for (const panel of panels) panel.update(state);
      showStars(body, state);
      showPart(state);
      if (wasInFilters && !state.isFilterPanelOpen) filterButton.node.focus();
      // Another list is read from its beginning, but for one that changes beneath the filters.
      if (isScrolled && shown === 'hits' && !state.isFilterPanelOpen) body.scrollTop = 0;
      shownAnswer = state.answer;
      // An entry that had the focus may be gone with its list: the keys still belong to the column.
      if (hadFocus && document.activeElement === document.body) body.focus({ preventScroll: true });
    },
    destroy() {
      for (const panel of panels) panel.destroy();
      node.remove();
    },
  };
  return column;
}

function focusIn(parent: HTMLElement, selector: string): boolean {
  const target = parent.querySelector<HTMLElement>(selector);
  target?.focus();
  return target !== null;
}
