import type { RowSet } from './vector-index.ts';

/** The set of the given rows out of `count`; a row named twice counts once. */
export function createRowSet(rows: Iterable<number>, count: number): RowSet {
  const words = new Uint32Array((count + 31) >> 5);
  let size = 0;
  for (const row of rows) {
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
