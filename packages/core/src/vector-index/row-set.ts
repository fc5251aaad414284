import { ExplorerError } from '../errors.ts';
import type { RowSet } from './vector-index.ts';

/**
 * The set of the given rows out of `count`; a row named twice counts once.
 *
 * @throws ExplorerError INVALID_ARGUMENT when a row is not an integer of [0, count).
 */
export function createRowSet(rows: Iterable<number>, count: number): RowSet {
  const words = new Uint32Array(Math.ceil(count / 32));
  let size = 0;
  for (const row of rows) {
    if (!Number.isInteger(row) || row < 0 || row >= count) {
      throw new ExplorerError(
        'INVALID_ARGUMENT',
        `got row ${row} for a set out of ${count} rows; expected 0 ≤ row < ${count}`,
        { details: { row, count } },
      );
    }
    const bit = 1 << (row & 31);
    if ((words[row >> 5]! & bit) !== 0) continue;
    words[row >> 5]! |= bit;
    size++;
  }
  return { words, size };
}

/** False for rows beyond the set's words. */
export function hasRow(set: RowSet, row: number): boolean {
  return ((set.words[row >> 5] ?? 0) & (1 << (row & 31))) !== 0;
}

/** The rows that are in both sets of one corpus; null is the set of all. */
export function intersectRowSets(a: RowSet | null, b: RowSet | null): RowSet | null {
  if (a === null || b === null) return a ?? b;
  const words = a.words.map((word, at) => word & (b.words[at] ?? 0));
  let size = 0;
  for (const word of words) for (let bits = word; bits !== 0; bits &= bits - 1) size++;
  return { words, size };
}
