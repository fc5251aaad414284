import type { Direction } from './map/map-scene.ts';
import type { Column } from './panels/column.ts';
import type { PanelContext } from './panels/panel.ts';
import { type KeyCommand, type KeyPlace, readKey } from './state/keys.ts';
import { openAtlasOf, selectedRow } from './state/papers.ts';
import type { Store } from './state/store.ts';

export interface KeyboardContext extends PanelContext {
  readonly column: Column;
  nearestInDirection(row: number | null, direction: Direction): number | null;
}

/** Keys to actions. */
export function followKeyboard(store: Store, context: KeyboardContext): void {
  addEventListener('keydown', (event) => {
    if (event.isComposing || event.defaultPrevented) return;
    const press = { key: event.key, hasModifier: event.ctrlKey || event.altKey || event.metaKey };
    const command = readKey(press, placeOf(event.target));
    if (command === null) return;
    event.preventDefault();
    run(command, store, context);
  });
}

function placeOf(target: EventTarget | null): KeyPlace {
  if (!(target instanceof Element)) return 'page';
  if (target.closest('dialog[open]') !== null) return 'dialog';
  if (target.closest('input, textarea, select') !== null) return 'field';
  if (target.closest('[data-list]') !== null) return 'list';
  return target.closest('button, a, summary') === null ? 'page' : 'control';
}

function run(command: KeyCommand, store: Store, context: KeyboardContext): void {
  const { column, dispatch } = context;
  const state = store.get();
  const papers = openAtlasOf(state)?.papers ?? [];
  switch (command.type) {
    case 'search':
      column.input.focus();
      return column.input.select();
    case 'open':
      return openBest(store, context);
    case 'step-back':
      if (document.activeElement === column.input && state.query === '') column.input.blur();
      return dispatch({ type: 'stepped-back' });
    case 'zoom-in':
      return context.zoomBy(1.6);
    case 'zoom-out':
      return context.zoomBy(1 / 1.6);
    case 'home':
      return context.lookAt(null);
    case 'help':
      return dispatch({ type: 'help-toggled', isOpen: true });
    case 'list':
      return column.focusEntry(command.by);
    case 'walk':
      return dispatch({ type: 'neighbor-walked', by: command.by });
    case 'move': {
      const row = context.nearestInDirection(selectedRow(state), command.direction);
      if (row !== null) dispatch({ type: 'paper-selected', id: papers[row]!.id });
    }
  }
}

/** In the search box the best hit; elsewhere into the panel of the paper that is open. */
function openBest(store: Store, { column, dispatch }: KeyboardContext): void {
  const state = store.get();
  if (state.selected !== null) return column.focusPaper();
  const best = state.answer?.rows[0];
  const atlas = openAtlasOf(state);
  if (best === undefined || atlas === null) return;
  dispatch({ type: 'paper-selected', id: atlas.papers[best]!.id });
  column.focusPaper();
}
