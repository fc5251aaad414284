import { isAsking } from './state/question.ts';
import type { ExplorerState } from './state/state.ts';
import type { Store } from './state/store.ts';

const KEY = 'paper-atlas.seen';

/** Offers the hint to who is here for the first time; who does something, or waves it away, does not see it again. */
export function followFirstUse(store: Store): void {
  store.listen((after, before) => {
    if (!before.isHintShown) return;
    if (!after.isHintShown) rememberSeen();
    else if (hasBegun(after)) store.dispatch({ type: 'hint-toggled', isShown: false });
  });
  if (!wasSeen() && !hasBegun(store.get())) store.dispatch({ type: 'hint-toggled', isShown: true });
}

/** True when something is asked or open: nobody needs to be told how. */
function hasBegun(state: ExplorerState): boolean {
  return isAsking(state) || state.selected !== null || state.region !== null || state.path !== null;
}

/** Storage may be switched off; then it is the first visit every time. */
function rememberSeen(): void {
  try {
    localStorage.setItem(KEY, '1');
  } catch {
    // Nothing to do: the page works without.
  }
}

function wasSeen(): boolean {
  try {
    return localStorage.getItem(KEY) !== null;
  } catch {
    return false;
  }
}
