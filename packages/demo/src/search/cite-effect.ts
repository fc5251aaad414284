import { citationOf } from '../state/citation.ts';
import { selectedRow } from '../state/papers.ts';
import { recordOf } from '../state/records.ts';
import type { Listener, Store } from '../state/store.ts';
import { toPlainError } from './plain-error.ts';
import type { Encoder } from './save-effect.ts';

/** How long one is told that something was done, ms: long enough to be read twice. */
const TOLD = 6000;

/**
 * Brings the citation that is asked for to the clipboard; where the browser does not allow that, the page shows it.
 *
 * @param copy rejects when the clipboard takes nothing
 */
export function createCiteEffect(
  store: Store,
  encoder: Encoder,
  copy: (text: string) => Promise<void>,
): Listener {
  return ({ citation }, before) => {
    if (citation === null || citation.text !== null || citation === before.citation) return;
    const { id, as } = citation;
    void write(id, as).then(
      async (text) => {
        if (text === null) return;
        const isCopied = await copy(text).then(
          () => true,
          () => false,
        );
        store.dispatch({ type: 'citation-written', id, text, isCopied });
      },
      (error: unknown) =>
        store.dispatch({
          type: 'citation-written',
          ...{ id, text: toPlainError(error).message, isCopied: false },
        }),
    );
  };

  async function write(id: string, as: 'plain' | 'bibtex'): Promise<string | null> {
    if (as === 'bibtex') {
      const list = { ids: [id], format: 'bibtex', kept: [] } as const;
      return (await encoder.encode(list, new AbortController().signal)).trim();
    }
    const row = selectedRow(store.get());
    const paper = row === null ? null : recordOf(store.get(), row);
    return paper === null ? null : citationOf(paper);
  }
}

/** What was done is told for a while. */
export function createDoneEffect(store: Store): Listener {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return ({ done }, before) => {
    if (done === before.done) return;
    clearTimeout(timer);
    if (done !== null) timer = setTimeout(() => store.dispatch({ type: 'done-told' }), TOLD);
  };
}
