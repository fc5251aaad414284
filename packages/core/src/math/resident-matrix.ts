import { createMatrix, type VectorMatrix } from './matrix.ts';
import { createVectorKernels, type VectorKernels } from './vector-kernels.ts';

/** Kernels whose memory holds a matrix, with room for what is asked of it before the rows. */
export interface ResidentKernels {
  readonly kernels: VectorKernels;
  /** Doubles from address 0 on: queries, one after the other, as many as this in all. */
  readonly queryValues: number;
  /** Address of {@link PRODUCTS} doubles. */
  readonly productsAt: number;
}

/** Products that are written at a time. */
export const PRODUCTS = 1024;
/** Queries at once for which there is room. */
const QUERIES = 4;

const byBuffer = new WeakMap<ArrayBufferLike, ResidentKernels>();

/**
 * A zero matrix whose values lie where the kernels of `multiplyRows` read them: comparing all rows with a query costs half of
 * what copying them there would, for as long as the matrix is kept. Its buffer cannot be transferred to another thread.
 * Undefined where there are no kernels, or not that much memory for them, and for rows that they do not read: the
 * dimension must be a multiple of 4.
 */
export function createResidentMatrix(count: number, dimension: number): VectorMatrix | undefined {
  const values = count * dimension;
  const isReadable = values > 0 && dimension % 4 === 0;
  const queryValues = QUERIES * dimension;
  const productsAt = 8 * queryValues;
  const rowsAt = productsAt + 8 * PRODUCTS;
  const kernels = isReadable ? createVectorKernels(rowsAt + 4 * values) : undefined;
  if (kernels === undefined) return undefined;
  const { buffer } = kernels.memory;
  byBuffer.set(buffer, { kernels, queryValues, productsAt });
  return createMatrix(count, dimension, new Float32Array(buffer, rowsAt, values));
}

/** The kernels in whose memory these values lie; undefined where they lie in none. */
export function findResidentKernels(values: Float32Array): ResidentKernels | undefined {
  return byBuffer.get(values.buffer);
}
