import { ExplorerError } from '../errors.ts';
import { cosineDistance, dot, type Metric, squaredL2 } from '../math/distance.ts';
import { assertFinite, findNonFinite, type VectorMatrix } from '../math/matrix.ts';
import { multiplyRows } from '../math/row-products.ts';
import { assertShape, assertVectors } from './neighbor-table.ts';
import { hasRow } from './row-set.ts';
import type { RowSet } from './vector-index.ts';

const WHAT = 'vectors to index';

/**
 * The vectors of an index and their row numbers, in slots: the s-th vector that came stands in slot s. Slots are only
 * ever appended, and a removed row leaves a dead slot behind, so that a search that gave way to the event loop goes on
 * over what it began with.
 */
export class VectorTable {
  readonly metric: Metric;
  readonly dimension: number;
  /** Slots in use, dead ones included. */
  size = 0;
  /** Rows that can be found. */
  live = 0;
  private data: Float32Array;
  private rows: Int32Array;
  private alive: Uint8Array;
  /** Squared length of each slot's vector; kept for cosine only. */
  private squared: Float64Array;
  /** Made when rows first come or go: a table that is only searched never pays for it. */
  private slotOfRow: Map<number, number> | undefined;
  /** What {@link liveSlots} gave last without a filter. A change makes it another one: a search goes on over the old. */
  private allLive: Int32Array | undefined;

  /** @throws ExplorerError INVALID_ARGUMENT */
  constructor(metric: Metric, dimension: number) {
    if (!Number.isInteger(dimension) || dimension < 1 || dimension > 65_536) {
      throw new ExplorerError(
        'INVALID_ARGUMENT',
        `got a dimension of ${dimension}; expected an integer of 1 to 65,536`,
        { details: { dimension } },
      );
    }
    if (metric !== 'cosine' && metric !== 'ip' && metric !== 'l2') {
      throw new ExplorerError('INVALID_ARGUMENT', `got the metric ${metric}; expected cosine, ip or l2`, {
        details: { metric },
      });
    }
    this.metric = metric;
    this.dimension = dimension;
    this.data = new Float32Array(0);
    this.rows = new Int32Array(0);
    this.alive = new Uint8Array(0);
    this.squared = new Float64Array(0);
  }

  /** A table over `vectors`, whose values are shared and must not change while the table is in use. */
  static over(vectors: VectorMatrix, metric: Metric, rows?: Int32Array): VectorTable {
    const table = new VectorTable(metric, vectors.dimension);
    const isMeasured = metric === 'cosine';
    if (rows !== undefined) table.assertAddable(rows, vectors);
    else if (isMeasured) assertShape(vectors, vectors.dimension, WHAT);
    else assertVectors(vectors, vectors.dimension, WHAT);
    const named = rows?.slice() ?? Int32Array.from({ length: vectors.count }, (_, row) => row);
    table.data = vectors.data;
    table.rows = named;
    table.alive = new Uint8Array(named.length).fill(1);
    table.squared = new Float64Array(isMeasured ? named.length : 0);
    table.size = named.length;
    table.live = named.length;
    table.measureLengths(0);
    // A vector's length is finite where its values are.
    if (findNonFinite(table.squared) >= 0) assertFinite(vectors, WHAT);
    return table;
  }

  /** @throws ExplorerError DIMENSION_MISMATCH, INVALID_ARGUMENT; the table is as it was. */
  assertAddable(rows: Int32Array, vectors: VectorMatrix): void {
    if (rows.length !== vectors.count) {
      throw new ExplorerError(
        'DIMENSION_MISMATCH',
        `got ${rows.length} row numbers for ${vectors.count} vectors; expected one each`,
        { details: { rows: rows.length, vectors: vectors.count } },
      );
    }
    assertVectors(vectors, this.dimension, 'vectors to add');
    const slots = this.size === 0 ? undefined : this.slotMap();
    const seen = new Set<number>();
    for (const row of rows) {
      if (row < 0) throw badRow(row, 'expected row numbers of at least 0');
      if (slots?.has(row)) throw badRow(row, 'it is in the index already; remove it first');
      if (seen.has(row)) throw badRow(row, 'it stands twice in this call; name each row once');
      seen.add(row);
    }
  }

  /** Appends what {@link assertAddable} has let pass; the first of the new slots is the `size` before. */
  append(rows: Int32Array, vectors: VectorMatrix): void {
    const from = this.size;
    this.reserve(from + rows.length);
    this.data.set(vectors.data, from * this.dimension);
    this.rows.set(rows, from);
    this.alive.fill(1, from, from + rows.length);
    const slots = this.slotMap();
    for (let i = 0; i < rows.length; i++) slots.set(rows[i]!, from + i);
    this.size += rows.length;
    this.live += rows.length;
    this.allLive = undefined;
    this.measureLengths(from);
  }

  /** @throws ExplorerError INVALID_ARGUMENT when a row is not there or stands twice; nothing has been removed then. */
  remove(rows: Int32Array): void {
    const slots = this.slotMap();
    const seen = new Set<number>();
    for (const row of rows) {
      if (!slots.has(row)) throw badRow(row, 'it is not in the index; remove only rows that are there');
      if (seen.has(row)) throw badRow(row, 'it stands twice in this call; name each row once');
      seen.add(row);
    }
    for (const row of rows) {
      this.alive[slots.get(row)!] = 0;
      slots.delete(row);
    }
    this.live -= rows.length;
    this.allLive = undefined;
  }

