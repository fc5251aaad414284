import { ExplorerError } from '../errors.ts';
import { assertFinite, type VectorMatrix } from '../math/matrix.ts';
import type { NeighborTable } from './vector-index.ts';

/** Cells of one answer, queries × k: 1.6 GB at 8 bytes a cell. A larger question is asked in parts. */
const MAX_CELLS = 200_000_000;

/**
 * A table of padding alone: every index -1, every distance +Infinity.
 *
 * @throws ExplorerError INVALID_ARGUMENT when `k` is not an integer ≥ 1, or the table would be too large to hold.
 */
export function createNeighborTable(count: number, k: number): NeighborTable {
  if (!Number.isInteger(k) || k < 1) {
    throw new ExplorerError('INVALID_ARGUMENT', `got k = ${k}; expected an integer of at least 1`, {
      details: { k },
    });
  }
  if (count * k > MAX_CELLS) {
    throw new ExplorerError(
      'INVALID_ARGUMENT',
      `got ${count} queries for ${k} rows each; expected at most ${MAX_CELLS} in all, so ask in parts or for fewer`,
      { details: { count, k, limit: MAX_CELLS } },
    );
  }
  const indices = new Int32Array(count * k).fill(-1);
  const distances = new Float32Array(count * k).fill(Number.POSITIVE_INFINITY);
  return { indices, distances, count, k };
}

/**
 * Checks vectors that meet an index of `dimension` values: shape, then values.
 *
 * @throws ExplorerError DIMENSION_MISMATCH; INVALID_ARGUMENT when a value is NaN or infinite.
 */
export function assertVectors(vectors: VectorMatrix, dimension: number, what: string): void {
  assertShape(vectors, dimension, what);
  assertFinite(vectors, what);
}

/** @throws ExplorerError DIMENSION_MISMATCH */
export function assertShape(vectors: VectorMatrix, dimension: number, what: string): void {
  if (vectors.dimension !== dimension) {
    throw new ExplorerError(
      'DIMENSION_MISMATCH',
      `${what}: got vectors of ${vectors.dimension} values, the index has ${dimension}; embed them with the index’s model`,
      { details: { expected: dimension, actual: vectors.dimension } },
    );
  }
  if (vectors.data.length !== vectors.count * dimension) {
    throw new ExplorerError(
      'DIMENSION_MISMATCH',
      `${what}: got ${vectors.data.length} values for ${vectors.count} rows of ${dimension}; expected ${vectors.count * dimension}`,
      { details: { expected: vectors.count * dimension, actual: vectors.data.length } },
    );
  }
}

/** A table parted into its first `k` columns and the others. */
export function splitColumns(table: NeighborTable, k: number): [first: NeighborTable, rest: NeighborTable] {
  return [takeColumns(table, 0, Math.min(k, table.k)), takeColumns(table, Math.min(k, table.k), table.k)];
}

/** The columns of two tables of the same rows side by side. */
export function joinColumns(first: NeighborTable, rest: NeighborTable): NeighborTable {
  const joined = emptyTable(first.count, first.k + rest.k);
  copyColumns(first, 0, joined, 0, first.k);
  copyColumns(rest, 0, joined, first.k, rest.k);
  return joined;
}

function takeColumns(table: NeighborTable, from: number, to: number): NeighborTable {
  const taken = emptyTable(table.count, to - from);
  copyColumns(table, from, taken, 0, to - from);
  return taken;
}

function emptyTable(count: number, k: number): NeighborTable {
  return { indices: new Int32Array(count * k), distances: new Float32Array(count * k), count, k };
}

/** Value by value: lines are too short for a view of each to pay. */
function copyColumns(
  from: NeighborTable,
  column: number,
  to: NeighborTable,
  at: number,
  width: number,
): void {
  for (let row = 0; row < from.count; row++) {
    const source = row * from.k + column;
    const target = row * to.k + at;
    for (let i = 0; i < width; i++) {
      to.indices[target + i] = from.indices[source + i]!;
      to.distances[target + i] = from.distances[source + i]!;
    }
  }
}
