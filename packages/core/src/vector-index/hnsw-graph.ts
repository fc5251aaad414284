import { ExplorerError } from '../errors.ts';
import type { VectorMatrix } from '../math/matrix.ts';
import type { TopK } from '../math/top-k.ts';
import type { Pace } from '../task.ts';
import { type HnswParameters, writeGraphVector } from './hnsw-parameters.ts';
import { Twins } from './twins.ts';
import type { VectorTable } from './vector-table.ts';

/** What is used of hnswlib-node's `HierarchicalNSW`. It takes plain arrays only: a Float32Array throws. */
export interface NativeGraph {
  initIndex(maxElements: number, M: number, efConstruction: number, randomSeed: number): void;
  resizeIndex(maxElements: number): void;
  addPoint(point: number[], label: number): void;
  searchKnn(
    query: number[],
    k: number,
    filter?: (label: number) => boolean,
  ): { neighbors: number[]; distances: number[] };
  setEf(ef: number): void;
  getMaxElements(): number;
  getCurrentCount(): number;
  readIndex(path: string): Promise<boolean>;
  writeIndex(path: string): Promise<boolean>;
}

/** Candidates taken from the graph beyond twice those wanted; each costs one comparison. */
const SPARE = 16;

/**
 * A native graph over the slots of a {@link VectorTable}; labels are slots. Each different vector is in the graph once
 * ({@link Twins}), and its twins are found through it.
 *
 * Removed rows are filtered out here. hnswlib's own `markDelete` is not used: an insertion that meets only marked
 * elements reads from an empty list, and one under a label that is marked rewires the graph.
 */
export class HnswGraph {
  readonly table: VectorTable;
  readonly native: NativeGraph;
  private readonly twins: Twins;
  /** Labels of the native graph's elements, in their order. */
  private readonly present = new Set<number>();
  private readonly scratch: number[];
  /** Slots of the table that stand in the graph, as leader or twin: all but those being added just now. */
  private inserted = 0;

  constructor(table: VectorTable, native: NativeGraph) {
    this.table = table;
    this.native = native;
    this.twins = new Twins((slot) => table.vectorAt(slot), table.size);
    this.scratch = new Array<number>(table.dimension).fill(0);
  }

  /** Different vectors in the graph. */
  get elementCount(): number {
    return this.twins.leaderCount;
  }

  /** A new native graph with room for `capacity` vectors. */
  init(capacity: number, { M, efConstruction, seed }: HnswParameters): void {
    // Room comes by resizing: an initIndex that finds no memory ends the process, a resizeIndex throws.
    this.native.initIndex(1, M, efConstruction, seed);
    this.reserve(capacity);
  }

  /** @throws ExplorerError INDEX_FULL when there is no memory for so many vectors; the graph is as it was. */
  reserve(capacity: number): void {
    const present = this.native.getMaxElements();
    if (capacity > present) this.resize(Math.max(capacity, present > 1 ? 2 * present : 0));
  }

  /** @throws ExplorerError INDEX_FULL as {@link reserve}, with room for no more than `capacity`. */
  resize(capacity: number): void {
    try {
      this.native.resizeIndex(capacity);
    } catch (cause) {
      throw fullError(`cannot grow to ${capacity} vectors`, cause);
    }
  }

  /**
   * Puts the table's slots up to its size into the graph, calling `onInsert` with each that is done. Leaders that were
   * {@link adopt}ed are there already.
   *
   * @throws ExplorerError INDEX_FULL, ABORTED
   */
  async insertAll(pace: Pace, onInsert?: (inserted: number) => void): Promise<void> {
    const { table, scratch, present } = this;
    while (this.inserted < table.size) {
      const slot = this.inserted++;
      if (this.twins.add() && !present.has(slot)) {
        writeGraphVector(table.vectorAt(slot), 0, table.metric, scratch);
        try {
          this.native.addPoint(scratch, slot);
        } catch (cause) {
          throw fullError(`cannot take in vector ${slot}`, cause);
        }
        present.add(slot);
      }
      onInsert?.(this.inserted);
      if (pace.isDue) await pace.rest();
    }
  }

  /** Takes over the elements of a native graph that was read from a checked file, before anything is inserted. */
  adopt(labels: Int32Array): void {
    for (const label of labels) this.present.add(label);
  }

  /** Labels of the native graph's elements, in the order in which they came. */
  listElements(): Int32Array {
    return Int32Array.from(this.present);
  }

  /** Which labels lead a group with one of `slots` in it, as the filter of a search. */
  filterOf(slots: Int32Array): (label: number) => boolean {
    const accepted = new Uint8Array(this.table.size);
    for (const slot of slots) if (slot < this.inserted) accepted[this.twins.leaderAt(slot)] = 1;
    return (label) => accepted[label] === 1;
  }

  /**
   * Pushes the rows that the graph finds near query row `query` with a candidate list of `ef`, all of them measured by
   * the table; `isFound` says which slots of a found group count. The graph is asked for more than `nearest` holds, so
   * that rows which its single precision confuses are put in order here. Fewer than there are may come of it.
   */
  searchNearest(
    queries: VectorMatrix,
    query: number,
    ef: number,
    nearest: TopK,
    filter: ((label: number) => boolean) | undefined,
    isFound: (slot: number) => boolean,
  ): void {
    const { table, twins, native, scratch } = this;
    const offset = query * queries.dimension;
    const squaredLength = table.squaredLength(queries.data, offset);
    // A query without direction is as far from everything: only a scan can say which rows come first.
    if (squaredLength === 0 && table.metric !== 'l2') return;
    writeGraphVector(queries.data, offset, table.metric, scratch);
    native.setEf(ef);
    const taken = Math.min(ef, 2 * nearest.capacity + SPARE, native.getCurrentCount());
    const { neighbors } = native.searchKnn(scratch, taken, filter);
    for (const leader of neighbors) {
      const distance = table.distanceTo(leader, queries.data, offset, squaredLength);
      for (let slot = leader; slot >= 0; slot = twins.next(slot)) {
        if (isFound(slot)) nearest.push(table.rowAt(slot), distance);
      }
    }
  }
}

function fullError(what: string, cause: unknown): ExplorerError {
  return new ExplorerError('INDEX_FULL', `the index ${what}; free memory, or use the exact index`, { cause });
}
