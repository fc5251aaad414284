import type { Bibliography, CoverAnswer } from '../state/cover.ts';
import type { Listener, Store } from '../state/store.ts';
import { toPlainError } from './plain-error.ts';

/** Who holds a bibliography against the atlas. */
export interface Coverer {
  cover(bibliography: Bibliography, signal: AbortSignal): Promise<CoverAnswer>;
}

/** Asks what the atlas has of the bibliography that was laid over it; another one, and none, end it. */
export function createCoverEffect(store: Store, coverer: Coverer): Listener {
  let running: AbortController | null = null;

  async function ask(bibliography: Bibliography): Promise<void> {
    const controller = new AbortController();
    running = controller;
    try {
      const answer = await coverer.cover(bibliography, controller.signal);
      if (!controller.signal.aborted) store.dispatch({ type: 'cover-answered', bibliography, answer });
    } catch (error) {
      if (!controller.signal.aborted)
        store.dispatch({ type: 'cover-failed', bibliography, error: toPlainError(error) });
    }
  }

  return ({ cover: after }, { cover: before }) => {
    if (after?.bibliography === before?.bibliography) return;
    running?.abort();
    running = null;
    if (after !== null) void ask(after.bibliography);
  };
}
