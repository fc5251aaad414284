import type { Paper } from 'paper-atlas';
import type { PlainError } from '../search/plain-error.ts';
import type { PaperRecord } from './paper-record.ts';
import { openAtlasOf, selectedRow } from './papers.ts';
import type { ExplorerState } from './state.ts';

/** Of by far more papers than are seen at once nothing is kept but the card. */
const MAX_RECORDS = 400;

/** A whole paper; null until it is read, and where it cannot be. */
export function recordOf(state: ExplorerState, row: number): Paper | null {
  const whole = openAtlasOf(state)?.whole?.[row];
  if (whole !== undefined) return whole;
  const record = state.records.get(row);
  return record !== undefined && 'paper' in record ? record.paper : null;
}

/** Why a paper cannot be read; null where it can, or nobody has tried. */
export function recordErrorOf({ records }: ExplorerState, row: number): PlainError | null {
  const record = records.get(row);
  return record !== undefined && 'error' in record ? record.error : null;
}

/** Rows of the papers that are looked at and not read yet, the open one first. */
export function unreadRows(state: ExplorerState): readonly number[] {
  const atlas = openAtlasOf(state);
  if (atlas === null || atlas.whole !== null) return [];
  const selected = selectedRow(state);
  const seen = selected === null ? state.inView : [selected, ...state.inView];
  return seen.filter((row) => !state.records.has(row));
}

/** Adds what was read; what was read longest ago makes room. */
export function withRecords(
  { records }: Pick<ExplorerState, 'records'>,
  read: ReadonlyMap<number, PaperRecord>,
): ReadonlyMap<number, PaperRecord> {
  const kept = [...records].filter(([row]) => !read.has(row));
  return new Map([...kept, ...read].slice(-MAX_RECORDS));
}
