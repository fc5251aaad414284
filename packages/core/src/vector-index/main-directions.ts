import { dot } from '../math/distance.ts';
import { createMatrix, rowOf, type VectorMatrix } from '../math/matrix.ts';

/** Directions are found from this many vectors at most. */
const SAMPLE = 400;
/** What is left of a unit vector beside the directions before it, when that may be rounding alone. */
const NOTHING = 1e-4;

/**
 * `wanted` directions in which unit vectors of the given ones have most of their length: about their first principal
 * components, from the origin. Rows of unit length at right angles to one another, as exactly as float32 allows; rows of
 * zeros where the vectors have no more directions. `squaredLengths` has one number a vector. Always the same for the same
 * vectors.
 *
 * One round of orthogonal iteration, from some of the vectors (a second one gains little): G. H. Golub, C. F. Van Loan,
 * "Matrix Computations", 4th edition, 2013, section 8.2.4.
 */
export function findMainDirections(
  { data, count, dimension }: VectorMatrix,
  squaredLengths: Float64Array,
  wanted: number,
): VectorMatrix {
  const size = Math.min(count, SAMPLE);
  const sample = createMatrix(size, dimension);
  for (let i = 0; i < size; i++) {
    const row = Math.floor((i * count) / size);
    const squaredLength = squaredLengths[row]!;
    const toUnit = squaredLength === 0 ? 0 : 1 / Math.sqrt(squaredLength);
    const unit = rowOf(sample, i);
    for (let at = 0; at < dimension; at++) unit[at] = data[row * dimension + at]! * toUnit;
  }
  const sums = Array.from({ length: wanted }, (_, i) =>
    Float64Array.from(rowOf(sample, Math.floor((i * size) / wanted))),
  );
  const first = toOrthonormal(sums, dimension);
  for (const [i, sum] of sums.entries()) addAlong(sum.fill(0), sample, rowOf(first, i));
  return toOrthonormal(sums, dimension);
}

/** Adds each of the vectors as many times as it goes along the direction. */
function addAlong(
  sum: Float64Array,
  { data, count, dimension }: VectorMatrix,
  direction: Float32Array,
): void {
  for (let row = 0; row < count; row++) {
    const from = row * dimension;
    const along = dot(data, from, direction, 0, dimension);
    for (let i = 0; i < dimension; i++) sum[i]! += along * data[from + i]!;
  }
}

/** By Gram and Schmidt, twice over: once leaves what rounding left. Changes `vectors`. */
function toOrthonormal(vectors: readonly Float64Array[], dimension: number): VectorMatrix {
  const directions = createMatrix(vectors.length, dimension);
  for (const [row, vector] of vectors.entries()) {
    scaleTo(vector, lengthOf(vector));
    for (let time = 0; time < 2; time++) {
      for (let before = 0; before < row; before++) subtractAlong(vector, vectors[before]!);
      const length = lengthOf(vector);
      scaleTo(vector, length < NOTHING ? 0 : length);
    }
    rowOf(directions, row).set(vector);
  }
  return directions;
}

function subtractAlong(vector: Float64Array, unit: Float64Array): void {
  let along = 0;
  for (let i = 0; i < vector.length; i++) along += vector[i]! * unit[i]!;
  for (let i = 0; i < vector.length; i++) vector[i]! -= along * unit[i]!;
}

function lengthOf(vector: Float64Array): number {
  let squared = 0;
  for (const value of vector) squared += value * value;
  return Math.sqrt(squared);
}

/** To unit length, or to zeros when there is no length. */
function scaleTo(vector: Float64Array, length: number): void {
  const scale = length === 0 ? 0 : 1 / length;
  for (let i = 0; i < vector.length; i++) vector[i]! *= scale;
}
