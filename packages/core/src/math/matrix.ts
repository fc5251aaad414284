import { ExplorerError } from '../errors.ts';

/**
 * Vectors of one corpus, one a row, row-major: row r stands at `data[r * dimension, (r + 1) * dimension)`.
 * Embeddings are of unit length, so that their dot product is their cosine similarity.
 */
export interface VectorMatrix {
  readonly data: Float32Array;
  /** Number of rows. */
  readonly count: number;
  /** Values a row. */
  readonly dimension: number;
}

/**
 * A zero matrix of `count` rows (≥ 0) of `dimension` values (≥ 1), or one over `data`, which is not copied.
 *
 * @throws ExplorerError INVALID_ARGUMENT for a shape that is none; DIMENSION_MISMATCH when `data` does not hold
 *   count × dimension values.
 */
export function createMatrix(count: number, dimension: number, data?: Float32Array): VectorMatrix {
  if (!Number.isSafeInteger(count) || count < 0 || !Number.isSafeInteger(dimension) || dimension < 1) {
    throw new ExplorerError(
      'INVALID_ARGUMENT',
      `got a matrix of ${count} rows of ${dimension} values; expected at least 0 rows of at least 1 value`,
      { details: { count, dimension } },
    );
  }
  const values = data ?? new Float32Array(count * dimension);
  if (values.length !== count * dimension) {
    throw new ExplorerError(
      'DIMENSION_MISMATCH',
      `got ${values.length} values for ${count} rows of ${dimension}; expected ${count * dimension}`,
      { details: { expected: count * dimension, actual: values.length } },
    );
  }
  return { data: values, count, dimension };
}

/** Row `row` as a view: no copy, writes go through. */
export function rowOf(matrix: VectorMatrix, row: number): Float32Array {
  return matrix.data.subarray(row * matrix.dimension, (row + 1) * matrix.dimension);
}

/**
 * A copy of the named rows, in the order named.
 *
 * @throws ExplorerError INVALID_ARGUMENT when the matrix has no such row.
 */
export function selectRows(matrix: VectorMatrix, rows: ArrayLike<number>): VectorMatrix {
  const { dimension } = matrix;
  const data = new Float32Array(rows.length * dimension);
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    if (!Number.isInteger(row) || row < 0 || row >= matrix.count) {
      throw new ExplorerError(
        'INVALID_ARGUMENT',
        `got row ${row} of a matrix of ${matrix.count} rows; expected 0 ≤ row < ${matrix.count}`,
        { details: { row, count: matrix.count } },
      );
    }
    data.set(rowOf(matrix, row), i * dimension);
  }
  return { data, count: rows.length, dimension };
}

/** Scales each row to unit length in place; a zero row stays zero. */
export function normalizeRows(matrix: VectorMatrix): VectorMatrix {
  for (let row = 0; row < matrix.count; row++) {
    const vector = rowOf(matrix, row);
    let squared = 0;
    for (const value of vector) squared += value * value;
    if (squared === 0) continue;
    const scale = 1 / Math.sqrt(squared);
    for (let i = 0; i < vector.length; i++) vector[i]! *= scale;
  }
  return matrix;
}

/** First index whose value is NaN or infinite, or -1. */
export function findNonFinite(values: ArrayLike<number>): number {
  // A finite number times zero is zero, and any other is NaN, which a sum keeps: three times as fast as to ask of each.
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  const whole = values.length - (values.length % 4);
  for (let i = 0; i < whole; i += 4) {
    a += values[i]! * 0;
    b += values[i + 1]! * 0;
    c += values[i + 2]! * 0;
    d += values[i + 3]! * 0;
  }
  const from = a + b + c + d === 0 ? whole : 0;
  for (let i = from; i < values.length; i++) if (!Number.isFinite(values[i])) return i;
  return -1;
}

/** @throws ExplorerError INVALID_ARGUMENT when a value is NaN or infinite. */
export function assertFinite(matrix: VectorMatrix, what: string): void {
  const at = findNonFinite(matrix.data);
  if (at < 0) return;
  const row = Math.floor(at / matrix.dimension);
  throw new ExplorerError(
    'INVALID_ARGUMENT',
    `${what}: row ${row} holds ${matrix.data[at]} at position ${at % matrix.dimension}; expected finite numbers, so embed that text again`,
    { details: { row, position: at % matrix.dimension } },
  );
}
