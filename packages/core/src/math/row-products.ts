import { dot } from './distance.ts';
import { findResidentKernels, PRODUCTS, type ResidentKernels } from './resident-matrix.ts';
import { createVectorKernels, reserveMemory, type VectorKernels } from './vector-kernels.ts';

/**
 * Dot products of one query, the `dimension` values from `query[offset]`, with the rows `from` to `to` (exclusive) of
 * `data`, row-major with `dimension` values each; the first goes to `out[0]`. To the bit what `dot` gives, about four
 * times as fast where WebAssembly with SIMD is there and `dimension` is a multiple of 4.
 */
export function multiplyRows(
  query: Float32Array,
  offset: number,
  data: Float32Array,
  dimension: number,
  from: number,
  to: number,
  out: Float64Array,
): void {
  multiplyRowsBy(query, [offset], data, dimension, from, to, [out]);
}

/** The same for several queries, one for each of `offsets`, each into its own of `outs`: the rows are fetched once for all. */
export function multiplyRowsBy(
  queries: Float32Array,
  offsets: readonly number[],
  data: Float32Array,
  dimension: number,
  from: number,
  to: number,
  outs: readonly Float64Array[],
): void {
  const resident = findResidentKernels(data);
  if (resident !== undefined && dimension % 4 === 0 && offsets.length * dimension <= resident.queryValues) {
    multiplyInPlace(resident, queries, offsets, data, dimension, from, to, outs);
    return;
  }
  const stage = dimension % 4 === 0 ? openStage(dimension, offsets.length) : undefined;
  if (stage === undefined) {
    for (const [i, offset] of offsets.entries()) {
      for (let row = from; row < to; row++)
        outs[i]![row - from] = dot(queries, offset, data, row * dimension, dimension);
    }
    return;
  }
  const { buffer } = stage.memory;
  const queryBytes = 8 * dimension;
  const rowBytes = 4 * dimension;
  for (const [i, offset] of offsets.entries())
    new Float64Array(buffer, i * queryBytes, dimension).set(queries.subarray(offset, offset + dimension));
  const productsAt = queryBytes * offsets.length;
  const products = new Float64Array(buffer, productsAt, STAGED_ROWS);
  const rows = new Float32Array(buffer, productsAt + 8 * STAGED_ROWS, STAGED_ROWS * dimension);
  for (let row = from; row < to; row += STAGED_ROWS) {
    const count = Math.min(STAGED_ROWS, to - row);
    rows.set(data.subarray(row * dimension, (row + count) * dimension));
    for (let i = 0; i < outs.length; i++) {
      stage.dotRows(i * queryBytes, rows.byteOffset, rowBytes, count, productsAt);
      outs[i]!.set(count === STAGED_ROWS ? products : products.subarray(0, count), row - from);
    }
  }
}

/** The rows are where the kernels read them. */
function multiplyInPlace(
  { kernels, productsAt }: ResidentKernels,
  queries: Float32Array,
  offsets: readonly number[],
  data: Float32Array,
  dimension: number,
  from: number,
  to: number,
  outs: readonly Float64Array[],
): void {
  const { buffer } = kernels.memory;
  const queryBytes = 8 * dimension;
  const rowBytes = 4 * dimension;
  for (const [i, offset] of offsets.entries())
    new Float64Array(buffer, i * queryBytes, dimension).set(queries.subarray(offset, offset + dimension));
  // Several queries share rows that are in a core's cache.
  const step = offsets.length > 1 ? STAGED_ROWS : PRODUCTS;
  const products = new Float64Array(buffer, productsAt, step);
  for (let row = from; row < to; row += step) {
    const count = Math.min(step, to - row);
    for (let i = 0; i < outs.length; i++) {
      kernels.dotRows(i * queryBytes, data.byteOffset + row * rowBytes, rowBytes, count, productsAt);
      outs[i]!.set(count === step ? products : products.subarray(0, count), row - from);
    }
  }
}

/**
 * Rows that are copied into WebAssembly's memory at a time: few enough to stay in a core's cache, so that the copy costs
 * little more than the reading that either way needs.
 */
const STAGED_ROWS = 128;

/** Made on first use; null where there are no kernels. One for all: nothing is kept in it between two calls. */
let kernels: VectorKernels | null | undefined;

function openStage(dimension: number, queries: number): VectorKernels | undefined {
  const bytes = 8 * dimension * queries + 8 * STAGED_ROWS + 4 * dimension * STAGED_ROWS;
  if (kernels === undefined) kernels = createVectorKernels(bytes) ?? null;
  return kernels !== null && reserveMemory(kernels, bytes) ? kernels : undefined;
}
