import type { Pace } from '../task.ts';
import { RowQueue } from './row-queue.ts';
import type { NeighborTable } from './vector-index.ts';

/** Rows left behind between two looks at the clock. */
const ROWS_PER_LOOK = 64;
/** Places of the table read between two looks at the clock. */
const PLACES_PER_LOOK = 4096;

/**
 * The best paths from row `from`, as far as they were needed to settle the row `to`. For each row the one before it, itself
 * for `from`, and -1 where none leads. When `to` has no path all rows that can be reached have theirs; when it has one, the
 * rows on it have theirs, and what stands for others is of no meaning.
 *
 * The graph is the kNN graph without its directions: two rows are linked when either is among the other's k nearest. A link
 * costs the square of its distance, so that a path goes by many small steps rather than a large one; of paths that cost
 * the same the one of fewer steps is taken, so that copies of one vector are no detour.
 *
 * Sources: E. Dijkstra, "A note on two problems in connexion with graphs", Numerische Mathematik 1 (1959),
 * doi:10.1007/BF01386390. Powers of the distance: S. Hwang, S. Damelin, A. Hero, "Shortest path through random points",
 * arXiv:1202.0045, where the paths follow where points are dense, the more so the higher the power; the square of the
 * cosine distance is the fourth power of the chord between unit vectors. Why this power: docs/reading-paths.md.
 *
 * @throws ExplorerError ABORTED
 */
export async function findPaths(
  graph: NeighborTable,
  from: number,
  to: number,
  pace: Pace,
): Promise<Int32Array> {
  const { indices, distances, count, k } = graph;
  const incoming = await listIncoming(graph, pace);
  const previous = new Int32Array(count).fill(-1);
  const queue = new RowQueue(count);
  const visit = (row: number, other: number, distance: number): void => {
    const cost = queue.costs[row]! + distance * distance;
    if (queue.offer(other, cost, queue.stepsOf(row) + 1)) previous[other] = row;
  };
  queue.offer(from, 0, 0);
  previous[from] = from;
  for (let settled = 1; !queue.isEmpty; settled++) {
    if (settled % ROWS_PER_LOOK === 0 && pace.isDue) await pace.rest();
    const row = queue.take();
    if (row === to) break;
    for (let place = row * k; place < (row + 1) * k; place++) {
      if (indices[place]! >= 0) visit(row, indices[place]!, distances[place]!);
    }
    for (let at = incoming.offsets[row]!; at < incoming.offsets[row + 1]!; at++) {
      const place = incoming.places[at]!;
      visit(row, Math.floor(place / k), distances[place]!);
    }
  }
  return previous;
}

/** The rows of the path to `to`, both ends included; null when none leads there. */
export function tracePath(previous: Int32Array, to: number): Int32Array | null {
  if (previous[to]! < 0) return null;
  const rows = [to];
  for (let row = to; previous[row] !== row; row = previous[row]!) rows.push(previous[row]!);
  return Int32Array.from(rows.reverse());
}

/** For each row the places of the table where it stands as another's neighbour: those of row r at `[offsets[r], offsets[r + 1])`. */
async function listIncoming(
  { indices, count }: NeighborTable,
  pace: Pace,
): Promise<{ offsets: Int32Array; places: Int32Array }> {
  const offsets = new Int32Array(count + 1);
  for (let place = 0; place < indices.length; place++) {
    if (place % PLACES_PER_LOOK === 0 && pace.isDue) await pace.rest();
    if (indices[place]! >= 0) offsets[indices[place]! + 1]!++;
  }
  for (let row = 0; row < count; row++) offsets[row + 1]! += offsets[row]!;
  const places = new Int32Array(offsets[count]!);
  const free = offsets.slice(0, count);
  for (let place = 0; place < indices.length; place++) {
    if (place % PLACES_PER_LOOK === 0 && pace.isDue) await pace.rest();
    const row = indices[place]!;
    if (row >= 0) places[free[row]!++] = place;
  }
  return { offsets, places };
}
