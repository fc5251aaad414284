import type { Direction } from './map/map-scene.ts';
import type { Column } from './panels/column.ts';
import type { PanelContext } from './panels/panel.ts';
import type { Judgement } from './state/judgements.ts';
import { type KeyCommand, type KeyPlace, type KeyPress, readAreaKey, readKey } from './state/keys.ts';
import { framedLasso } from './state/lasso.ts';
import { openAtlasOf, selectedRow } from './state/papers.ts';
import { pathStartOf } from './state/path.ts';
import { isReadingListShown } from './state/stars.ts';
import type { Store } from './state/store.ts';

export interface KeyboardContext extends PanelContext {
  readonly column: Column;
  /** Into the choice of colours, once it is open. */
  focusColours(): void;
  /** Into the first knob of the map's shape, once they are open. */
  focusShape(): void;
  nearestInDirection(row: number | null, direction: Direction): number | null;
}

/** One press of `+`. */
const ZOOM_STEP = 1.6;

/** Keys to actions. */
export function followKeyboard(store: Store, context: KeyboardContext): void {
  let awaited: string | null = null;
  store.listen((after, _before, action) => {
    if (action.type === 'query-typed') awaited = null;
    if (action.type !== 'answer-arrived' || awaited !== after.answer?.query) return;
    awaited = null;
    // After every panel has this answer: the paper must be on the page before it can take the focus.
    queueMicrotask(() => openBest(store, context));
  });
  addEventListener('keydown', (event) => {
    if (event.isComposing || event.defaultPrevented) return;
    const isCommand = (event.ctrlKey || event.metaKey) && !event.altKey;
    const press = {
      key: event.key,
      hasModifier: isCommand || event.altKey,
      isCommand: isCommand && !isText(event.target),
      hasShift: event.shiftKey,
    };
    const place = placeOf(event.target);
    if (frame(press, place, store, context)) return event.preventDefault();
    const command = readKey(press, place);
    if (command === null) return;
    event.preventDefault();
    // The list still shows the answer before: the best hit is opened when the new one is there.
    const query = store.get().query.trim();
    const isBehind = query !== '' && store.get().answer?.query !== query;
    if (command.type === 'open' && store.get().selected === null && isBehind) awaited = query;
    else run(command, store, context);
  });
}

/** What is typed there is taken back by the browser. */
function isText(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.matches('input:not([type=range], [type=radio], [type=checkbox]), textarea')
  );
}

function isControl(target: Element): boolean {
  return target.closest('input, textarea, select') !== null;
}

function placeOf(target: EventTarget | null): KeyPlace {
  if (!(target instanceof Element)) return 'page';
  if (target.closest('dialog[open]') !== null) return 'dialog';
  if (target.closest('input[type=radio]') !== null) return 'choice';
  if (isControl(target) && target.closest('.filters, .colour, .shape') !== null) return 'filter';
  if (isControl(target)) return 'field';
  if (target.closest('[data-list]') !== null) return 'list';
  return target.closest('button, a, summary') === null ? 'page' : 'control';
}

function run(command: KeyCommand, store: Store, context: KeyboardContext): void {
  const { column, dispatch } = context;
  if (command.type === 'move') moveTo(command.direction, store, context);
  else if (command.type === 'walk') dispatch({ type: 'neighbor-walked', by: command.by });
  else if (command.type === 'list') column.focusEntry(command.by);
  else if (command.type === 'search') column.focusSearch();
  else if (command.type === 'open') openBest(store, context);
  else if (command.type === 'judge') judgeOpen(command.as, store, context);
  else if (command.type === 'clear') dispatch({ type: 'asked-cleared' });
  else if (command.type === 'help') dispatch({ type: 'help-toggled', isOpen: true });
  else if (command.type === 'about') dispatch({ type: 'about-toggled', isOpen: true });
  else if (command.type === 'colour') toggleColours(store, context);
  else if (command.type === 'star') starOne(store, context);
  else if (command.type === 'reading-list')
    dispatch({ type: 'stars-toggled', isOpen: !isReadingListShown(store.get()) });
  else if (command.type === 'shape') toggleShape(store, context);
  else if (command.type === 'undo') dispatch({ type: 'shape-undone' });
  else if (command.type === 'redo') dispatch({ type: 'shape-redone' });
  else if (command.type === 'area') toggleArea(store, context);
  else if (command.type === 'home') context.lookAt(null);
  else if (command.type === 'zoom-in') context.zoomBy(ZOOM_STEP);
  else if (command.type === 'zoom-out') context.zoomBy(1 / ZOOM_STEP);
  else {
    if (store.get().query === '' && !store.get().isAskHelpOpen) column.input.blur();
    const left = selectedRow(store.get());
    dispatch({ type: 'stepped-back' });
    if (left !== null && selectedRow(store.get()) === null) column.focusHit(left);
  }
}

