import type { PaperComparison } from 'paper-atlas';
import { comparedRowsOf } from '../state/comparison.ts';
import { openAtlasOf } from '../state/papers.ts';
import { isAsking } from '../state/question.ts';
import type { ExplorerState } from '../state/state.ts';
import type { Listener, Store } from '../state/store.ts';
import type { CompareQuestion } from './calls.ts';
import { toPlainError } from './plain-error.ts';

/** Who compares two papers; it may be told that nobody waits any longer. */
export interface Comparer {
  compare(question: CompareQuestion, signal: AbortSignal): Promise<PaperComparison>;
}

/**
 * Asks what the two papers side by side have in common: by words at once, and sentence by sentence when the model is there
 * and no query waits for it. Another pair, none, and another query end it.
 */
export function createCompareEffect(store: Store, comparer: Comparer): Listener {
  let running: AbortController | null = null;
  /** How this pair has been compared; what failed is not asked again. */
  const asked = new Set<'words' | 'meaning'>();

  function stop(): void {
    running?.abort();
    running = null;
  }

  async function compare(how: 'words' | 'meaning', question: CompareQuestion): Promise<void> {
    const controller = new AbortController();
    running = controller;
    asked.add(how);
    try {
      const comparison = await comparer.compare(question, controller.signal);
      if (!controller.signal.aborted) store.dispatch({ type: 'comparison-arrived', comparison });
    } catch (error) {
      if (!controller.signal.aborted) {
        const { a, b } = question;
        store.dispatch({ type: 'comparison-failed', a, b, error: toPlainError(error) });
      }
    }
    if (running !== controller) return;
    running = null;
    goOn();
  }

  function goOn(): void {
    const state = store.get();
    const rows = comparedRowsOf(state);
    const atlas = openAtlasOf(state);
    if (running !== null || rows === null || atlas === null) return;
    const how = !asked.has('words') ? 'words' : 'meaning';
    if (asked.has(how) || (how === 'meaning' && !isModelFree(state))) return;
    const [a, b] = [atlas.papers[rows.a]!.id, atlas.papers[rows.b]!.id];
    void compare(how, { a, b, byMeaning: how === 'meaning' });
  }

  return (after, before) => {
    if (after.selected !== before.selected || after.compared !== before.compared) {
      stop();
      asked.clear();
    } else if (running !== null && asked.has('meaning') && !isModelFree(after)) {
      // A query goes first; afterwards the sentences that are known already cost nothing.
      stop();
      asked.delete('meaning');
    }
    goOn();
  };
}

/** True when the model is there and has no query to answer. */
function isModelFree(state: ExplorerState): boolean {
  const { meaning, answer, query, searchError } = state;
  const isAnswered = searchError !== null || !isAsking(state) || answer?.query === query.trim();
  return meaning.phase === 'ready' && isAnswered;
}
