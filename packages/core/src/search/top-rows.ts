import { hasRow } from '../vector-index/row-set.ts';
import type { RowSet } from '../vector-index/vector-index.ts';

export interface TopRowsOptions {
  /** Rows at most. */
  readonly limit: number;
  /** Rows that may be in the list; null for all. */
  readonly accept: RowSet | null;
  /** Rows that are left out though accepted. */
  readonly leaveOut: ReadonlySet<number>;
  /** Only rows with a value above 0 here; null for all. */
  readonly positive?: ArrayLike<number> | null | undefined;
}

/** The accepted rows, best first, equal scores by row, and how many there are without the limit. */
export function takeTopRows(
  scores: Float64Array,
  { limit, accept, leaveOut, positive = null }: TopRowsOptions,
): { readonly rows: Int32Array; readonly total: number } {
  const candidates = new Int32Array(scores.length);
  let total = 0;
  for (let row = 0; row < scores.length; row++) {
    if (accept !== null && !hasRow(accept, row)) continue;
    if (positive !== null && !(positive[row]! > 0)) continue;
    if (leaveOut.size > 0 && leaveOut.has(row)) continue;
    candidates[total++] = row;
  }
  const rows = candidates.subarray(0, total);
  const byScore = (a: number, b: number): number => scores[b]! - scores[a]! || a - b;
  if (limit < total / 4) return { rows: selectTop(rows, scores, limit).sort(byScore), total };
  return { rows: sortRows(rows, scores, byScore).slice(0, Math.min(limit, total)), total };
}

/** So many intervals of scores, for as many rows. */
const MAX_INTERVALS = 2 ** 16;

/**
 * The rows by `byScore`, which orders by falling scores: they are put into even intervals of the scores first, so that each
 * is compared with the few others of its interval alone.
 */
function sortRows(
  rows: Int32Array,
  scores: Float64Array,
  byScore: (a: number, b: number) => number,
): Int32Array<ArrayBuffer> {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const row of rows) {
    const score = scores[row]!;
    if (score < least) least = score;
    if (score > most) most = score;
  }
  const intervals = Math.min(MAX_INTERVALS, rows.length);
  const scale = (intervals - 1) / (most - least);
  // All equal, hardly apart, or without end: nothing to make intervals of.
  if (!(scale > 0 && Number.isFinite(scale))) return new Int32Array(rows).sort(byScore);
  const starts = new Uint32Array(intervals + 1);
  for (const row of rows) starts[Math.floor((most - scores[row]!) * scale) + 1]!++;
  for (let at = 0; at < intervals; at++) starts[at + 1]! += starts[at]!;
  const next = starts.slice();
  const sorted = new Int32Array(rows.length);
  for (const row of rows) sorted[next[Math.floor((most - scores[row]!) * scale)]!++] = row;
  for (let at = 0; at < intervals; at++) {
    const from = starts[at]!;
    const to = starts[at + 1]!;
    if (to - from > MAX_INSERTED) sorted.subarray(from, to).sort(byScore);
    else if (to - from > 1) insertRows(sorted, scores, from, to);
  }
  return sorted;
}

/** Intervals of more rows than this are sorted by a function. */
const MAX_INSERTED = 48;

/** Sorts a few of the rows, which stand by row: what is equal stays as it stands. */
function insertRows(rows: Int32Array, scores: Float64Array, from: number, to: number): void {
  for (let next = from + 1; next < to; next++) {
    const row = rows[next]!;
    const score = scores[row]!;
    let at = next;
    for (; at > from && scores[rows[at - 1]!]! < score; at--) rows[at] = rows[at - 1]!;
    rows[at] = row;
  }
}

/** The `limit` best of `rows` in no order: those above the worst that is kept, which a bounded heap finds. */
function selectTop(rows: Int32Array, scores: Float64Array, limit: number): Int32Array {
  const heap = rows.slice(0, limit);
  const isWorse = (a: number, b: number): boolean =>
    scores[a]! < scores[b]! || (scores[a]! === scores[b]! && a > b);
  const sink = (start: number): void => {
    let at = start;
    const row = heap[at]!;
    for (let child = 2 * at + 1; child < limit; child = 2 * at + 1) {
      if (child + 1 < limit && isWorse(heap[child + 1]!, heap[child]!)) child++;
      if (!isWorse(heap[child]!, row)) break;
      heap[at] = heap[child]!;
      at = child;
    }
    heap[at] = row;
  };
  for (let at = (limit >> 1) - 1; at >= 0; at--) sink(at);
  for (let i = limit; i < rows.length; i++) {
    if (!isWorse(heap[0]!, rows[i]!)) continue;
    heap[0] = rows[i]!;
    sink(0);
  }
  return heap;
}
