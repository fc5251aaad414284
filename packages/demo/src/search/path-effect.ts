import { openAtlasOf } from '../state/papers.ts';
import { pathRowsOf } from '../state/path.ts';
import type { FoundPath } from '../state/path-state.ts';
import type { Listener, Store } from '../state/store.ts';
import type { PathQuestion } from './calls.ts';
import { toPlainError } from './plain-error.ts';

/** Who finds reading paths; it may be told that nobody waits any longer. */
export interface PathFinder {
  findPath(question: PathQuestion, signal: AbortSignal): Promise<FoundPath>;
}

/** Asks for the reading path of the state, once; another path, and none, end it. */
export function createPathEffect(store: Store, finder: PathFinder): Listener {
  let running: AbortController | null = null;

  async function find(question: PathQuestion): Promise<void> {
    const controller = new AbortController();
    running = controller;
    try {
      const path = await finder.findPath(question, controller.signal);
      if (!controller.signal.aborted) store.dispatch({ type: 'path-found', path });
    } catch (error) {
      if (!controller.signal.aborted)
        store.dispatch({ type: 'path-failed', ...question, error: toPlainError(error) });
    }
  }

  return (after, before) => {
    // The path may be in the address before the atlas is open.
    if (after.path === before.path && openAtlasOf(after) === openAtlasOf(before)) return;
    running?.abort();
    running = null;
    const isKnown = after.foundPath !== null || after.pathError !== null;
    if (isKnown || pathRowsOf(after) === null) return;
    const { from, to } = after.path!;
    void find({ from, to: to! });
  };
}
