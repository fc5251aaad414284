import type { Paper } from '../papers/paper.ts';
import type { PaperCard } from '../papers/paper-card.ts';
import { holdTextRows, type TextRows } from '../search/text-rows.ts';
import { throwIfAborted } from '../task.ts';

/** Where an atlas has its papers from. */
export interface PaperSource {
  /** Row order. */
  readonly cards: readonly PaperCard[];
  /** What filters ask of the texts. */
  readonly texts: TextRows;
  /**
   * Whole papers, in the order of the rows.
   *
   * @throws ExplorerError ATLAS_DAMAGED that names the file, ABORTED
   */
  read(rows: readonly number[], signal?: AbortSignal): Promise<readonly Paper[]>;
  /** The same when nothing has to be read for it; else null. */
  held(rows: readonly number[]): readonly Paper[] | null;
  /** All papers in row order; none of them is kept. */
  stream(signal?: AbortSignal): AsyncIterable<Paper>;
}

/** Papers that are in memory. */
export function holdPapers(papers: readonly Paper[]): PaperSource {
  const held = (rows: readonly number[]) => rows.map((row) => papers[row]!);
  return {
    cards: papers,
    texts: holdTextRows(papers),
    async read(rows, signal) {
      throwIfAborted(signal, 'reading papers');
      return held(rows);
    },
    held,
    async *stream() {
      yield* papers;
    },
  };
}
