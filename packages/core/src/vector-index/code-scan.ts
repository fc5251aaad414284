import type { VectorMatrix } from '../math/matrix.ts';
import { TopK } from '../math/top-k.ts';
import type { Pace } from './pace.ts';
import { BOUNDS_STEP, type VectorCodes } from './vector-codes.ts';
import type { VectorTable } from './vector-table.ts';

/**
 * Finds the nearest of some slots by cosine, for one query after the other, and measures few of them. First the
 * similarity of every slot is bounded from above by its code; then the slots of the greatest bounds are measured; then
 * all whose bound reaches the least similarity found so far. No slot that is passed over can be among the nearest.
 */
export class CodeScan {
  /** Slots measured so far, over all queries. */
  measured = 0;
  private readonly table: VectorTable;
  private readonly codes: VectorCodes;
  private readonly slots: Int32Array;
  private readonly nearest: TopK;
  /** Of each of `slots`; NaN when it has been measured. */
  private readonly bounds: Float32Array;
  /** Positions in `slots` of the greatest bounds. */
  private readonly likely: TopK;
  private readonly positions: Int32Array;
  private readonly drained: Float32Array;

  /** `codes` are those of the table's slots; `slots` ascend; what is found goes into `nearest`. */
  constructor(table: VectorTable, codes: VectorCodes, slots: Int32Array, nearest: TopK) {
    this.table = table;
    this.codes = codes;
    this.slots = slots;
    this.nearest = nearest;
    this.bounds = new Float32Array(slots.length);
    this.likely = new TopK(nearest.capacity);
    this.positions = new Int32Array(nearest.capacity);
    this.drained = new Float32Array(nearest.capacity);
  }

  /**
   * Fills `nearest` for query row `query`. Slots that died meanwhile are passed over.
   *
   * @throws ExplorerError ABORTED
   */
  async search(queries: VectorMatrix, query: number, pace: Pace): Promise<void> {
    const { bounds, codes, likely, nearest, slots, table } = this;
    const offset = query * queries.dimension;
    const squaredLength = table.squaredLength(queries.data, offset);
    const code = squaredLength === 0 ? undefined : codes.encodeQuery(queries.data, offset, squaredLength);
    const slack = code?.slack ?? 0;

    for (let from = 0; from < slots.length; ) {
      if (pace.isDue) await pace.rest();
      const first = slots[from]!;
      const last = Math.min(first + BOUNDS_STEP, codes.size);
      const step = code && codes.boundSimilarities(code, first, last);
      for (; from < slots.length && slots[from]! < last; from++) {
        // Without a direction, a query is at similarity 0 to everything.
        const bound = step ? step[slots[from]! - first]! : 0;
        bounds[from] = bound;
        if (-bound < likely.worst) likely.push(from, -bound);
      }
    }

    const measure = (position: number): void => {
      bounds[position] = Number.NaN;
      const slot = slots[position]!;
      if (!table.isLive(slot)) return;
      this.measured++;
      nearest.push(table.rowAt(slot), table.distanceTo(slot, queries.data, offset, squaredLength));
    };
    likely.drain(this.positions, this.drained, 0);
    for (const position of this.positions) {
      if (pace.isDue) await pace.rest();
      measure(position);
    }
    for (let from = 0; from < slots.length; from += MEASURE_STEP) {
      if (pace.isDue) await pace.rest();
      const to = Math.min(from + MEASURE_STEP, slots.length);
      let least = 1 - nearest.worst - slack;
      for (let position = from; position < to; position++) {
        // Not so for NaN either.
        if (!(bounds[position]! >= least)) continue;
        measure(position);
        least = 1 - nearest.worst - slack;
      }
    }
  }
}

/** Slots between two looks at the clock: a millisecond and a half if all of them had to be measured. */
const MEASURE_STEP = 4096;
