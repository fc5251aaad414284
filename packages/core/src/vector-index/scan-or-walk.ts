/**
 * Up to here all rows are compared by their byte codes, which finds everything; beyond, an HNSW index is walked. Measured
 * by `npm run bench -- hnsw` at 384 values, one thread, recall@10 ≥ .99 (the saved run): 3,379 queries a second against
 * 3,069 of the best walk at 20,000 rows, 787 against 943 at 87,248. A scan takes as long as there are rows, a walk hardly
 * longer: they are even at some 70,000, and up to here the scan is slower by less than 1.3 times.
 */
const MOST_SCANNED = 90_000;

/** Whether an index of so many rows is asked by comparing all of them rather than by walking its graph. */
export function isScanned(count: number): boolean {
  return count <= MOST_SCANNED;
}
