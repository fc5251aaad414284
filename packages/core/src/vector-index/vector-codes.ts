import { dot } from '../math/distance.ts';
import { rowOf, type VectorMatrix } from '../math/matrix.ts';
import { createVectorKernels, reserveMemory, type VectorKernels } from '../math/vector-kernels.ts';
import { findMainDirections } from './main-directions.ts';

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
 * A vector's unit vector u is kept as scale × codes, codes being whole numbers of -127 to 127. What that leaves over is
 * as long in every direction; but vectors are not: most of their length is in a few dozen directions, and so most of what
 * the rounding does to a similarity is done there. The 32 main directions v of the vectors therefore have a code more
 * each, 64 times as fine: that of the rest's product with v. So u' = scale × (codes + Σ correction / 64 × v) is nearly u
 * in those directions. As q·u' = scale × (q·codes + Σ (q·v / 64) × correction), a query has the 32 values q·v / 64 behind
 * its own, corrections are codes like the others, and the estimate q·u' is still one sum of small whole numbers, over a
 * quarter of the memory; hence it takes a fraction of the time.
 *
 * The length of what is left over is kept as the row's error = |u - u'|. For a query's unit vector q, the inequality of
 * Cauchy and Schwarz says how far the estimate q·u' may be from q·u: |q| × error, for embeddings near 0.007.
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
  /** Values of a vector: `dimension`, up to the next multiple of 32; those behind are 0. */
  private readonly inner: number;
  /** Codes of a record: those of the values, then the corrections. */
  private readonly width: number;
  /** Bytes of a record: the codes, then their scale as float32. */
  private readonly stride: number;
  private readonly kernels: VectorKernels;
  /** Where the estimates of a step are in the memory; the query is before them. */
  private readonly rowsAt: number;
  private readonly similaritiesAt: number;
  /** Where a vector (in doubles), the main directions, and the products of both are; the records are behind. */
  private readonly vectorAt: number;
  private readonly directionsAt: number;
  private readonly productsAt: number;
  private readonly recordsAt: number;
  /** A sum of corrected directions is, squared, no longer than this times the corrections squared; about 1. */
  private stretch = 1;
  /** No record, corrections included, is a longer vector, times its scale. */
  private greatestLength = 0;

  /** Undefined where there are no kernels: see `createVectorKernels`. */
  static create(dimension: number): VectorCodes | undefined {
    const kernels = createVectorKernels(0);
    return kernels && new VectorCodes(dimension, kernels);
  }

  private constructor(dimension: number, kernels: VectorKernels) {
    this.dimension = dimension;
    this.inner = 32 * Math.ceil(dimension / 32);
    this.width = this.inner + DIRECTIONS;
    this.stride = this.width + 4;
    this.kernels = kernels;
    this.rowsAt = 2 * this.width;
    this.similaritiesAt = this.rowsAt + 4 * ESTIMATE_STEP;
    this.vectorAt = this.similaritiesAt + 4 * ESTIMATE_STEP;
    this.directionsAt = this.vectorAt + 8 * this.inner;
    this.productsAt = this.directionsAt + 4 * DIRECTIONS * this.inner;
    this.recordsAt = this.productsAt + 8 * DIRECTIONS;
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
   * vector of length zero is at similarity 0 to every query. The main directions are those of all of the first matrix.
   */
  append(vectors: VectorMatrix, squaredLengths: Float64Array, to: number): void {
    if (this.size === 0 && to > 0)
      this.takeDirections(findMainDirections(vectors, squaredLengths, DIRECTIONS));
    const { data } = vectors;
    const { dimension, inner, stride, width } = this;
    const { buffer } = this.kernels.memory;
    const codes = new Int8Array(buffer);
    const scales = new Float32Array(buffer);
    const rest = new Float64Array(buffer, this.vectorAt, inner);
    for (; this.size < to; this.size++) {
      const from = this.size * dimension;
      const squaredLength = squaredLengths[this.size]!;
      const toUnit = squaredLength === 0 ? 0 : 1 / Math.sqrt(squaredLength);
      let greatest = 0;
      for (let i = 0; i < dimension; i++) greatest = Math.max(greatest, Math.abs(data[from + i]!));
      const scale = Math.fround((greatest * toUnit) / 127);
      const toCode = scale === 0 ? 0 : toUnit / scale;
      const at = this.recordsAt + this.size * stride;
      scales[(at + width) / 4] = scale;
      let squaredRest = 0;
      for (let i = 0; i < dimension; i++) {
        const value = data[from + i]!;
        // The nearest whole number; in this range several times as fast as Math.round.
        const code = ((value * toCode + 128.5) | 0) - 128;
        const left = value * toUnit - scale * code;
        squaredRest += left * left;
        rest[i] = left;
        codes[at + i] = code;
      }
      const error = this.correct(codes.subarray(at + inner, at + width), scale / FINER, squaredRest);
      this.errors[this.size] = error;
      this.greatestError = Math.max(this.greatestError, error);
    }
  }

  /** Writes the corrections of the vector `rest`, in steps of `step`; the error that is left. */
  private correct(corrections: Int8Array, step: number, squaredRest: number): number {
    const products = this.multiplyDirections();
    const toCode = step === 0 ? 0 : 1 / step;
    let along = 0;
    let squares = 0;
    for (let i = 0; i < DIRECTIONS; i++) {
      const product = products[i]!;
      const code = Math.max(-127, Math.min(127, Math.round(product * toCode)));
      corrections[i] = code;
      along += code * step * product;
      squares += (code * step) ** 2;
    }
    const length = Math.hypot(1 + Math.sqrt(squaredRest), FINER * Math.sqrt(squares));
    this.greatestLength = Math.max(this.greatestLength, length);
    // |rest - Σ correction × v|², multiplied out.
    return Math.fround(Math.sqrt(Math.max(0, squaredRest - 2 * along + this.stretch * squares)));
  }

  private takeDirections(directions: VectorMatrix): void {
    const { buffer } = this.kernels.memory;
    let stretch = 0;
    for (let i = 0; i < DIRECTIONS; i++) {
      const direction = rowOf(directions, i);
      new Float32Array(buffer, this.directionsAt + 4 * i * this.inner, this.inner).set(direction);
      // No eigenvalue of the matrix of their products is greater than the greatest sum of a row (Gershgorin).
      let sum = 0;
      for (let j = 0; j < DIRECTIONS; j++)
        sum += Math.abs(dot(directions.data, j * this.dimension, direction, 0, this.dimension));
      stretch = Math.max(stretch, sum);
    }
    this.stretch = stretch;
  }

  /** The product of each main direction with the vector in the memory: a view that the next ones overwrite. */
  private multiplyDirections(): Float64Array {
    const { directionsAt, inner, kernels, productsAt, vectorAt } = this;
    kernels.dotRows(vectorAt, directionsAt, 4 * inner, DIRECTIONS, productsAt);
    return new Float64Array(kernels.memory.buffer, productsAt, DIRECTIONS);
  }

  /** The query that starts at `data[offset]`, whose squared length must not be 0. */
  encodeQuery(data: Float32Array, offset: number, squaredLength: number): QueryCodes {
    const { dimension, inner, width } = this;
    const toUnit = 1 / Math.sqrt(squaredLength);
    const values = new Float64Array(width);
    for (let i = 0; i < dimension; i++) values[i] = data[offset + i]! * toUnit;
    new Float64Array(this.kernels.memory.buffer, this.vectorAt, inner).set(values.subarray(0, inner));
    for (const [i, product] of this.multiplyDirections().entries()) values[inner + i] = product / FINER;
    // So small that the sum of the products, of at most 127 × limit each, stays below 2^31.
    const limit = Math.min(32_767, Math.floor(0x7fff_ffff / (127 * width)));
    let greatest = 0;
    for (const value of values) greatest = Math.max(greatest, Math.abs(value));
    const scale = Math.fround(greatest / limit);
    const toCode = scale === 0 ? 0 : 1 / scale;
    const codes = new Int16Array(width);
    let squaredError = 0;
    for (let i = 0; i < width; i++) {
      const value = values[i]!;
      // The nearest whole number, as above.
      const code = Math.max(-limit, Math.min(limit, ((value * toCode + 32_768.5) | 0) - 32_768));
      squaredError += (value - scale * code) ** 2;
      codes[i] = code;
    }
    return { codes, scale, error: this.greatestLength * Math.sqrt(squaredError) + ROUNDING };
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

/** Main directions with a correction each: as many as the kernel takes in a step. */
const DIRECTIONS = 32;
/** A step of the corrections is this part of a step of the codes: so small that 127 of them reach as far as any rest does. */
const FINER = 64;

/** Rows estimated at a time, in some 30 µs. */
export const ESTIMATE_STEP = 2048;

/**
 * More than all rounding together: similarities (of at most 2, errors included) are estimated in single precision, in a
 * few steps of 2^-24 each, and errors, limits and distances are rounded to it as well.
 */
const ROUNDING = 2e-6;
