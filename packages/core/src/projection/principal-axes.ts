import { dot } from '../math/distance.ts';
import type { VectorMatrix } from '../math/matrix.ts';
import { type RandomGenerator, sampleRows } from '../math/random.ts';
import type { Pace } from '../task.ts';

/** Axes are found from this many papers at most: a start needs no more. */
const MAX_SAMPLE = 2000;
const ROUNDS = 30;
/** Rows worked on between two looks at the clock. */
const ROWS_PER_LOOK = 256;

type Axes = readonly [Float32Array, Float32Array];

/**
 * The vectors seen along their first two principal components: x and y of each, larger variance first. Found by
 * orthogonal iteration on a sample; components of nearly equal variance may stand at any angle. All 0 where the vectors
 * are all the same.
 *
 * Source: G. H. Golub, C. F. Van Loan, "Matrix Computations", 4th edition, 2013, section 8.2.4.
 */
export async function projectOnPrincipalAxes(
  vectors: VectorMatrix,
  random: RandomGenerator,
  pace: Pace,
): Promise<Float32Array> {
  const { count, dimension } = vectors;
  const sample = sampleRows(count, MAX_SAMPLE, random);
  const mean = meanOf(vectors, sample);
  const draw = (): Float64Array => Float64Array.from({ length: dimension }, () => random() - 0.5);
  let axes = toOrthonormal(draw(), draw());
  for (let round = 0; round < ROUNDS; round++) {
    const seen = await seeAlong(vectors, sample, mean, axes, pace);
    const sums = [new Float64Array(dimension), new Float64Array(dimension)] as const;
    for (let i = 0; i < sample.length; i++) {
      addCentered(sums[0], vectors, sample[i]!, mean, seen[2 * i]!);
      addCentered(sums[1], vectors, sample[i]!, mean, seen[2 * i + 1]!);
      if (i % ROWS_PER_LOOK === 0 && pace.isDue) await pace.rest();
    }
    axes = toOrthonormal(...sums);
  }
  const all = Int32Array.from({ length: count }, (_, row) => row);
  return seeAlong(vectors, all, mean, axes, pace);
}

function meanOf({ data, dimension }: VectorMatrix, rows: Int32Array): Float32Array {
  const sum = new Float64Array(dimension);
  for (const row of rows) for (let i = 0; i < dimension; i++) sum[i]! += data[row * dimension + i]!;
  return Float32Array.from(sum, (value) => value / rows.length);
}

/** Where the rows stand on the two axes, from the mean. */
async function seeAlong(
  { data, dimension }: VectorMatrix,
  rows: Int32Array,
  mean: Float32Array,
  [first, second]: Axes,
  pace: Pace,
): Promise<Float32Array> {
  const seen = new Float32Array(2 * rows.length);
  const x = dot(mean, 0, first, 0, dimension);
  const y = dot(mean, 0, second, 0, dimension);
  for (let i = 0; i < rows.length; i++) {
    const from = rows[i]! * dimension;
    seen[2 * i] = dot(data, from, first, 0, dimension) - x;
    seen[2 * i + 1] = dot(data, from, second, 0, dimension) - y;
    if (i % ROWS_PER_LOOK === 0 && pace.isDue) await pace.rest();
  }
  return seen;
}

function addCentered(
  sum: Float64Array,
  { data, dimension }: VectorMatrix,
  row: number,
  mean: Float32Array,
  factor: number,
): void {
  const from = row * dimension;
  for (let i = 0; i < dimension; i++) sum[i]! += factor * (data[from + i]! - mean[i]!);
}

function toOrthonormal(first: Float64Array, second: Float64Array): Axes {
  const x = toUnit(first);
  let along = 0;
  for (let i = 0; i < x.length; i++) along += second[i]! * x[i]!;
  return [x, toUnit(second.map((value, i) => value - along * x[i]!))];
}

/** A vector of length 0 stays as it is. */
function toUnit(vector: Float64Array): Float32Array {
  let squared = 0;
  for (const value of vector) squared += value * value;
  const scale = squared === 0 ? 0 : 1 / Math.sqrt(squared);
  return Float32Array.from(vector, (value) => value * scale);
}
