import type { RowSet } from '../vector-index/vector-index.ts';
import { assertPaperFilter } from './check-filter.ts';
import type { PaperFilter } from './paper-filter.ts';
import type { PaperTable } from './paper-table.ts';
import { conditionsOf, exceptionsOf } from './row-conditions.ts';

/**
 * The rows that a filter accepts; null for all, when it asks nothing.
 *
 * @throws ExplorerError INVALID_ARGUMENT that names the field
 */
export function acceptRows(table: PaperTable, filter: PaperFilter): RowSet | null {
  assertPaperFilter(filter, table.columnNames());
  const conditions = conditionsOf(table, filter);
  const exceptions = exceptionsOf(table, filter.not ?? {});
  if (conditions.length === 0 && exceptions.length === 0) return null;
  const count = table.papers.length;
  const words = new Uint32Array(Math.ceil(count / 32));
  let size = 0;
  for (let row = 0; row < count; row++) {
    if (!conditions.every((isMet) => isMet(row)) || exceptions.some((isMet) => isMet(row))) continue;
    words[row >> 5]! |= 1 << (row & 31);
    size++;
  }
  return { words, size };
}
