import type { VectorMatrix } from '../math/matrix.ts';
import { Pace } from '../task.ts';
import { type AskedVector, measureListCloseness } from './closeness.ts';
import type { WeaknessKind } from './hit.ts';
import { markWeak, type WeaknessInput } from './weakness.ts';

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
  { vectors, near, words, isByWords }: ListSource,
  signal: AbortSignal | undefined,
): Promise<ListMarks> {
  const hasCloseness = vectors !== null && near.length > 0;
  const by = !hasCloseness || (isByWords && words !== null) ? 'words' : 'closeness';
  const pace = new Pace(signal, 'the search');
  const similarities = hasCloseness ? new Float32Array(rows.length) : null;
  let percentiles = hasCloseness ? new Float32Array(rows.length) : null;
  const isWeak = new Uint8Array(rows.length);
  let weakBy: WeaknessKind | null = null;
  for (let from = 0; from === 0 || from < rows.length; from += ROWS_AT_ONCE) {
    if (pace.isDue) await pace.rest();
    const some = rows.subarray(from, from + ROWS_AT_ONCE);
    const close = hasCloseness ? measureListCloseness(vectors, near, some) : null;
    if (close !== null) similarities!.set(close.similarities, from);
    if (close?.percentiles) percentiles?.set(close.percentiles, from);
    else percentiles = null;
    const weakness = markWeak({ rows: some, by, isFar: close?.isFar ?? null, words });
    isWeak.set(weakness.isWeak, from);
    weakBy = weakness.weakBy;
  }
  return { similarities, percentiles, isWeak, weakBy };
}
