import { ExplorerError } from '../errors.ts';
import { invertRows } from '../math/invert-rows.ts';
import { type LongTask, Pace } from '../task.ts';
import { BM25Index } from './bm25-index.ts';
import { ForwardIndex } from './forward-index.ts';
import type { BM25Parameters, KeywordText } from './keyword-index.ts';
import { mergePostings } from './merge-postings.ts';

/** Those of Anserini, doi:10.1145/3077136.3080721; chosen on newswire, and held to ever since. */
const BM25_DEFAULTS: BM25Parameters = { k1: 0.9, b: 0.4 };

export interface KeywordIndexOptions {
  /** See {@link BM25Parameters}. */
  readonly k1?: number | undefined;
  readonly b?: number | undefined;
  /** What need not be read again: the index is the same to the bit, at the cost of the texts that are others. */
  readonly before?:
    | {
        readonly index: BM25Index;
        /** For each text now the row of the index with the same title and abstract; -1 for another text. */
        readonly rowBefore: Int32Array;
      }
    | null
    | undefined;
}

const PROGRESS_STEP = 512;

/**
 * Indexes the words of titles and abstracts, each paper's as one text in which a word of the title counts as two. Words
 * of the stop list are indexed from titles alone, so that "Who Said What?" is found by its title, and do not count to a
 * text's length.
 *
 * Reports the stage `words`, in papers. Gives the event loop a turn every few milliseconds.
 *
 * @throws ExplorerError INVALID_ARGUMENT for k1 or b out of range, ABORTED
 */
export async function buildKeywordIndex(
  texts: readonly KeywordText[],
  options: KeywordIndexOptions = {},
  { signal, onProgress }: LongTask = {},
): Promise<BM25Index> {
  const parameters = { k1: options.k1 ?? BM25_DEFAULTS.k1, b: options.b ?? BM25_DEFAULTS.b };
  checkParameters(parameters);
  const pace = new Pace(signal, 'the keyword index');
  const count = texts.length;
  const forward = new ForwardIndex(count);
  const { before } = options;
  const rowAfter = before ? invertRows(before.rowBefore, before.index.count) : null;
  for (let row = 0; row < count; row++) {
    if (rowAfter === null || before!.rowBefore[row]! < 0) forward.addText(texts[row]!, row);
    if (row % PROGRESS_STEP === 0) onProgress?.({ stage: 'words', done: row, total: count });
    if (pace.isDue) await pace.rest();
  }
  const read = await forward.invert(pace);
  const postings =
    rowAfter === null ? read : await mergePostings(before!.index.postings, rowAfter, read, pace);
  onProgress?.({ stage: 'words', done: count, total: count });
  await pace.rest();
  return new BM25Index({ ...postings, parameters });
}

function checkParameters({ k1, b }: BM25Parameters): void {
  if (k1 >= 0 && Number.isFinite(k1) && b >= 0 && b <= 1) return;
  throw new ExplorerError(
    'INVALID_ARGUMENT',
    `got k1 = ${k1} and b = ${b}; expected k1 ≥ 0 and 0 ≤ b ≤ 1 (default ${BM25_DEFAULTS.k1} and ${BM25_DEFAULTS.b})`,
    { details: { k1, b } },
  );
}
