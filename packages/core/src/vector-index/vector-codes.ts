import type { VectorMatrix } from '../math/matrix.ts';
import { createVectorKernels, reserveMemory, type VectorKernels } from '../math/vector-kernels.ts';

/** A query at two bytes a value, as {@link VectorCodes.estimate} wants it. */
export interface QueryCodes {
  readonly codes: Int16Array;
  /** The query's unit vector is about `scale` × `codes`. */
  readonly scale: number;
  /** How far an estimate may be off because of the query, ≥ 0. */
  readonly error: number;
}

/** Some rows, and what their similarity to a query is estimated at. */
export interface Estimates {
  readonly rows: Int32Array;
  readonly similarities: Float32Array;
}

/**
 * The directions of vectors at a byte a value, to say quickly of most rows that they cannot be among the nearest.
 *
 * A vector's unit vector u is kept as scale × codes, codes being whole numbers of -127 to 127, together with the length
 * of what that leaves over, error = |u - scale × codes|. For a query's unit vector q, the inequality of Cauchy and
 * Schwarz says how far the estimate q·(scale × codes) may be from q·u: |q| × error, for embeddings near 0.007. The
 * estimate is a sum of small whole numbers over a quarter of the memory, and so takes a fraction of the time.
 *
 * All of it lies in WebAssembly's memory, of which there is at most 4 GiB: 10 million vectors of 384 values.
 */
export class VectorCodes {
  /** Vectors taken in. */
  size = 0;
  /** No estimate is off by more, by a row's codes. */
  greatestError = 0;
  private readonly dimension: number;
  /** How far the estimate of each row may be off, by its own codes; longer than `size`. */
  private errors = new Float32Array(0);
  /** Codes of a record: `dimension`, up to the next multiple of 32. */
  private readonly width: number;
  /** Bytes of a record: the codes, then their scale as float32. */
  private readonly stride: number;
  private readonly kernels: VectorKernels;
  /** Where the estimates of a step are in the memory; the query is before them, the records behind. */
  private readonly rowsAt: number;
  private readonly similaritiesAt: number;
  private readonly recordsAt: number;

  /** Undefined where there are no kernels: see `createVectorKernels`. */
  static create(dimension: number): VectorCodes | undefined {
    const kernels = createVectorKernels(0);
    return kernels && new VectorCodes(dimension, kernels);
  }

  private constructor(dimension: number, kernels: VectorKernels) {
    this.dimension = dimension;
    this.width = 32 * Math.ceil(dimension / 32);
    this.stride = this.width + 4;
    this.kernels = kernels;
    this.rowsAt = 2 * this.width;
    this.similaritiesAt = this.rowsAt + 4 * ESTIMATE_STEP;
    this.recordsAt = this.similaritiesAt + 4 * ESTIMATE_STEP;
  }

  /** Bytes that this takes. */
  get byteLength(): number {
    return this.kernels.memory.buffer.byteLength + this.errors.byteLength;
  }

  /** Makes room for `size` vectors in all; false when there is no such room, and all is as it was. */
  reserve(size: number): boolean {
    if (!reserveMemory(this.kernels, this.recordsAt + size * this.stride)) return false;
    if (size > this.errors.length) {
      const { errors } = this;
      this.errors = new Float32Array(Math.max(size, 2 * errors.length));
      this.errors.set(errors);
    }
    return true;
  }

  /**
   * Takes in the rows `size` to `to` (exclusive), for which there must be room. `squaredLengths` has one number a row; a
   * vector of length zero is at similarity 0 to every query.
   */
  append({ data }: VectorMatrix, squaredLengths: Float64Array, to: number): void {
    const { dimension, width, stride } = this;
    const { buffer } = this.kernels.memory;
    const codes = new Int8Array(buffer);
    const scales = new Float32Array(buffer);
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
      scales[(at + width) / 4] = scale;
      let squaredError = 0;
      for (let i = from; i < end; i++) {
        // The nearest whole number; in this range several times as fast as Math.round.
        const code = ((data[i]! * toCode + 128.5) | 0) - 128;
        const rest = data[i]! * toUnit - scale * code;
        squaredError += rest * rest;
        codes[at++] = code;
      }
      const error = Math.fround(Math.sqrt(squaredError));
      this.errors[this.size] = error;
      this.greatestError = Math.max(this.greatestError, error);
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
    const toCode = scale === 0 ? 0 : 1 / scale;
    const codes = new Int16Array(width);
    let squaredError = 0;
    for (let i = 0; i < dimension; i++) {
      const value = data[offset + i]! * toUnit;
      // The nearest whole number, as above.
      const code = Math.max(-limit, Math.min(limit, ((value * toCode + 32_768.5) | 0) - 32_768));
      squaredError += (value - scale * code) ** 2;
      codes[i] = code;
    }
    // No vector of codes is longer than 2: rounding moves a value by no more than the value itself.
    return { codes, scale, error: 2 * Math.sqrt(squaredError) + ROUNDING };
  }

  /**
   * Those of the rows `from` to `to` (exclusive; at most {@link ESTIMATE_STEP} of them) whose similarity to the query is
   * estimated at `least` or more, in single precision, ascending by row. An estimate is off by `errorOf(row)` and
   * `query.error` together at most. The answer is overwritten by the next one.
   */
  estimate(query: QueryCodes, from: number, to: number, least: number): Estimates {
    const { kernels, rowsAt, similaritiesAt, stride, width } = this;
    const { buffer } = kernels.memory;
    // Another search may have been here meanwhile.
    new Int16Array(buffer, 0, width).set(query.codes);
    const at = this.recordsAt + from * stride;
    const { scale } = query;
    const found =
      to > from
        ? kernels.findRecords(0, at, width, to - from, scale, least, from, rowsAt, similaritiesAt)
        : 0;
    return {
      rows: new Int32Array(buffer, rowsAt, found),
      similarities: new Float32Array(buffer, similaritiesAt, found),
    };
  }

  /** How far the estimate of a row may be off by the row's own codes, ≥ 0. */
  errorOf(row: number): number {
    return this.errors[row]!;
  }
}

/** Rows estimated at a time, in some 30 µs. */
export const ESTIMATE_STEP = 2048;

/**
 * More than all rounding together: similarities (of at most 2, errors included) are estimated in single precision, in a
 * few steps of 2^-24 each, and errors, limits and distances are rounded to it as well.
 */
const ROUNDING = 2e-6;
