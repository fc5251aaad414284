import { ExplorerError } from '../errors.ts';
import type { VectorMatrix } from '../math/matrix.ts';
import { multiplyRows } from '../math/row-products.ts';
import { Pace } from '../task.ts';
import { assertVectors } from './neighbor-table.ts';

export interface ScoreRowsOptions {
  /** Where the scores go, one a row; default an array of its own. */
  readonly out?: Float64Array | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * The dot product of one query with every row: for unit vectors the cosine similarity. Each is to the bit what `dot`
 * gives, on every machine; with WebAssembly's SIMD about 0.1 µs a row of 384 values. Gives the event loop a turn every
 * few milliseconds.
 *
 * @throws ExplorerError DIMENSION_MISMATCH, INVALID_ARGUMENT (a value that is not finite), ABORTED
 */
export async function scoreAllRows(
  vectors: VectorMatrix,
  query: Float32Array,
  options: ScoreRowsOptions = {},
): Promise<Float64Array> {
  const { data, count, dimension } = vectors;
  const { out = new Float64Array(count), signal } = options;
  assertVectors({ data: query, count: 1, dimension: query.length }, dimension, 'the query');
  if (out.length !== count) {
    throw new ExplorerError('DIMENSION_MISMATCH', `got room for ${out.length} scores; expected ${count}`, {
      details: { expected: count, actual: out.length },
    });
  }
  const pace = new Pace(signal, 'scoring the rows');
  for (let from = 0; from < count; from += STEP) {
    if (pace.isDue) await pace.rest();
    const to = Math.min(from + STEP, count);
    multiplyRows(query, 0, data, dimension, from, to, out.subarray(from, to));
  }
  return out;
}

/** Rows between two looks at the clock: under a millisecond, also without WebAssembly. */
const STEP = 2048;
