import { isSameQuestion, type Question, questionOf } from '../state/question.ts';
import type { Answer, ExplorerState } from '../state/state.ts';
import type { Listener, Store } from '../state/store.ts';
import { toPlainError } from './plain-error.ts';

/** The first move of a slider is asked at once, further ones at most so often, ms: else none would ever be answered. */
const SPACING = 60;
/** A pause after which a query stands, and the next one is another entry of the history, ms. */
const SETTLE = 1000;

/** Who answers; it may be told that nobody waits any longer. */
export interface Searcher {
  rank(question: Question, signal: AbortSignal): Promise<Answer>;
}

/**
 * Asks as one types: by words until the model is there, then in the chosen mode, and once more by itself in the moment
 * when the model arrives. A newer question aborts the older one: each key is asked at once.
 */
export function createSearchEffect(store: Store, searcher: Searcher): Listener {
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
    const question = questionOf(state);
    if (question === null || state.atlas.phase !== 'open') return;
    const { query } = question;
    try {
      const answer = await searcher.rank(question, signal);
      if (!signal.aborted) store.dispatch({ type: 'answer-arrived', answer });
    } catch (error) {
      if (!signal.aborted) store.dispatch({ type: 'search-failed', query, error: toPlainError(error) });
    }
  }

  return (after, before, action) => {
    if ((after.query !== before.query || after.filters !== before.filters) && after.isTyping) {
      clearTimeout(settling);
      settling = setTimeout(() => store.dispatch({ type: 'query-settled' }), SETTLE);
    }
    if (!isAskedAnew(after, before)) return;
    clearTimeout(timer);
    const wait = action.type === 'filter-changed' ? SPACING - (performance.now() - lastAsked) : 0;
    if (wait > 0) timer = setTimeout(() => void ask(), wait);
    else void ask();
  };
}

function isAskedAnew(after: ExplorerState, before: ExplorerState): boolean {
  return (
    !isSameQuestion(questionOf(after), questionOf(before)) ||
    (after.atlas.phase === 'open') !== (before.atlas.phase === 'open') ||
    // Words that were asked by words alone are answered with how close each paper is from now on.
    (after.meaning.phase === 'ready' && before.meaning.phase !== 'ready' && after.query.trim() !== '')
  );
}
