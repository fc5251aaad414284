import type { PaperExportFormat } from 'paper-atlas';
import { fileNameOf } from '../file-name.ts';
import { saveFile } from '../save-file.ts';
import type { ExplorerState } from '../state/state.ts';
import type { Listener, Store } from '../state/store.ts';
import type { EncodeQuestion } from './calls.ts';
import { toPlainError } from './plain-error.ts';

/** Who writes papers as text. */
export interface Encoder {
  encode(list: EncodeQuestion, signal: AbortSignal): Promise<string>;
}

const FILES: Readonly<Record<PaperExportFormat, readonly [ending: string, type: string]>> = {
  bibtex: ['bib', 'application/x-bibtex'],
  ris: ['ris', 'application/x-research-info-systems'],
  csv: ['csv', 'text/csv'],
  json: ['json', 'application/json'],
  jsonl: ['jsonl', 'application/jsonl'],
};

/** Gives the reader a list as a file, called by the atlas (`nameOf`), the list and the day. */
export function createSaveEffect(
  store: Store,
  encoder: Encoder,
  nameOf: (state: ExplorerState) => string | null,
): Listener {
  return (state, before) => {
    const { saving, query, stars } = state;
    if (saving === null || saving === before.saving) return;
    const { what, ids, format } = saving;
    const [ending, type] = FILES[format];
    const kept = stars.list.flatMap(({ id, paper }) => (paper !== null && ids.includes(id) ? [paper] : []));
    encoder
      .encode({ ids, format, kept }, new AbortController().signal)
      .then(
        (text) => {
          const file = fileNameOf({ atlas: nameOf(state), what, on: new Date() }, ending);
          saveFile(file, new Blob([text], { type }));
          return { what: 'saved', papers: ids.length, file } as const;
        },
        (error: unknown) => {
          store.dispatch({ type: 'search-failed', query: query.trim(), error: toPlainError(error) });
          return null;
        },
      )
      .then((done) => store.dispatch({ type: 'list-written', done }));
  };
}
