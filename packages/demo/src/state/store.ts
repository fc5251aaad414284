import type { Action } from './actions.ts';
import { reduce } from './reduce.ts';
import type { ExplorerState } from './state.ts';

export type Listener = (after: ExplorerState, before: ExplorerState, action: Action) => void;

export interface Store {
  get(): ExplorerState;
  /** Reduces, then tells the listeners, in the order in which they came, if anything changed. */
  dispatch(action: Action): void;
  listen(listener: Listener): void;
}

/** Holds the state. What a listener dispatches is done after the present action has reached everyone. */
export function createStore(initial: ExplorerState): Store {
  let state = initial;
  const listeners: Listener[] = [];
  const waiting: Action[] = [];
  let isBusy = false;
  return {
    get: () => state,
    listen: (listener) => void listeners.push(listener),
    dispatch(action) {
      waiting.push(action);
      if (isBusy) return;
      isBusy = true;
      try {
        for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
          const before = state;
          state = reduce(before, next);
          if (state !== before) for (const listener of listeners) listener(state, before, next);
        }
      } finally {
        isBusy = false;
      }
    },
  };
}
