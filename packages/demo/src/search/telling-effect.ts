import type { NamedTerm } from 'paper-atlas';
import { selectionOf } from '../state/selection.ts';
import type { Listener, Store } from '../state/store.ts';

/** Who finds the words that tell papers, by their rows, from all others. */
export interface WordTeller {
  findTellingWords(rows: Int32Array, signal: AbortSignal): Promise<readonly NamedTerm[]>;
}

/** Asks for the telling words of a selection; another one, and none, end it. */
export function createTellingEffect(store: Store, teller: WordTeller): Listener {
  let running: AbortController | null = null;
  let asked: Int32Array | null = null;

  async function ask(rows: Int32Array): Promise<void> {
    const controller = new AbortController();
    running = controller;
    const terms = await teller.findTellingWords(rows, controller.signal).catch(() => null);
    if (!controller.signal.aborted) store.dispatch({ type: 'selection-told', told: { rows, terms } });
  }

  return (after) => {
    const rows = selectionOf(after)?.rows ?? null;
    if (rows === asked) return;
    running?.abort();
    running = null;
    asked = rows;
    if (rows !== null && rows.length > 0) void ask(rows);
  };
}
