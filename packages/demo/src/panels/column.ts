import { element } from '../elements.ts';
import { selectedRow } from '../state/papers.ts';
import type { ExplorerState, SheetHeight } from '../state/state.ts';
import { words } from '../words.ts';
import { createHitList } from './hit-list.ts';
import { createNotices } from './notices.ts';
import { type Panel, type PanelContext, whenChanged } from './panel.ts';
import { createPaperPanel } from './paper-panel.ts';
import { createRest } from './rest.ts';
import { createSearchBox } from './search-box.ts';

const HEIGHTS: readonly SheetHeight[] = ['peek', 'half', 'full'];
/** A drag of the handle by this many pixels moves the sheet. */
const DRAG = 24;

export interface Column extends Panel {
  readonly input: HTMLInputElement;
  focusSearch(): void;
  /** Moves the focus into the open paper, if one is. */
  focusPaper(): void;
  /** Moves the focus along the list that is shown. */
  focusEntry(by: 1 | -1): void;
}

/** The one floating column; on a phone the sheet at the bottom. */
export function createColumn(context: PanelContext): Column {
  const search = createSearchBox(context);
  const notices = createNotices();
  const rest = createRest(context);
  const hits = createHitList(context);
  const paper = createPaperPanel(context);
  const panels: readonly Panel[] = [search, notices, rest, hits, paper];
  const body = element(
    'div',
    { class: 'column-body', attributes: { tabindex: '-1' } },
    notices.node,
    rest.node,
    hits.node,
    paper.node,
  );
  const handle = element('button', { class: 'sheet-handle', attributes: { 'aria-label': words.menu.sheet } });
  const node = element(
    'section',
    { class: 'column', attributes: { 'aria-label': words.search.column } },
    handle,
    search.node,
    body,
  );
  let sheet: SheetHeight = 'half';
  let shownRow: number | null = null;
  /** Where the list stood when a paper was opened from it, and for which query. */
  let left: { readonly query: string; readonly top: number } | null = null;
  let hadFocus = false;
  moveByHandle(handle, (by) => {
    const at = HEIGHTS.indexOf(sheet);
    const next = by === 0 ? HEIGHTS[(at + 1) % HEIGHTS.length] : HEIGHTS[at + by];
    if (next !== undefined) context.dispatch({ type: 'sheet-moved', sheet: next });
  });

  const showPart = whenChanged(
    ({ selected, query, atlas }) => [selected, query.trim() === '', atlas.phase],
    (state) => {
      const { selected, query, atlas } = state;
      const isEmpty = query.trim() === '';
      const wasRow = shownRow;
      shownRow = selectedRow(state);
      paper.node.hidden = selected === null;
      hits.node.hidden = selected !== null || isEmpty;
      rest.node.hidden = selected !== null || !isEmpty;
      node.hidden = atlas.phase === 'failed';
      if (selected !== null) body.scrollTop = 0;
      else if (left !== null) {
        body.scrollTop = left.query === query ? left.top : 0;
        left = null;
      }
      if (!hadFocus) return;
      if (selected !== null) column.focusPaper();
      else if (wasRow !== null && !focusIn(body, `[data-list] [data-row="${wasRow}"]`)) body.focus();
    },
  );

  const column: Column = {
    node,
    input: search.input,
    focusSearch() {
      search.input.focus();
      search.input.select();
    },
    focusPaper: () => void focusIn(paper.node, '.paper-title'),
    focusEntry(by) {
      const entries = [...body.querySelectorAll<HTMLElement>('[data-list] button')].filter(
        (entry) => entry.offsetParent !== null,
      );
      const at = entries.indexOf(document.activeElement as HTMLElement);
      if (at === 0 && by < 0) search.input.focus();
      else entries[at + by]?.focus();
    },
    update(state: ExplorerState) {
      sheet = state.sheet;
      node.dataset['sheet'] = sheet;
      // Before anything is drawn anew: what is replaced takes the focus and the scroll position with it.
      hadFocus = node.contains(document.activeElement) && document.activeElement !== search.input;
      if (state.selected !== null && paper.node.hidden) left = { query: state.query, top: body.scrollTop };
      for (const panel of panels) panel.update(state);
      showPart(state);
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

/** Calls `move` with 1 for up, -1 for down, 0 for a plain click. */
function moveByHandle(handle: HTMLElement, move: (by: 1 | 0 | -1) => void): void {
  let start: number | null = null;
  let isDragged = false;
  handle.onpointerdown = ({ clientY, pointerId }) => {
    start = clientY;
    isDragged = false;
    handle.setPointerCapture(pointerId);
  };
  handle.onpointermove = ({ clientY }) => {
    if (start === null || isDragged || Math.abs(clientY - start) < DRAG) return;
    isDragged = true;
    move(clientY < start ? 1 : -1);
  };
  handle.onpointerup = () => {
    start = null;
  };
  handle.onclick = () => {
    if (!isDragged) move(0);
    isDragged = false;
  };
}
