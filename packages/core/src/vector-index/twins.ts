/**
 * Groups identical vectors, so that a graph index holds each vector once. A graph with many copies of one vector falls
 * apart: the copies fill their own link lists, and what lies behind them is never reached again.
 *
 * Vectors come in slot order. The first slot of a group is its leader; the others hang on it as a chain.
 */
export class Twins {
  /** Leaders, in slot order, in the first `leaderCount` cells. */
  private leaders = new Int32Array(16);
  private leaderOf = new Int32Array(16);
  private nextTwin = new Int32Array(16);
  /** Open addressing over the leaders by the hash of their bits; -1 is empty, at most half is filled. */
  private buckets = new Int32Array(32).fill(-1);
  private readonly vectorAt: (slot: number) => Float32Array;
  private size = 0;
  private leaderTotal = 0;

  /** `expected` slots, so that the table need not grow. */
  constructor(vectorAt: (slot: number) => Float32Array, expected = 0) {
    this.vectorAt = vectorAt;
    while (this.buckets.length < 2 * expected) this.buckets = new Int32Array(2 * this.buckets.length);
    this.buckets.fill(-1);
  }

  get leaderCount(): number {
    return this.leaderTotal;
  }

  /** Takes in the next slot; true when its vector is new, so that the slot leads a group of its own. */
  add(): boolean {
    const slot = this.size++;
    if (slot >= this.leaderOf.length) this.growChains();
    const vector = bitsOf(this.vectorAt(slot));
    const bucket = this.bucketOf(vector);
    const leader = this.buckets[bucket]!;
    if (leader >= 0) {
      this.leaderOf[slot] = leader;
      this.nextTwin[slot] = this.nextTwin[leader]!;
      this.nextTwin[leader] = slot;
      return false;
    }
    this.leaderOf[slot] = slot;
    this.nextTwin[slot] = -1;
    this.buckets[bucket] = slot;
    this.leaders[this.leaderTotal++] = slot;
    if (this.leaderTotal * 2 > this.buckets.length) this.growBuckets();
    return true;
  }

  /** The slot that stands for this one in the graph: itself, or an earlier one with the same vector. */
  leaderAt(slot: number): number {
    return this.leaderOf[slot]!;
  }

  /** The next slot of a group that begins with its leader, or -1. */
  next(slot: number): number {
    return this.nextTwin[slot]!;
  }

  /** All leaders, ascending: a copy. */
  listLeaders(): Int32Array {
    return this.leaders.slice(0, this.leaderTotal);
  }

  /** Where the leader with this vector stands, or the empty bucket where it would. */
  private bucketOf(vector: Uint32Array): number {
    const mask = this.buckets.length - 1;
    let bucket = hashOf(vector) & mask;
    for (;;) {
      const leader = this.buckets[bucket]!;
      if (leader < 0 || isSame(bitsOf(this.vectorAt(leader)), vector)) return bucket;
      bucket = (bucket + 1) & mask;
    }
  }

  private growChains(): void {
    const { leaders, leaderOf, nextTwin } = this;
    this.leaders = new Int32Array(2 * leaders.length);
    this.leaders.set(leaders);
    this.leaderOf = new Int32Array(2 * leaderOf.length);
    this.leaderOf.set(leaderOf);
    this.nextTwin = new Int32Array(2 * nextTwin.length);
    this.nextTwin.set(nextTwin);
  }

  private growBuckets(): void {
    this.buckets = new Int32Array(2 * this.buckets.length).fill(-1);
    for (let i = 0; i < this.leaderTotal; i++) {
      const leader = this.leaders[i]!;
      this.buckets[this.bucketOf(bitsOf(this.vectorAt(leader)))] = leader;
    }
  }
}

function bitsOf(vector: Float32Array): Uint32Array {
  return new Uint32Array(vector.buffer, vector.byteOffset, vector.length);
}

/** Multiply, add and rotate over the words, with a last stir; only speed depends on its quality. */
function hashOf(words: Uint32Array): number {
  let hash = 0x9e3779b9;
  for (let i = 0; i < words.length; i++) {
    hash = Math.imul(hash ^ words[i]!, 0x85ebca6b);
    hash = (hash << 13) | (hash >>> 19);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0xc2b2ae35);
  return hash ^ (hash >>> 15);
}

function isSame(a: Uint32Array, b: Uint32Array): boolean {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
