/**
 * For each of `countBefore` rows the row that it is now, -1 for one that is gone. `rowBefore` says it the other way round: for
 * each row now the row that it was, -1 for a new one. Null when the rows that are still there stand in another order.
 */
export function invertRows(rowBefore: Int32Array, countBefore: number): Int32Array | null {
  const rowAfter = new Int32Array(countBefore).fill(-1);
  let last = -1;
  for (let row = 0; row < rowBefore.length; row++) {
    const old = rowBefore[row]!;
    if (old < 0) continue;
    if (old <= last) return null;
    rowAfter[old] = row;
    last = old;
  }
  return rowAfter;
}
