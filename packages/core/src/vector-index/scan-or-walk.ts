/**
 * Up to here comparing all rows by their byte codes answers more queries a second than any HNSW index of recall@10 ≥ .99
 * does. Measured by `npm run bench -- hnsw` at 384 values, one thread: 3,161 queries a second against 2,405 of the best
 * (hnswlib at ef 128) at 20,000 rows, and 708 against 632 (at ef 256) at 87,248. A scan takes as long as there are rows,
 * a walk hardly longer, so that they are even at about 100,000; up to half more the scan, which finds everything, is
 * slower by less than 1.3 times.
 */
const MOST_SCANNED = 150_000;

/** Whether an index of so many rows had better be asked by comparing all of them than by walking its graph. */
export function isScanFaster(count: number): boolean {
  return count <= MOST_SCANNED;
}
