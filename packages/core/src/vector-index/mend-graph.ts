import { invertRows } from '../math/invert-rows.ts';
import type { VectorMatrix } from '../math/matrix.ts';
import { TopK } from '../math/top-k.ts';
import { type LongTask, Pace } from '../task.ts';
import { NearRows } from './near-rows.ts';
import type { NeighborTable } from './vector-index.ts';

/** The graph of the rows as they were, and which of them are still there. */
export interface GraphBefore {
  /**
   * Exact neighbours by cosine, ascending by distance and then row. A line may be padded with -1 and +Infinity: it then
   * says nothing of what lies beyond.
   */
  readonly graph: NeighborTable;
  /** For each row of the vectors the row that it was, with the same vector to the bit; -1 for a new one. */
  readonly rowBefore: Int32Array;
}

export interface MendGraphOptions {
  /** Neighbours that each row gets, ≥ 1. */
  readonly k: number;
  /** Further ones that are kept where they are known, so that the next change has fewer to look up; ≥ 0. */
  readonly reserve: number;
  /** Gives the exact neighbours of some rows among all, a line each. */
  readonly lookUp: (rows: Int32Array, k: number, task: LongTask) => Promise<NeighborTable>;
}

/**
 * The exact kNN graph after rows came and went, from the one before: its first min(k, count - 1) columns are to the bit
 * what looking up every row gives, the others are what is known of the next nearest, padded with -1 and +Infinity.
 *
 * An old line proves that whatever it does not name comes after its last entry. So of a row that is still there, the old
 * neighbours that are left and the new rows that come before that entry are its nearest, in order. Only new rows, and
 * old ones of which that leaves less than k, are looked up.
 *
 * @returns null when the rows that are still there stand in another order: the old order of equals proves nothing then
 * @throws ExplorerError ABORTED and whatever `lookUp` throws
 */
export async function mendKnnGraph(
  vectors: VectorMatrix,
  before: GraphBefore,
  { k, reserve, lookUp }: MendGraphOptions,
  task: LongTask = {},
): Promise<NeighborTable | null> {
  const { count } = vectors;
  const rowAfter = invertRows(before.rowBefore, before.graph.count);
  if (rowAfter === null) return null;
  const wanted = Math.min(k, count - 1);
  const width = Math.min(k + reserve, count - 1);
  const indices = new Int32Array(count * width).fill(-1);
  const distances = new Float32Array(count * width).fill(Number.POSITIVE_INFINITY);
  const graph = { indices, distances, count, k: width };
  if (width === 0) return graph;

  const fresh = rowsWhere(count, (row) => before.rowBefore[row]! < 0);
  const old = rowsWhere(count, (row) => before.rowBefore[row]! >= 0);
  // In threads, where there are any, while old lines are mended here.
  const looking = fresh.length > 0 ? lookUp(fresh, width, task) : null;
  looking?.catch(() => {});
  const pace = new Pace(task.signal, 'the kNN graph');
  await pace.rest();
  const news = await NearRows.over(vectors, fresh, width, pace);
  const merger = new LineMerger(before.graph, rowAfter, graph);
  const unsure: number[] = [];
  for (const row of old) {
    if (pace.isDue) await pace.rest();
    const line = before.rowBefore[row]!;
    const limit = furthestOf(before.graph, line);
    const near = fresh.length === 0 ? NOTHING : await news.nearestTo(row, limit, pace);
    if (merger.merge(row, line, near) < wanted) unsure.push(row);
  }

  const put = (rows: Int32Array, found: NeighborTable): void => {
    for (let i = 0; i < rows.length; i++) {
      indices.set(found.indices.subarray(i * width, (i + 1) * width), rows[i]! * width);
      distances.set(found.distances.subarray(i * width, (i + 1) * width), rows[i]! * width);
    }
  };
  if (looking !== null) put(fresh, await looking);
  const rest = Int32Array.from(unsure);
  if (rest.length > 0) put(rest, await lookUp(rest, width, task));
  return graph;
}

const NOTHING: NeighborTable = {
  indices: new Int32Array(0),
  distances: new Float32Array(0),
  count: 1,
  k: 0,
};

/** The distance of the last row that a line names; beyond it the line proves nothing. */
function furthestOf({ indices, distances, k }: NeighborTable, line: number): number {
  let end = (line + 1) * k;
  while (end > line * k && indices[end - 1]! < 0) end--;
  return end === line * k ? Number.NEGATIVE_INFINITY : distances[end - 1]!;
}

/** Writes the lines of rows that are still there. */
class LineMerger {
  private readonly before: NeighborTable;
  private readonly rowAfter: Int32Array;
  private readonly after: NeighborTable;
  private readonly nearest: TopK;

  constructor(before: NeighborTable, rowAfter: Int32Array, after: NeighborTable) {
    this.before = before;
    this.rowAfter = rowAfter;
    this.after = after;
    this.nearest = new TopK(after.k);
  }

  /** Line `line` of the graph before, and the new rows of `near`; how many neighbours are proven. */
  merge(row: number, line: number, near: NeighborTable): number {
    const { before, rowAfter, after, nearest } = this;
    nearest.clear();
    let furthest = Number.NEGATIVE_INFINITY;
    /** The last row at that distance that is still there. */
    let last = -1;
    for (let i = line * before.k; i < (line + 1) * before.k && before.indices[i]! >= 0; i++) {
      const distance = before.distances[i]!;
      const other = rowAfter[before.indices[i]!]!;
      if (distance > furthest) last = -1;
      furthest = distance;
      if (other < 0) continue;
      last = other;
      nearest.push(other, distance);
    }
    for (let i = 0; i < near.k; i++) {
      const other = near.indices[i]!;
      const distance = near.distances[i]!;
      // Of a last entry that is gone it is not known on which side of it an equal one would stand.
      const isProven = distance < furthest || (distance === furthest && other < last);
      if (other < 0 || !isProven) break;
      nearest.push(other, distance);
    }
    const proven = nearest.count;
    nearest.drain(after.indices, after.distances, row * after.k);
    return proven;
  }
}

function rowsWhere(count: number, isWanted: (row: number) => boolean): Int32Array {
  const rows = new Int32Array(count);
  let found = 0;
  for (let row = 0; row < count; row++) if (isWanted(row)) rows[found++] = row;
  return rows.slice(0, found);
}
