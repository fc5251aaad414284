import { Pace } from '../task.ts';
import type { RowSet } from '../vector-index/vector-index.ts';
import { assertPaperFilter } from './check-filter.ts';
import type { PaperFilter } from './paper-filter.ts';
import type { PaperTable, TablePart } from './paper-table.ts';
import { conditionsOf, exceptionsOf, type RowTest } from './row-conditions.ts';

/**
 * The rows that a filter accepts; null for all, when it asks nothing. In one go: a large corpus takes half a second when a
 * filter first asks for a phrase.
 *
 * @throws ExplorerError INVALID_ARGUMENT that names the field
 */
export function acceptRows(table: PaperTable, filter: PaperFilter): RowSet | null {
  assertPaperFilter(filter, table.columnNames());
  const isAccepted = testOf(table, filter);
  if (isAccepted === null) return null;
  const accepted = new AcceptedRows(table.papers.length);
  for (let row = 0; row < table.papers.length; row++) if (isAccepted(row)) accepted.add(row);
  return accepted.toSet();
}

/** Rows tested between two looks at the clock. */
const ROWS_A_LOOK = 8;

/**
 * The same, giving the event loop a turn every few milliseconds.
 *
 * @throws ExplorerError INVALID_ARGUMENT that names the field; ABORTED
 */
export async function acceptRowsInSlices(
  table: PaperTable,
  filter: PaperFilter,
  signal: AbortSignal | undefined,
): Promise<RowSet | null> {
  assertPaperFilter(filter, table.columnNames());
  const pace = new Pace(signal, 'the search');
  for (const part of partsOf(filter)) await table.gather(part, pace);
  await table.texts.prepare([filter], signal);
  const isAccepted = testOf(table, filter);
  if (isAccepted === null) return null;
  const accepted = new AcceptedRows(table.papers.length);
  for (let row = 0; row < table.papers.length; row++) {
    if (row % ROWS_A_LOOK === 0 && pace.isDue) await pace.rest();
    if (isAccepted(row)) accepted.add(row);
  }
  return accepted.toSet();
}

class AcceptedRows {
  private readonly words: Uint32Array;
  private size = 0;

  constructor(count: number) {
    this.words = new Uint32Array(Math.ceil(count / 32));
  }

  add(row: number): void {
    this.words[row >> 5]! |= 1 << (row & 31);
    this.size++;
  }

  toSet(): RowSet {
    return { words: this.words, size: this.size };
  }
}

/** Null when the filter asks nothing. */
function testOf(table: PaperTable, filter: PaperFilter): RowTest | null {
  const conditions = conditionsOf(table, filter);
  const exceptions = exceptionsOf(table, filter.not ?? {});
  if (conditions.length === 0 && exceptions.length === 0) return null;
  return (row) => conditions.every((isMet) => isMet(row)) && !exceptions.some((isMet) => isMet(row));
}

/** What of the papers the filter compares, as far as gathering it takes long. */
function partsOf({ not = {}, ...filter }: PaperFilter): TablePart[] {
  const asked = [filter, not];
  const isAsked = (list: readonly unknown[] | undefined): boolean => list !== undefined && list.length > 0;
  const fields = (['venues', 'categories', 'authors'] as const).filter((field) =>
    asked.some((conditions) => isAsked(conditions[field])),
  );
  const isOfTitles = asked.some(({ titles }) => isAsked(titles));
  const isOfTexts = asked.some(({ phrases }) => isAsked(phrases)) || isAsked(filter.without);
  const columns = asked.flatMap(({ columns = {} }) => Object.keys(columns));
  return [
    ...fields.map((field): TablePart => ({ field: field === 'venues' ? 'venue' : field })),
    ...columns.map((column): TablePart => ({ column })),
    ...(isOfTitles ? ['titles' as const] : []),
    ...(isOfTexts ? ['texts' as const] : []),
  ];
}
