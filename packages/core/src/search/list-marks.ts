import type { VectorMatrix } from '../math/matrix.ts';
import { Pace } from '../task.ts';
import { scoreAllRows } from '../vector-index/score-rows.ts';
import { type AskedVector, measureListCloseness } from './closeness.ts';
import type { WeaknessKind } from './hit.ts';
import { markWeak, readTelling, type WeaknessInput } from './weakness.ts';

/** What is said of each row of a list, and what told which are weak. */
export interface ListMarks {
  /** Null where there is no vector to compare with. */
  readonly similarities: Float32Array | null;
  readonly percentiles: Float32Array | null;
  readonly isWeak: Uint8Array;
  readonly weakBy: WeaknessKind | null;
}

/** What a list was made from. */
export interface ListSource {
  readonly vectors: VectorMatrix | null;
  /** What was asked with; may be empty. */
  readonly near: readonly AskedVector[];
  readonly words: WeaknessInput['words'];
  /** True for a list by words alone. */
  readonly isByWords: boolean;
  /** The products of all rows with the one thing that was asked with, where they are known. */
  readonly known: Float64Array | null;
}

/** Rows between two looks at the clock: a list of the whole corpus takes most of a second. */
const ROWS_AT_ONCE = 512;

/**
 * How close the rows of a list are to what was asked ({@link measureListCloseness}), and which of them say little
 * ({@link markWeak}). Gives the event loop a turn every few milliseconds.
 *
 * @throws ExplorerError ABORTED
 */
export async function markList(
  rows: Int32Array,
  { vectors, near, words, isByWords, known }: ListSource,
  signal: AbortSignal | undefined,
): Promise<ListMarks> {
  const hasCloseness = vectors !== null && near.length > 0;
  const by = !hasCloseness || (isByWords && words !== null) ? 'words' : 'closeness';
  const pace = new Pace(signal, 'the search');
  const products =
    known !== null ? [known] : hasCloseness ? await multiplyAll(vectors, near, rows, signal) : null;
  const telling = words && readTelling(words);
  const similarities = hasCloseness ? new Float32Array(rows.length) : null;
  let percentiles = hasCloseness ? new Float32Array(rows.length) : null;
  const isWeak = new Uint8Array(rows.length);
  let weakBy: WeaknessKind | null = null;
  for (let from = 0; from === 0 || from < rows.length; from += ROWS_AT_ONCE) {
    if (pace.isDue) await pace.rest();
    const some = rows.subarray(from, from + ROWS_AT_ONCE);
    const close = hasCloseness ? measureListCloseness(vectors, near, some, products) : null;
    if (close !== null) similarities!.set(close.similarities, from);
    if (close?.percentiles) percentiles?.set(close.percentiles, from);
    else percentiles = null;
    const weakness = markWeak({ rows: some, by, isFar: close?.isFar ?? null, words, telling });
    isWeak.set(weakness.isWeak, from);
    weakBy = weakness.weakBy;
  }
  return { similarities, percentiles, isWeak, weakBy };
}

/** Of a list of this part of the corpus, or more, all rows are multiplied, which is several times as fast a row; the products are the same to the bit. */
const ALL_SHARE = 0.25;

async function multiplyAll(
  vectors: VectorMatrix,
  near: readonly AskedVector[],
  rows: Int32Array,
  signal: AbortSignal | undefined,
): Promise<Float64Array[] | null> {
  if (rows.length < ALL_SHARE * vectors.count) return null;
  const all: Float64Array[] = [];
  for (const { vector } of near) all.push(await scoreAllRows(vectors, vector, { signal }));
  return all;
}
