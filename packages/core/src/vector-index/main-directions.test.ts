import { describe, expect, it } from 'vitest';
import { createUniformVectors } from '../../bench/synthetic.ts';
import { dot } from '../math/distance.ts';
import { createMatrix, rowOf, type VectorMatrix } from '../math/matrix.ts';
import { createRandom } from '../math/random.ts';
import { findMainDirections } from './main-directions.ts';

const DIMENSION = 24;

/** Sums of the first `used` rows of `basis`, times 1, 1/2, 1/3… and a random number each, and of any length. */
function mix(basis: VectorMatrix, used: number, count: number): VectorMatrix {
  const random = createRandom(1);
  const vectors = createMatrix(count, DIMENSION);
  for (let row = 0; row < count; row++) {
    const length = 10 ** (6 * random() - 3);
    for (let part = 0; part < used; part++) {
      const weight = (length * (random() - 0.5)) / (part + 1);
      for (let i = 0; i < DIMENSION; i++) rowOf(vectors, row)[i]! += weight * rowOf(basis, part)[i]!;
    }
  }
  return vectors;
}

function lengthsOf({ data, count, dimension }: VectorMatrix): Float64Array {
  return Float64Array.from({ length: count }, (_, row) =>
    dot(data, row * dimension, data, row * dimension, dimension),
  );
}

/** By how much of its length each of the vectors lies in the directions, squared. */
function sharesIn(directions: VectorMatrix, vectors: VectorMatrix): number[] {
  const lengths = lengthsOf(vectors);
  return Array.from(lengths, (squaredLength, row) => {
    let along = 0;
    for (let i = 0; i < directions.count; i++)
      along += dot(rowOf(vectors, row), 0, rowOf(directions, i), 0, DIMENSION) ** 2;
    return along / squaredLength;
  });
}

describe('findMainDirections', () => {
  const basis = createUniformVectors({ count: 8, dimension: DIMENSION, seed: 2 });

  it('gives unit vectors at right angles', () => {
    const vectors = createUniformVectors({ count: 1000, dimension: DIMENSION, seed: 3 });
    const directions = findMainDirections(vectors, lengthsOf(vectors), 8);
    for (let a = 0; a < 8; a++)
      for (let b = 0; b <= a; b++)
        expect(dot(rowOf(directions, a), 0, rowOf(directions, b), 0, DIMENSION)).toBeCloseTo(
          a === b ? 1 : 0,
          6,
        );
  });

  it('finds all directions when there are few, whatever the lengths, and no more than there are', () => {
    for (const used of [1, 3, 5]) {
      const vectors = mix(basis, used, 500);
      const directions = findMainDirections(vectors, lengthsOf(vectors), 8);
      for (const share of sharesIn(directions, vectors)) expect(share).toBeCloseTo(1, 5);
      expect([...lengthsOf(directions)].filter((length) => length > 0)).toHaveLength(used);
    }
  });

  it('takes those in which the vectors are longest', () => {
    const vectors = mix(basis, 8, 2000);
    const shares = sharesIn(findMainDirections(vectors, lengthsOf(vectors), 3), vectors);
    const other = sharesIn(createUniformVectors({ count: 3, dimension: DIMENSION, seed: 4 }), vectors);
    const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    expect(mean(shares)).toBeGreaterThan(0.8);
    expect(mean(other)).toBeLessThan(0.3);
  });

  it('gives zeros for no vectors, and for those without a length', () => {
    for (const count of [0, 5]) {
      const directions = findMainDirections(createMatrix(count, DIMENSION), new Float64Array(count), 4);
      expect(directions).toMatchObject({ count: 4, dimension: DIMENSION });
      expect(directions.data.every((value) => value === 0)).toBe(true);
    }
  });
});
