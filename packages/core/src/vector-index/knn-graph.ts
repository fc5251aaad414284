import { ExplorerError } from '../errors.ts';
import type { Metric } from '../math/distance.ts';
import { selectRows, type VectorMatrix } from '../math/matrix.ts';
import type { LongTask } from '../task.ts';
import { createExactIndex } from './exact.ts';
import { assertVectors } from './neighbor-table.ts';
import type { NeighborTable, VectorIndex } from './vector-index.ts';

export interface KnnGraphOptions {
  /** Neighbours a row, ≥ 1; the graph has min(k, count - 1). */
  readonly k: number;
  /** The rows that are looked up; default all. The table has a line for each, in this order. */
  readonly rows?: Int32Array | undefined;
  /** Where the neighbours are looked up: row r of `vectors` under number r. Default an exact index, which takes count² comparisons. */
  readonly index?: VectorIndex | undefined;
  /** Handed on to the index; default the index's own. */
  readonly ef?: number | undefined;
  /** Metric of the default index; default `cosine`. A given index has its own. */
  readonly metric?: Metric | undefined;
}

/**
 * The nearest neighbours of every row, or of `rows`, itself left out: complete rows, ascending by distance and then row. Identical
 * vectors are neighbours like any others, at distance 0. Rows that an approximate index leaves short are looked up
 * exactly. The graph of 0 or 1 rows has k = 0.
 *
 * Progress is reported as stage `graph`, in rows.
 *
 * @throws ExplorerError INVALID_ARGUMENT, DIMENSION_MISMATCH, ABORTED
 */
export async function buildKnnGraph(
  vectors: VectorMatrix,
  options: KnnGraphOptions,
  task: LongTask = {},
): Promise<NeighborTable> {
  const { signal, onProgress } = task;
  const { rows } = options;
  const count = rows?.length ?? vectors.count;
  const exact = createExactIndex(vectors, { metric: options.index?.metric ?? options.metric });
  const index = options.index ?? exact;
  assertVectors(vectors, index.dimension, 'vectors of the graph');
  assertArguments(options.k, vectors.count, index);
  const k = Math.max(0, Math.min(options.k, vectors.count - 1));
  const indices = new Int32Array(count * k);
  const distances = new Float32Array(count * k);
  const graph = { indices, distances, count, k };
  for (let from = 0; from < count && k > 0; from += KNN_BATCH_ROWS) {
    const to = Math.min(from + KNN_BATCH_ROWS, count);
    await fillKnnRows(graph, vectors, { from, to, rows, index, exact, ef: options.ef, signal });
    onProgress?.({ stage: 'graph', done: to, total: count });
  }
  await exact.dispose();
  return graph;
}

/** Rows that are looked up at a time. */
export const KNN_BATCH_ROWS = 256;

/** What {@link fillKnnRows} looks up, and where. */
export interface KnnRows {
  /** First line of the graph. */
  readonly from: number;
  /** Line after the last. */
  readonly to: number;
  /** The row of each line; default the line's own number. */
  readonly rows?: Int32Array | undefined;
  /** Row r of the vectors under number r. */
  readonly index: VectorIndex;
  /** Asked for rows that `index` leaves short. */
  readonly exact: VectorIndex;
  readonly ef?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Writes the neighbours of some rows into their lines of `graph`, whose arrays may be shared with other threads.
 *
 * @throws ExplorerError ABORTED
 */
export async function fillKnnRows(
  graph: NeighborTable,
  vectors: VectorMatrix,
  { from, to, rows, index, exact, ef, signal }: KnnRows,
): Promise<void> {
  const { data, dimension } = vectors;
  const queriesOf = (first: number, end: number): VectorMatrix =>
    rows === undefined
      ? { data: data.subarray(first * dimension, end * dimension), count: end - first, dimension }
      : selectRows(vectors, rows.subarray(first, end));
  const found = await index.search(queriesOf(from, to), graph.k + 1, { ef, signal });
  for (let line = from; line < to; line++) {
    const row = rows?.[line] ?? line;
    if (takeNeighbors(found, line - from, row, graph, line)) continue;
    const all = await exact.search(queriesOf(line, line + 1), graph.k + 1, { signal });
    takeNeighbors(all, 0, row, graph, line);
  }
}

/** Copies what was found for `row` into its line, without the row itself; false when it is not enough. */
function takeNeighbors(
  found: NeighborTable,
  query: number,
  row: number,
  graph: NeighborTable,
  line: number,
): boolean {
  const { k } = graph;
  let taken = 0;
  for (let i = query * found.k; i < (query + 1) * found.k && taken < k; i++) {
    const neighbor = found.indices[i]!;
    if (neighbor === row) continue;
    if (neighbor < 0) return false;
    graph.indices[line * k + taken] = neighbor;
    graph.distances[line * k + taken] = found.distances[i]!;
    taken++;
  }
  return taken === k;
}

function assertArguments(k: number, count: number, index: VectorIndex): void {
  if (!Number.isInteger(k) || k < 1) {
    throw new ExplorerError('INVALID_ARGUMENT', `got k = ${k}; expected an integer of at least 1`, {
      details: { k },
    });
  }
  if (index.count !== count) {
    throw new ExplorerError(
      'INVALID_ARGUMENT',
      `got an index of ${index.count} rows for ${count} vectors; expected the index of these vectors`,
      { details: { expected: count, actual: index.count } },
    );
  }
}
