import { expect } from 'vitest';
import type { Metric } from '../../src/math/distance.ts';
import { rowOf, type VectorMatrix } from '../../src/math/matrix.ts';
import type { NeighborTable } from '../../src/vector-index/vector-index.ts';

export function range(count: number): Int32Array {
  return Int32Array.from({ length: count }, (_, i) => i);
}

/** One found row. */
export interface Hit {
  row: number;
  distance: number;
}

export function hitsOf({ indices, distances, k }: NeighborTable, query: number): Hit[] {
  const hits: Hit[] = [];
  for (let i = query * k; i < (query + 1) * k; i++) {
    if (indices[i]! >= 0) hits.push({ row: indices[i]!, distance: distances[i]! });
  }
  return hits;
}

export function byDistance(a: Hit, b: Hit): number {
  return a.distance - b.distance || a.row - b.row;
}

/** The definition of each distance, term by term. */
export function slowDistance(
  metric: Metric,
  a: VectorMatrix,
  rowA: number,
  b: VectorMatrix,
  rowB: number,
): number {
  const x = rowOf(a, rowA);
  const y = rowOf(b, rowB);
  const sum = (term: (i: number) => number): number => {
    // Four running sums, as math/distance has them: the oracle is to the bit.
    const sums = [0, 0, 0, 0];
    const whole = x.length - (x.length % 4);
    for (let i = 0; i < x.length; i++) sums[i < whole ? i % 4 : 0]! += term(i);
    return sums[0]! + sums[1]! + sums[2]! + sums[3]!;
  };
  if (metric === 'l2') return Math.fround(sum((i) => (x[i]! - y[i]!) ** 2));
  const product = sum((i) => x[i]! * y[i]!);
  if (metric === 'ip') return Math.fround(1 - product);
  const lengths = sum((i) => x[i]! * x[i]!) * sum((i) => y[i]! * y[i]!);
  if (lengths === 0) return 1;
  return Math.fround(Math.max(0, Math.min(2, 1 - product / Math.sqrt(lengths))));
}

export function bruteForce(
  vectors: VectorMatrix,
  queries: VectorMatrix,
  metric: Metric,
  k: number,
  accepted?: ReadonlySet<number>,
): Hit[][] {
  const rows = [...range(vectors.count)].filter((row) => accepted?.has(row) ?? true);
  return [...range(queries.count)].map((query) =>
    rows
      .map((row) => ({ row, distance: slowDistance(metric, queries, query, vectors, row) }))
      .sort(byDistance)
      .slice(0, k),
  );
}

export function expectOracle(
  found: NeighborTable,
  vectors: VectorMatrix,
  queries: VectorMatrix,
  metric: Metric,
  k: number,
): void {
  const truth = bruteForce(vectors, queries, metric, k);
  expect(found).toMatchObject({ count: queries.count, k });
  for (let query = 0; query < queries.count; query++) expect(hitsOf(found, query)).toEqual(truth[query]);
}

export function shareFound(found: NeighborTable, truth: readonly (readonly Hit[])[]): number {
  let hits = 0;
  let wanted = 0;
  for (const [query, expected] of truth.entries()) {
    const rows = new Set(hitsOf(found, query).map((hit) => hit.row));
    hits += expected.filter((hit) => rows.has(hit.row)).length;
    wanted += expected.length;
  }
  return wanted === 0 ? 1 : hits / wanted;
}
