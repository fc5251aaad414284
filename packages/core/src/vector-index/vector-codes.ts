import type { VectorMatrix } from '../math/matrix.ts';
import { createVectorKernels, reserveMemory, type VectorKernels } from '../math/vector-kernels.ts';

/** A query at two bytes a value, as {@link VectorCodes.boundSimilarities} wants it. */
export interface QueryCodes {
  readonly codes: Int16Array;
  /** The query's unit vector is about `scale` × `codes`. */
  readonly scale: number;
  /** How much greater a similarity may be than its bound says, ≥ 0. */
  readonly slack: number;
}

/**
 * The directions of vectors at a byte a value, to say quickly of most rows that they cannot be among the nearest.
 *
 * A vector's unit vector u is kept as scale × codes, codes being whole numbers of -127 to 127, together with the length
 * of what that leaves over, error = |u - scale × codes|. For a query's unit vector q, the inequality of Cauchy and
 * Schwarz gives q·u ≤ q·(scale × codes) + |q| × error. The product on the right is of small whole numbers, 26 times as
 * fast to compute as one of floats and read from a quarter of the memory; for embeddings the error is near 0.008.
 *
 * All of it lies in WebAssembly's memory, of which there is at most 4 GiB: 10 million vectors of 384 values.
 */
export class VectorCodes {
  /** Vectors taken in. */
  size = 0;
  private readonly dimension: number;
  /** Codes of a record: `dimension`, up to the next multiple of 32. */
  private readonly width: number;
  /** Bytes of a record: the codes, then scale and error as float32. */
  private readonly stride: number;
  private readonly kernels: VectorKernels;
  /** Where the bounds of a step begin in the memory; the query is before them, the records behind. */
  private readonly boundsAt: number;
  private readonly recordsAt: number;

  /** Undefined where there are no kernels: see `createVectorKernels`. */
  static create(dimension: number): VectorCodes | undefined {
    const kernels = createVectorKernels(0);
    return kernels && new VectorCodes(dimension, kernels);
  }

  private constructor(dimension: number, kernels: VectorKernels) {
    this.dimension = dimension;
    this.width = 32 * Math.ceil(dimension / 32);
    this.stride = this.width + 8;
    this.kernels = kernels;
    this.boundsAt = 2 * this.width;
    this.recordsAt = this.boundsAt + 4 * BOUNDS_STEP;
  }

  /** Bytes that this takes. */
  get byteLength(): number {
    return this.kernels.memory.buffer.byteLength;
  }

  /** Makes room for `size` vectors in all; false when there is no such room, and all is as it was. */
  reserve(size: number): boolean {
    return reserveMemory(this.kernels, this.recordsAt + size * this.stride);
  }

  /**
   * Takes in the rows `size` to `to` (exclusive), for which there must be room. `squaredLengths` has one number a row; a
   * vector of length zero is at similarity 0 to every query.
   */
  append({ data }: VectorMatrix, squaredLengths: Float64Array, to: number): void {
    const { dimension, width, stride } = this;
    const { buffer } = this.kernels.memory;
    const codes = new Int8Array(buffer);
    const floats = new Float32Array(buffer);
    for (; this.size < to; this.size++) {
      const from = this.size * dimension;
      const end = from + dimension;
      const squaredLength = squaredLengths[this.size]!;
      const toUnit = squaredLength === 0 ? 0 : 1 / Math.sqrt(squaredLength);
      let greatest = 0;
      for (let i = from; i < end; i++) greatest = Math.max(greatest, Math.abs(data[i]!));
      const scale = Math.fround((greatest * toUnit) / 127);
      const toCode = scale === 0 ? 0 : toUnit / scale;
      let at = this.recordsAt + this.size * stride;
      const numbersAt = (at + width) >> 2;
      let squaredError = 0;
      for (let i = from; i < end; i++) {
        // The nearest whole number; in this range several times as fast as Math.round.
        const code = ((data[i]! * toCode + 128.5) | 0) - 128;
        const rest = data[i]! * toUnit - scale * code;
        squaredError += rest * rest;
        codes[at++] = code;
      }
      floats[numbersAt] = scale;
      floats[numbersAt + 1] = Math.sqrt(squaredError);
    }
  }

  /** The query that starts at `data[offset]`, whose squared length must not be 0. */
  encodeQuery(data: Float32Array, offset: number, squaredLength: number): QueryCodes {
    const { dimension, width } = this;
    // So small that the sum of the products, of at most 127 × limit each, stays below 2^31.
    const limit = Math.min(32_767, Math.floor(0x7fff_ffff / (127 * dimension)));
    const toUnit = 1 / Math.sqrt(squaredLength);
    let greatest = 0;
    for (let i = 0; i < dimension; i++) greatest = Math.max(greatest, Math.abs(data[offset + i]!));
    const scale = Math.fround((greatest * toUnit) / limit);
    const codes = new Int16Array(width);
    let squaredError = 0;
    for (let i = 0; i < dimension; i++) {
      const value = data[offset + i]! * toUnit;
      const code = Math.max(-limit, Math.min(limit, Math.round(value / scale)));
      squaredError += (value - scale * code) ** 2;
      codes[i] = code;
    }
    // No vector of codes is longer than 2: its unit vector and an error below 1.
    return { codes, scale, slack: 2 * Math.sqrt(squaredError) + ROUNDING };
  }

  /**
   * For each of the rows `from` to `to` (exclusive; at most {@link BOUNDS_STEP} of them) a number that its similarity to
   * the query exceeds by `query.slack` at most. The answer is overwritten by the next one.
   */
  boundSimilarities(query: QueryCodes, from: number, to: number): Float32Array {
    const { boundsAt, kernels, stride, width } = this;
    const { buffer } = kernels.memory;
    // Another search may have been here meanwhile.
    new Int16Array(buffer, 0, width).set(query.codes);
    const records = this.recordsAt + from * stride;
    if (to > from) kernels.boundProducts(0, records, width, to - from, query.scale, boundsAt);
    return new Float32Array(buffer, boundsAt, to - from);
  }
}

/** Rows bounded at a time: a seventh of a millisecond, and few enough that their bounds stay in a core's cache. */
export const BOUNDS_STEP = 8192;

/**
 * More than all rounding together: similarities (of at most 2, errors included) are bounded in single precision, in five
 * steps of 2^-24 each at most, and distances are compared in single precision as well.
 */
const ROUNDING = 2e-6;
