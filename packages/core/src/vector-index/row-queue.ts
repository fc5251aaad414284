/**
 * A priority queue of rows, each in it once at most, the one of the lowest cost first; equal costs by steps, then by row, so
 * that the order does not depend on that of the changes. An indexed binary heap on flat arrays: nothing is allocated
 * after it is made, at 20 bytes a row.
 */
export class RowQueue {
  /** Of each row that ever was in the queue; +Infinity before. */
  readonly costs: Float64Array;
  private readonly steps: Int32Array;
  private readonly heap: Int32Array;
  /** Where a row stands in the heap; -1 when it does not. */
  private readonly places: Int32Array;
  private size = 0;

  constructor(count: number) {
    this.costs = new Float64Array(count).fill(Number.POSITIVE_INFINITY);
    this.steps = new Int32Array(count);
    this.heap = new Int32Array(count);
    this.places = new Int32Array(count).fill(-1);
  }

  get isEmpty(): boolean {
    return this.size === 0;
  }

  stepsOf(row: number): number {
    return this.steps[row]!;
  }

  /** Puts a row in, or forward; false when it is known for as little, be it in the queue or taken out of it. */
  offer(row: number, cost: number, steps: number): boolean {
    const known = this.costs[row]!;
    if (cost > known || (cost === known && steps >= this.steps[row]!)) return false;
    this.costs[row] = cost;
    this.steps[row] = steps;
    let at = this.places[row]!;
    if (at < 0) at = this.size++;
    this.siftUp(at, row);
    return true;
  }

  /** The row of the lowest cost, which is no longer in the queue; the queue must not be empty. */
  take(): number {
    const first = this.heap[0]!;
    this.places[first] = -1;
    const last = this.heap[--this.size]!;
    if (this.size > 0) this.siftDown(last);
    return first;
  }

  private siftUp(start: number, row: number): void {
    const { heap, places } = this;
    let at = start;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.isBefore(row, heap[parent]!)) break;
      heap[at] = heap[parent]!;
      places[heap[at]!] = at;
      at = parent;
    }
    heap[at] = row;
    places[row] = at;
  }

  private siftDown(row: number): void {
    const { heap, places, size } = this;
    let at = 0;
    for (let child = 1; child < size; child = 2 * at + 1) {
      if (child + 1 < size && this.isBefore(heap[child + 1]!, heap[child]!)) child++;
      if (!this.isBefore(heap[child]!, row)) break;
      heap[at] = heap[child]!;
      places[heap[at]!] = at;
      at = child;
    }
    heap[at] = row;
    places[row] = at;
  }

  private isBefore(a: number, b: number): boolean {
    const difference = this.costs[a]! - this.costs[b]! || this.steps[a]! - this.steps[b]!;
    return difference < 0 || (difference === 0 && a < b);
  }
}