  /** A copy without the dead slots, in the same order. */
  compacted(): VectorTable {
    const table = new VectorTable(this.metric, this.dimension);
    const slots = this.liveSlots();
    const data = new Float32Array(slots.length * this.dimension);
    const rows = new Int32Array(slots.length);
    for (let i = 0; i < slots.length; i++) {
      data.set(this.vectorAt(slots[i]!), i * this.dimension);
      rows[i] = this.rows[slots[i]!]!;
    }
    table.append(rows, { data, count: slots.length, dimension: this.dimension });
    return table;
  }

  /** True when the dead slots are worth a {@link compacted} copy: more than half of at least 64. */
  get isWasteful(): boolean {
    return this.size >= 64 && this.live * 2 < this.size;
  }

  /** The slots that can be found, ascending; of `accept` alone when it is given. To be read only. */
  liveSlots(accept?: RowSet): Int32Array {
    if (accept === undefined && this.allLive !== undefined) return this.allLive;
    const slots = new Int32Array(this.live);
    let count = 0;
    for (let slot = 0; slot < this.size; slot++) {
      if (this.alive[slot] === 1 && (accept === undefined || hasRow(accept, this.rows[slot]!)))
        slots[count++] = slot;
    }
    if (accept === undefined) this.allLive = slots;
    return slots.subarray(0, count);
  }

  /** The vectors of all slots as one matrix: a view, to be read only. */
  toMatrix(): VectorMatrix {
    const { dimension } = this;
    return { data: this.data.subarray(0, this.size * dimension), count: this.size, dimension };
  }

  isLive(slot: number): boolean {
    return this.alive[slot] === 1;
  }

  rowAt(slot: number): number {
    return this.rows[slot]!;
  }

  /** A view: no copy. */
  vectorAt(slot: number): Float32Array {
    return this.data.subarray(slot * this.dimension, (slot + 1) * this.dimension);
  }

  /** Squared length of a query as {@link distanceTo} wants it. */
  squaredLength(data: Float32Array, offset: number): number {
    return dot(data, offset, data, offset, this.dimension);
  }

  /** Squared lengths of the slots' vectors, for cosine only: a view, to be read only. */
  squaredLengths(): Float64Array {
    return this.squared;
  }

  /**
   * Distance of the query that starts at `data[offset]` to a slot's vector, rounded to single precision as it is handed
   * out: rows that look equally far are ordered by row. Every index measures here, so that all agree to the bit.
   */
  distanceTo(slot: number, data: Float32Array, offset: number, squaredLength: number): number {
    const { dimension } = this;
    const at = slot * dimension;
    if (this.metric === 'l2') return Math.fround(squaredL2(data, offset, this.data, at, dimension));
    const product = dot(data, offset, this.data, at, dimension);
    return this.distanceOf(slot, product, squaredLength);
  }

  /** The same to the slots `from` to `to` (exclusive), to the bit, several times as fast; the first goes to `out[0]`. */
  distancesTo(
    from: number,
    to: number,
    data: Float32Array,
    offset: number,
    squaredLength: number,
    out: Float64Array,
  ): void {
    if (this.metric === 'l2') {
      for (let slot = from; slot < to; slot++) {
        out[slot - from] = this.distanceTo(slot, data, offset, squaredLength);
      }
      return;
    }
    multiplyRows(data, offset, this.data, this.dimension, from, to, out);
    for (let slot = from; slot < to; slot++) {
      out[slot - from] = this.distanceOf(slot, out[slot - from]!, squaredLength);
    }
  }

  private distanceOf(slot: number, product: number, squaredLength: number): number {
    if (this.metric === 'ip') return Math.fround(1 - product);
    return Math.fround(cosineDistance(product, squaredLength, this.squared[slot]!));
  }

  private slotMap(): Map<number, number> {
    if (this.slotOfRow === undefined) {
      this.slotOfRow = new Map();
      for (let slot = 0; slot < this.size; slot++) this.slotOfRow.set(this.rows[slot]!, slot);
    }
    return this.slotOfRow;
  }

  private measureLengths(from: number): void {
    if (this.metric !== 'cosine') return;
    for (let slot = from; slot < this.size; slot++) {
      this.squared[slot] = this.squaredLength(this.data, slot * this.dimension);
    }
  }

  private reserve(size: number): void {
    if (size <= this.rows.length) return;
    const capacity = Math.max(size, 2 * this.rows.length);
    const { data, rows, alive, squared } = this;
    this.data = new Float32Array(capacity * this.dimension);
    this.data.set(data);
    this.rows = new Int32Array(capacity);
    this.rows.set(rows);
    this.alive = new Uint8Array(capacity);
    this.alive.set(alive);
    if (this.metric !== 'cosine') return;
    this.squared = new Float64Array(capacity);
    this.squared.set(squared);
  }
}

function badRow(row: number, todo: string): ExplorerError {
  return new ExplorerError('INVALID_ARGUMENT', `got row ${row}; ${todo}`, { details: { row } });
}
