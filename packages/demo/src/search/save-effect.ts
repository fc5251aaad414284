import type { PaperExportFormat } from 'paper-atlas';
import { saveFile } from '../save-file.ts';
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

/** Gives the reader a list as a file. */
export function createSaveEffect(store: Store, encoder: Encoder): Listener {
  return ({ saving, query, stars }, before) => {
    if (saving === null || saving === before.saving) return;
    const [ending, type] = FILES[saving.format];
    const kept = stars.list.flatMap(({ id, paper }) =>
      paper !== null && saving.ids.includes(id) ? [paper] : [],
    );
    encoder
      .encode({ ...saving, kept }, new AbortController().signal)
      .then(
        (text) => {
          const file = `papers.${ending}`;
          saveFile(file, new Blob([text], { type }));
          return { what: 'saved', papers: saving.ids.length, file } as const;
        },
        (error: unknown) => {
          store.dispatch({ type: 'search-failed', query: query.trim(), error: toPlainError(error) });
          return null;
        },
      )
      .then((done) => store.dispatch({ type: 'list-written', done }));
  };
}
