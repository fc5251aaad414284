import { ExplorerError } from '../errors.ts';
import type { Metric } from '../math/distance.ts';
import type { VectorMatrix } from '../math/matrix.ts';
import { TopK } from '../math/top-k.ts';
import { Pace } from '../task.ts';
import { assertVectors, createNeighborTable } from './neighbor-table.ts';
import type { MutableVectorIndex, NeighborTable, VectorSearchOptions } from './vector-index.ts';
import { VectorTable } from './vector-table.ts';

export interface ExactIndexOptions {
  /** Default `cosine`. Vectors need not be of unit length; one of length zero is at cosine distance 1 from everything. */
  readonly metric?: Metric | undefined;
  /** Row number of each vector, ≥ 0 and different; default 0, 1, 2… */
  readonly rows?: Int32Array | undefined;
}

/**
 * The exact index: every vector is compared with every query, and rows at one distance are ordered by row. It is the
 * oracle of every other index, and works wherever JavaScript does: about 0.35 µs a vector of 384 values.
 *
 * `vectors` are shared, not copied, and must not change while the index is in use. Searches give the event loop a turn
 * every few milliseconds.
 *
 * @throws ExplorerError DIMENSION_MISMATCH, INVALID_ARGUMENT
 */
export function createExactIndex(vectors: VectorMatrix, options: ExactIndexOptions = {}): MutableVectorIndex {
  return new ExactIndex(VectorTable.over(vectors, options.metric ?? 'cosine', options.rows));
}

/**
 * Pushes every one of `slots` into `nearest` by its distance to query row `query`; gives way as `pace` asks.
 * Slots that died meanwhile are passed over.
 *
 * @throws ExplorerError ABORTED
 */
export async function scanSlots(
  table: VectorTable,
  slots: Int32Array,
  queries: VectorMatrix,
  query: number,
  nearest: TopK,
  pace: Pace,
): Promise<void> {
  const offset = query * queries.dimension;
  const squaredLength = table.squaredLength(queries.data, offset);
  for (let from = 0; from < slots.length; from += SCAN_STEP) {
    if (pace.isDue) await pace.rest();
    const to = Math.min(from + SCAN_STEP, slots.length);
    for (let i = from; i < to; i++) {
      const slot = slots[i]!;
      if (!table.isLive(slot)) continue;
      nearest.push(table.rowAt(slot), table.distanceTo(slot, queries.data, offset, squaredLength));
    }
  }
}

/** Vectors between two looks at the clock. */
const SCAN_STEP = 512;

class ExactIndex implements MutableVectorIndex {
  readonly metric: Metric;
  readonly dimension: number;
  private table: VectorTable | undefined;

  constructor(table: VectorTable) {
    this.metric = table.metric;
    this.dimension = table.dimension;
    this.table = table;
  }

  get count(): number {
    return this.table?.live ?? 0;
  }

  async search(queries: VectorMatrix, k: number, options: VectorSearchOptions = {}): Promise<NeighborTable> {
    const table = this.openTable();
    assertVectors(queries, this.dimension, 'queries');
    const found = createNeighborTable(queries.count, k);
    const pace = new Pace(options.signal, 'the search');
    const slots = table.liveSlots(options.accept);
    const nearest = new TopK(Math.min(k, slots.length));
    for (let query = 0; query < queries.count; query++) {
      await scanSlots(table, slots, queries, query, nearest, pace);
      nearest.drain(found.indices, found.distances, query * k);
    }
    return found;
  }

  async add(rows: Int32Array, vectors: VectorMatrix): Promise<void> {
    const table = this.openTable();
    table.assertAddable(rows, vectors);
    const roomy = table.isWasteful ? table.compacted() : table;
    roomy.append(rows, vectors);
    this.table = roomy;
  }

  async remove(rows: Int32Array): Promise<void> {
    this.openTable().remove(rows);
  }

  async dispose(): Promise<void> {
    this.table = undefined;
  }

  private openTable(): VectorTable {
    if (this.table === undefined) throw disposedError();
    return this.table;
  }
}

/** What every use of a disposed index throws. */
export function disposedError(): ExplorerError {
  return new ExplorerError(
    'INDEX_UNAVAILABLE',
    'the index has been disposed; create or open it again before it is used',
  );
}
