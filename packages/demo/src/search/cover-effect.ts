import type { Bibliography, CoverAnswer } from '../state/cover-state.ts';
import { openAtlasOf } from '../state/papers.ts';
import type { Listener, Store } from '../state/store.ts';
import type { CoverQuestion } from './calls.ts';
import { toPlainError } from './plain-error.ts';

/** Who holds a bibliography against the atlas. */
export interface Coverer {
  cover(question: CoverQuestion, signal: AbortSignal): Promise<CoverAnswer>;
}

/**
 * Asks what the atlas has of the bibliography that was laid over it; another one, and none, end it. Of
 * the regions of another map it is asked again.
 */
export function createCoverEffect(store: Store, coverer: Coverer): Listener {
  let running: AbortController | null = null;

  async function ask(bibliography: Bibliography): Promise<void> {
    const controller = new AbortController();
    running = controller;
    const map = openAtlasOf(store.get())?.map ?? null;
    const asked = map?.isComputed ? { regions: map.regions, membership: map.membership } : null;
    try {
      const answer = await coverer.cover({ bibliography, map: asked }, controller.signal);
      if (!controller.signal.aborted) store.dispatch({ type: 'cover-answered', bibliography, answer, map });
    } catch (error) {
      if (!controller.signal.aborted)
        store.dispatch({ type: 'cover-failed', bibliography, error: toPlainError(error) });
    }
  }

  return (state, stateBefore) => {
    const [after, before] = [state.cover, stateBefore.cover];
    const isSameMap = openAtlasOf(state)?.map === openAtlasOf(stateBefore)?.map;
    if (after?.bibliography === before?.bibliography && (isSameMap || after === null)) return;
    running?.abort();
    running = null;
    if (after !== null) void ask(after.bibliography);
  };
}
