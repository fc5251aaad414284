import type { VectorMatrix } from '../math/matrix.ts';
import { TopK } from '../math/top-k.ts';
import type { Pace } from '../task.ts';
import { hasRow } from './row-set.ts';
import { ESTIMATE_STEP, type QueryCodes, type VectorCodes } from './vector-codes.ts';
import type { RowSet } from './vector-index.ts';
import type { VectorTable } from './vector-table.ts';

/**
 * Finds the nearest of a table's slots by cosine, for one query after the other, and measures few of them.
 *
 * The similarity of every slot is estimated by its codes; no estimate is off by more than a known error e. When k slots
 * are estimated at t or more, the k-th similarity is at least t - e, and a slot estimated below t - 2e is farther than
 * that: it is passed over, and the others are candidates. Of these the k of the greatest estimates are measured first,
 * then all that may still be as near as the k-th of those. So what is found is what measuring every slot would find.
 */
export class CodeScan {
  /** Slots measured so far, over all queries. */
  measured = 0;
  private readonly table: VectorTable;
  private readonly codes: VectorCodes;
  private readonly nearest: TopK;
  private readonly accept: RowSet | undefined;
  /** Slots that are looked at: those the table had when this was made. */
  private readonly size: number;
  private candidates = new Int32Array(2 * ESTIMATE_STEP);
  /** Of each candidate; NaN when it has been measured. */
  private estimates = new Float32Array(2 * ESTIMATE_STEP);
  private candidateCount = 0;
  /** Places among the candidates, by the negative estimate. */
  private readonly likely: TopK;
  private readonly likelyPlaces: Int32Array;
  private readonly likelyEstimates: Float32Array;

  /** `codes` are those of the table's slots; what is found goes into `nearest`; rows that are not in `accept` do not. */
  constructor(table: VectorTable, codes: VectorCodes, nearest: TopK, accept?: RowSet) {
    this.table = table;
    this.codes = codes;
    this.nearest = nearest;
    this.accept = accept;
    this.size = codes.size;
    this.likely = new TopK(nearest.capacity);
    this.likelyPlaces = new Int32Array(nearest.capacity);
    this.likelyEstimates = new Float32Array(nearest.capacity);
  }

  /**
   * Fills `nearest` for query row `query`, whose length must not be zero. Slots that died meanwhile are passed over, and
   * those that are farther than `limit` may be.
   *
   * @throws ExplorerError ABORTED
   */
  async search(
    queries: VectorMatrix,
    query: number,
    pace: Pace,
    limit = Number.POSITIVE_INFINITY,
  ): Promise<void> {
    const { nearest, table } = this;
    const offset = query * queries.dimension;
    const squaredLength = table.squaredLength(queries.data, offset);
    const code = this.codes.encodeQuery(queries.data, offset, squaredLength);

    this.candidateCount = 0;
    this.likely.clear();
    for (let from = 0; from < this.size; from += ESTIMATE_STEP) {
      if (pace.isDue) await pace.rest();
      this.takeCandidates(from, Math.min(from + ESTIMATE_STEP, this.size), code, limit);
    }
    const { candidates, estimates } = this;
    const measure = (place: number): void => {
      this.measured++;
      estimates[place] = Number.NaN;
      const slot = candidates[place]!;
      nearest.push(table.rowAt(slot), table.distanceTo(slot, queries.data, offset, squaredLength));
    };
    const likely = this.likely.count;
    this.likely.drain(this.likelyPlaces, this.likelyEstimates, 0);
    for (let i = 0; i < likely; i++) {
      if (pace.isDue) await pace.rest();
      measure(this.likelyPlaces[i]!);
    }
    for (let place = 0; place < this.candidateCount; place++) {
      const similarity = estimates[place]! + this.codes.errorOf(candidates[place]!) + code.error;
      // Not so for NaN either.
      if (!(similarity >= 1 - nearest.worst)) continue;
      if (pace.isDue) await pace.rest();
      measure(place);
    }
  }

  private takeCandidates(from: number, to: number, code: QueryCodes, limit: number): void {
    const { accept, codes, likely, table } = this;
    this.makeRoom(to - from);
    const { candidates, estimates } = this;
    const error = codes.greatestError + code.error;
    const floor = 1 - limit - error;
    let least = Math.max(floor, -likely.worst - 2 * error);
    const { rows: slots, similarities } = codes.estimate(code, from, to, least);
    for (let i = 0; i < slots.length; i++) {
      const slot = slots[i]!;
      const estimate = similarities[i]!;
      if (estimate < least || !table.isLive(slot)) continue;
      if (accept !== undefined && !hasRow(accept, table.rowAt(slot))) continue;
      const place = this.candidateCount++;
      candidates[place] = slot;
      estimates[place] = estimate;
      likely.push(place, -estimate);
      least = Math.max(floor, -likely.worst - 2 * error);
    }
  }

  private makeRoom(more: number): void {
    const { candidates, estimates } = this;
    if (this.candidateCount + more <= candidates.length) return;
    this.candidates = new Int32Array(2 * candidates.length);
    this.candidates.set(candidates);
    this.estimates = new Float32Array(2 * candidates.length);
    this.estimates.set(estimates);
  }
}
