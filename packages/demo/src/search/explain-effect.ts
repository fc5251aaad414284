import { isExplorerError } from 'paper-atlas';
import { selectedRow } from '../state/papers.ts';
import { unreadRows } from '../state/records.ts';
import type { Answer, Explanations, ExplorerState } from '../state/state.ts';
import type { Listener, Store } from '../state/store.ts';
import type { ExplainQuestion } from './calls.ts';

/** After so long without a key the sentences of the hits in view are compared with the query, and texts are read for it, ms. */
const CALM = 150;

/** Who says why; it may be told that nobody waits any longer. */
export interface Explainer {
  explain(question: ExplainQuestion, signal: AbortSignal): Promise<Explanations>;
}

/**
 * Asks why the papers that are seen are in the list: by words at once, or, where texts have to be read for it, when the
 * typing pauses; by meaning a moment later, one paper after another, the open one first. The next key and the next list
 * end it.
 */
export function createExplainEffect(store: Store, explainer: Explainer): Listener {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: AbortController | null = null;
  /** Rows of this answer that have been asked for by meaning: what failed is not asked again. */
  let asked = new Set<number>();
  /** The same by words. */
  let tried = new Set<number>();
  let askedOf: Answer | null = null;

  function stop(): void {
    clearTimeout(timer);
    running?.abort();
    running = null;
  }

  async function explain(answer: Answer, rows: readonly number[], byMeaning: boolean, signal: AbortSignal) {
    try {
      const explanations = await explainer.explain({ query: answer.query, rows, byMeaning }, signal);
      if (!signal.aborted) store.dispatch({ type: 'explained', answer, explanations });
    } catch (error) {
      // Why a paper is there is a gift: without it the list is still the list.
      if (!isExplorerError(error)) throw error;
    }
  }

  const calm = () =>
    new Promise((resolve) => {
      timer = setTimeout(resolve, CALM);
    });

  const unknownRows = () =>
    seenRows(store.get()).filter((row) => !store.get().explanations.has(row) && !tried.has(row));

  async function work(answer: Answer): Promise<void> {
    running = new AbortController();
    const { signal } = running;
    try {
      if (store.get().isTyping && unreadRows(store.get()).length > 0) await calm();
      for (let rows = unknownRows(); rows.length > 0; rows = unknownRows()) {
        for (const row of rows) tried.add(row);
        await explain(answer, rows, false, signal);
        if (signal.aborted) {
          for (const row of rows) tried.delete(row);
          return;
        }
      }
      if (!hasMeaning(store.get(), answer)) return;
      await calm();
      for (;;) {
        const row = seenRows(store.get()).find((each) => !asked.has(each));
        if (row === undefined || signal.aborted) return;
        asked.add(row);
        await explain(answer, [row], true, signal);
        if (signal.aborted) asked.delete(row);
      }
    } finally {
      if (running?.signal === signal) running = null;
    }
  }

  return (after, before, action) => {
    const { answer } = after;
    if (action.type === 'query-typed' || answer !== before.answer) stop();
    if (answer === null || answer.query !== after.query.trim()) return;
    if (askedOf !== answer) {
      askedOf = answer;
      asked = new Set();
      tried = new Set();
    }
    const isLookedAt =
      answer !== before.answer ||
      after.inView !== before.inView ||
      after.selected !== before.selected ||
      after.meaning.phase !== before.meaning.phase;
    if (!isLookedAt || running !== null) return;
    const isLeft = hasMeaning(after, answer) && seenRows(after).some((row) => !asked.has(row));
    if (isLeft || unknownRows().length > 0) void work(answer);
  };
}

function hasMeaning({ meaning }: ExplorerState, { mode, query }: Answer): boolean {
  return meaning.phase === 'ready' && mode !== 'keyword' && query !== '';
}

function seenRows(state: ExplorerState): number[] {
  const selected = selectedRow(state);
  return selected === null ? [...state.inView] : [selected, ...state.inView];
}
