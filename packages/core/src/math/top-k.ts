/**
 * Keeps the k smallest of the distances pushed into it; equal distances are ordered by row, so that the result does
 * not depend on the order of the pushes. A bounded max-heap on two flat arrays: `push` allocates nothing.
 */
export class TopK {
  readonly capacity: number;
  private size = 0;
  private readonly distances: Float64Array;
  private readonly rows: Int32Array;

  constructor(capacity: number) {
    this.capacity = capacity;
    this.distances = new Float64Array(capacity);
    this.rows = new Int32Array(capacity);
  }

  get count(): number {
    return this.size;
  }

  /** The greatest distance that is kept; +Infinity as long as there is room. What is farther need not be pushed. */
  get worst(): number {
    return this.size < this.capacity || this.capacity === 0 ? Number.POSITIVE_INFINITY : this.distances[0]!;
  }

  clear(): void {
    this.size = 0;
  }

  push(row: number, distance: number): void {
    if (this.size < this.capacity) {
      this.siftUp(this.size++, row, distance);
    } else if (this.capacity > 0 && this.isFarther(this.rows[0]!, this.distances[0]!, row, distance)) {
      this.siftDown(0, this.size, row, distance);
    }
  }

  /**
   * Empties the heap into `rows` and `distances` from `offset`, nearest first, and pads up to `capacity` with -1 and
   * +Infinity.
   */
  drain(rows: Int32Array, distances: Float32Array, offset: number): void {
    for (let i = this.size; i < this.capacity; i++) {
      rows[offset + i] = -1;
      distances[offset + i] = Number.POSITIVE_INFINITY;
    }
    for (let end = this.size - 1; end >= 0; end--) {
      rows[offset + end] = this.rows[0]!;
      distances[offset + end] = this.distances[0]!;
      this.siftDown(0, end, this.rows[end]!, this.distances[end]!);
    }
    this.size = 0;
  }

  private isFarther(row: number, distance: number, thanRow: number, thanDistance: number): boolean {
    return distance > thanDistance || (distance === thanDistance && row > thanRow);
  }

  private siftUp(start: number, row: number, distance: number): void {
    let at = start;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.isFarther(row, distance, this.rows[parent]!, this.distances[parent]!)) break;
      this.rows[at] = this.rows[parent]!;
      this.distances[at] = this.distances[parent]!;
      at = parent;
    }
    this.rows[at] = row;
    this.distances[at] = distance;
  }

  private siftDown(start: number, size: number, row: number, distance: number): void {
    let at = start;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= size) break;
      const right = child + 1;
      if (
        right < size &&
        this.isFarther(this.rows[right]!, this.distances[right]!, this.rows[child]!, this.distances[child]!)
      )
        child = right;
      if (!this.isFarther(this.rows[child]!, this.distances[child]!, row, distance)) break;
      this.rows[at] = this.rows[child]!;
      this.distances[at] = this.distances[child]!;
      at = child;
    }
    this.rows[at] = row;
    this.distances[at] = distance;
  }
}
