import { ExplorerError } from '../errors.ts';
import type { Metric } from '../math/distance.ts';
import type { VectorMatrix } from '../math/matrix.ts';
import { TopK } from '../math/top-k.ts';
import { Pace } from '../task.ts';
import { CodeScan } from './code-scan.ts';
import { assertVectors, createNeighborTable } from './neighbor-table.ts';
import { VectorCodes } from './vector-codes.ts';
import type { MutableVectorIndex, NeighborTable, VectorSearchOptions } from './vector-index.ts';
import { VectorTable } from './vector-table.ts';

export interface ExactIndexOptions {
  /** Default `cosine`. Vectors need not be of unit length; one of length zero is at cosine distance 1 from everything. */
  readonly metric?: Metric | undefined;
  /** Row number of each vector, ≥ 0 and different; default 0, 1, 2… */
  readonly rows?: Int32Array | undefined;
}

/**
 * The exact index: no row that it leaves out is nearer than one that it gives, and rows at one distance are ordered by
 * row. It is the oracle of every other index, and works wherever JavaScript does.
 *
 * A search compares the query with every vector, at about 0.1 µs a vector of 384 values. An index that is asked again and
 * again by cosine makes itself a copy at a byte a value ({@link VectorCodes}, 420 bytes a vector of 384 values), which proves
 * of most rows at a sixth of that cost that they are too far; the others are measured. The answers are the same to the
 * bit. Without WebAssembly, SIMD or memory for it, searches take 0.4 µs a vector, and again nothing else changes.
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
 * Pushes every one of `slots` (ascending) into `nearest` by its distance to query row `query`; gives way as `pace` asks.
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
  const distances = new Float64Array(SCAN_STEP);
  for (let from = 0; from < slots.length; from += SCAN_STEP) {
    if (pace.isDue) await pace.rest();
    const to = Math.min(from + SCAN_STEP, slots.length);
    const first = slots[from]!;
    const isRun = slots[to - 1]! - first === to - 1 - from;
    if (isRun) table.distancesTo(first, first + to - from, queries.data, offset, squaredLength, distances);
    for (let i = from; i < to; i++) {
      const slot = slots[i]!;
      if (!table.isLive(slot)) continue;
      const distance = isRun
        ? distances[i - from]!
        : table.distanceTo(slot, queries.data, offset, squaredLength);
      if (distance <= nearest.worst) nearest.push(table.rowAt(slot), distance);
    }
  }
}

/** Vectors between two looks at the clock. */
const SCAN_STEP = 512;

/** Queries after which the codes are made: making them takes as long as these save, among 20,000 vectors or more. */
const CODES_AFTER = 64;
/**
 * Codes are bounded in runs of rows, whether all of them are asked for or not: this many rows take as long as one measured
 * by its floats alone.
 */
const ROWS_A_MEASURE = 16;
/** An answer that is this part of what can be found, or more, takes as many measures as a scan of the floats. */
const CODES_SHARE = 0.25;

class ExactIndex implements MutableVectorIndex {
  readonly metric: Metric;
  readonly dimension: number;
  private table: VectorTable | undefined;
  /** Of the table's slots; null where there can be none. */
  private codes: VectorCodes | null | undefined;
  private asked = 0;

  constructor(table: VectorTable) {
    this.metric = table.metric;
    this.dimension = table.dimension;
    this.table = table;
    if (table.metric !== 'cosine') this.codes = null;
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
    this.asked += queries.count;
    const isForCodes =
      nearest.capacity <= CODES_SHARE * slots.length && slots.length * ROWS_A_MEASURE >= table.size;
    const codes = isForCodes ? await this.makeCodes(table, pace) : undefined;
    const scan = codes && new CodeScan(table, codes, nearest, options.accept);
    for (let query = 0; query < queries.count; query++) {
      const hasDirection = table.squaredLength(queries.data, query * queries.dimension) > 0;
      if (scan && hasDirection) await scan.search(queries, query, pace);
      else await scanSlots(table, slots, queries, query, nearest, pace);
      nearest.drain(found.indices, found.distances, query * k);
    }
    return found;
  }

  async add(rows: Int32Array, vectors: VectorMatrix): Promise<void> {
    const table = this.openTable();
    table.assertAddable(rows, vectors);
    if (table.isWasteful) {
      this.table = table.compacted();
      this.codes = this.codes && undefined;
    }
    this.openTable().append(rows, vectors);
  }

  async remove(rows: Int32Array): Promise<void> {
    this.openTable().remove(rows);
  }

  async dispose(): Promise<void> {
    this.table = undefined;
    this.codes = undefined;
  }

  /** Codes of all of the table's slots, when they are worth making and can be had. */
  private async makeCodes(table: VectorTable, pace: Pace): Promise<VectorCodes | undefined> {
    if (this.codes === undefined && this.asked >= CODES_AFTER) {
      this.codes = VectorCodes.create(table.dimension) ?? null;
    }
    const { codes } = this;
    if (!codes) return undefined;
    const { size } = table;
    if (!codes.reserve(size)) {
      this.codes = null;
      return undefined;
    }
    // Searches that run at once append in turn, each from where another has come.
    while (codes.size < size) {
      if (pace.isDue) await pace.rest();
      codes.append(table.toMatrix(), table.squaredLengths(), Math.min(size, codes.size + SCAN_STEP));
    }
    return codes;
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