/** While an area is being chosen: moves the frame, or takes it. True when the key was for it. */
function frame(press: KeyPress, place: KeyPlace, store: Store, context: KeyboardContext): boolean {
  const state = store.get();
  const asked = state.choosing === null ? null : readAreaKey(press, place);
  const window = asked === null ? null : context.getWindow();
  if (asked === null || window === null) return false;
  if (asked !== 'take') context.dispatch({ type: 'frame-moved', move: asked, window });
  else {
    const lasso = framedLasso(state);
    if (lasso === null) return false;
    context.dispatch({ type: 'lasso-drawn', lasso });
    context.column.focusPaper();
  }
  return true;
}

function toggleArea(store: Store, { dispatch, getWindow }: KeyboardContext): void {
  const isOn = store.get().choosing === null;
  dispatch({ type: 'area-choosing', isOn, frameIn: getWindow() });
}

function toggleColours(store: Store, { focusColours, dispatch }: KeyboardContext): void {
  const isOpen = !store.get().isColourPanelOpen;
  dispatch({ type: 'colour-panel-toggled', isOpen });
  if (isOpen) focusColours();
}

function toggleShape(store: Store, { focusShape, dispatch }: KeyboardContext): void {
  const isOpen = !store.get().shape.isPanelOpen;
  dispatch({ type: 'shape-panel-toggled', isOpen });
  if (isOpen) focusShape();
}

function judgeOpen(as: Judgement, store: Store, { dispatch }: KeyboardContext): void {
  const atlas = openAtlasOf(store.get());
  const row = selectedRow(store.get());
  if (atlas !== null && row !== null) dispatch({ type: 'paper-judged', id: atlas.papers[row]!.id, as });
}

/** The paper of the list that has the focus, else the open one. */
function starOne(store: Store, { dispatch }: KeyboardContext): void {
  const state = store.get();
  const entry = document.activeElement?.closest('[data-list] li')?.querySelector('[data-row]');
  const focused = entry == null ? null : Number(entry.getAttribute('data-row'));
  const row = focused ?? selectedRow(state);
  const paper = row === null ? undefined : openAtlasOf(state)?.papers[row];
  if (paper !== undefined) dispatch({ type: 'paper-starred', id: paper.id, at: Date.now() });
}

/** While the end of a path is being chosen the arrows only point: the next paper that opens is the end. */
function moveTo(direction: Direction, store: Store, context: KeyboardContext): void {
  const state = store.get();
  const atlas = openAtlasOf(state);
  const start = pathStartOf(state);
  const from = selectedRow(state) ?? (start === null ? null : (state.hovered ?? start));
  const row = context.nearestInDirection(from, direction);
  if (row !== null && start !== null) context.dispatch({ type: 'paper-hovered', row });
  else if (atlas !== null && row !== null)
    context.dispatch({ type: 'paper-selected', id: atlas.papers[row]!.id });
}

/** In the search box the best hit; elsewhere into the panel of the paper that is open, or the end of a path that is pointed at. */
function openBest(store: Store, { column, dispatch }: KeyboardContext): void {
  const state = store.get();
  const start = pathStartOf(state);
  const isPointing = start !== null && document.activeElement !== column.input;
  // A path does not lead to where it begins.
  const best = (isPointing ? state.hovered : null) ?? state.answer?.rows.find((row) => row !== start);
  const atlas = openAtlasOf(state);
  if (state.selected === null && best !== undefined && atlas !== null)
    dispatch({ type: 'paper-selected', id: atlas.papers[best]!.id });
  column.focusPaper();
}
