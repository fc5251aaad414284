import type { Answer, ExplorerState } from '../state/state.ts';
import type { Listener, Store } from '../state/store.ts';
import { toPlainError } from './plain-error.ts';

/** The first key is asked at once, further ones at most so often, ms: a list that came and went would help no one. */
const SPACING = 60;
/** A pause after which a query stands, and the next one is another entry of the history, ms. */
const SETTLE = 1000;

/** The two ways to search: the answer may be aborted. */
export interface Searchers {
  byWords(query: string, signal: AbortSignal): Promise<Answer>;
  byMeaning(query: string, signal: AbortSignal): Promise<Answer>;
}

/**
 * Asks as one types: by words until the model is there, then by meaning, and once more by itself in the moment when the
 * model arrives. A newer query aborts the older one.
 */
export function createSearchEffect(store: Store, searchers: Searchers): Listener {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let settling: ReturnType<typeof setTimeout> | undefined;
  let running = new AbortController();
  let lastAsked = Number.NEGATIVE_INFINITY;

  async function ask(): Promise<void> {
    lastAsked = performance.now();
    running.abort();
    running = new AbortController();
    const { signal } = running;
    const state = store.get();
    const query = state.query.trim();
    if (query === '' || state.atlas.phase !== 'open') return;
    try {
      const search = state.meaning.phase === 'ready' ? searchers.byMeaning : searchers.byWords;
      const answer = await search(query, signal);
      if (!signal.aborted) store.dispatch({ type: 'answer-arrived', answer });
    } catch (error) {
      if (!signal.aborted) store.dispatch({ type: 'search-failed', query, error: toPlainError(error) });
    }
  }

  return (after, before, action) => {
    if (after.query !== before.query && after.isTyping) {
      clearTimeout(settling);
      settling = setTimeout(() => store.dispatch({ type: 'query-settled' }), SETTLE);
    }
    if (!isAskedAnew(after, before)) return;
    clearTimeout(timer);
    const wait = action.type === 'query-typed' ? SPACING - (performance.now() - lastAsked) : 0;
    if (wait > 0) timer = setTimeout(() => void ask(), wait);
    else void ask();
  };
}

function isAskedAnew(after: ExplorerState, before: ExplorerState): boolean {
  return (
    after.query.trim() !== before.query.trim() ||
    (after.meaning.phase === 'ready') !== (before.meaning.phase === 'ready') ||
    (after.atlas.phase === 'open') !== (before.atlas.phase === 'open')
  );
}
