import { ExplorerError } from '../errors.ts';
import { type LongTask, Pace } from '../task.ts';
import type { NeighborTable } from '../vector-index/vector-index.ts';
import { findMapNeighbors } from './map-neighbors.ts';
import type { Projection } from './projection.ts';

/** How many of what is truly near a map keeps near. */
export interface KeptNeighbors {
  /** Neighbours that were looked at: the option, or as many as there are where that is less. */
  readonly k: number;
  /** For each paper, the share of its k nearest in the graph that are among its k nearest on the map, in [0, 1]. */
  readonly keptByPaper: Float32Array;
  /** Mean of {@link keptByPaper}; 1 of no papers. */
  readonly keptNeighbors: number;
}

export interface KeptNeighborsOptions {
  /** Neighbours looked at, an integer ≥ 1; at most those of the graph are there. Default 10. */
  readonly k?: number | undefined;
}

/**
 * The neighbours that a map keeps, paper by paper: the part of {@link measureProjection} that needs no vectors, only their
 * kNN graph, self left out. Equal distances are ranked by row.
 *
 * @throws ExplorerError DIMENSION_MISMATCH (graph and map do not speak of the same papers), INVALID_ARGUMENT (k), ABORTED
 */
export async function measureKeptNeighbors(
  graph: NeighborTable,
  projection: Projection,
  options: KeptNeighborsOptions = {},
  task: LongTask = {},
): Promise<KeptNeighbors> {
  const { count } = projection;
  if (graph.count !== count) {
    throw new ExplorerError(
      'DIMENSION_MISMATCH',
      `got a graph of ${graph.count} papers for a map of ${count}; expected the graph that the map was made from`,
      { details: { expected: count, actual: graph.count } },
    );
  }
  const asked = options.k ?? 10;
  if (!Number.isInteger(asked) || asked < 1)
    throw new ExplorerError('INVALID_ARGUMENT', `got k ${asked}; expected an integer of 1 or more`);
  const k = Math.max(0, Math.min(asked, count - 1, graph.k));
  const keptByPaper = await countKept(graph, projection, k, new Pace(task.signal, 'the map’s measuring'));
  const keptNeighbors = count === 0 ? 1 : keptByPaper.reduce((sum, share) => sum + share, 0) / count;
  return { k, keptByPaper, keptNeighbors };
}

/** Rows compared between two looks at the clock. */
const ROWS_PER_LOOK = 256;

async function countKept(
  graph: NeighborTable,
  projection: Projection,
  k: number,
  pace: Pace,
): Promise<Float32Array> {
  const kept = new Float32Array(graph.count).fill(1);
  if (k === 0) return kept;
  const onMap = await findMapNeighbors(projection, k, pace);
  for (let row = 0; row < graph.count; row++) {
    if (row % ROWS_PER_LOOK === 0 && pace.isDue) await pace.rest();
    const near = onMap.subarray(row * k, (row + 1) * k);
    let shared = 0;
    for (let j = row * graph.k; j < row * graph.k + k; j++) {
      if (near.includes(graph.indices[j]!)) shared++;
    }
    kept[row] = shared / k;
  }
  return kept;
}
