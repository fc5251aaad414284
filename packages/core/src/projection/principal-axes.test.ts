import { expect, it } from 'vitest';
import { createMatrix, type VectorMatrix } from '../math/matrix.ts';
import { createRandom } from '../math/random.ts';
import { Pace } from '../task.ts';
import { projectOnPrincipalAxes } from './principal-axes.ts';

const pace = () => new Pace(undefined, 'the test');

/** Points of 6 values that vary by 3 along one hidden direction, by 2 along another, by 0.2 along the rest; far from the origin. */
function plantAxes(
  count: number,
  seed: number,
): { vectors: VectorMatrix; first: number[]; second: number[] } {
  const random = createRandom(seed);
  const places = Array.from({ length: count }, () => [3 * (random() - 0.5), 2 * (random() - 0.5)] as const);
  const data = places.flatMap(([x, y]) =>
    [x + y, x - y, x + y, x - y, 0, 0].map((value) => 7 + value / 2 + 0.2 * (random() - 0.5)),
  );
  return {
    vectors: createMatrix(count, 6, Float32Array.from(data)),
    first: places.map(([x]) => x),
    second: places.map(([, y]) => y),
  };
}

function correlation(a: readonly number[], b: readonly number[]): number {
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meanA, meanB] = [mean(a), mean(b)];
  const product = (f: (i: number) => number): number => a.reduce((sum, _, i) => sum + f(i), 0);
  const along = product((i) => (a[i]! - meanA) * (b[i]! - meanB));
  return along / Math.sqrt(product((i) => (a[i]! - meanA) ** 2) * product((i) => (b[i]! - meanB) ** 2));
}

it('finds the two directions of the largest variance, the larger first', async () => {
  // 2,500 are more than the sample from which the axes are found.
  for (const count of [200, 2500]) {
    const { vectors, first, second } = plantAxes(count, 1);
    const seen = Array.from(await projectOnPrincipalAxes(vectors, createRandom(2), pace()));
    const x = seen.filter((_, i) => i % 2 === 0);
    const y = seen.filter((_, i) => i % 2 === 1);
    expect(Math.abs(correlation(x, first))).toBeGreaterThan(0.99);
    expect(Math.abs(correlation(y, second))).toBeGreaterThan(0.99);
    expect(Math.abs(x.reduce((sum, value) => sum + value, 0) / count)).toBeLessThan(0.1);
  }
});

it('puts vectors that are all the same on one spot, and those of one dimension on a line', async () => {
  const same = createMatrix(
    30,
    4,
    Float32Array.from({ length: 120 }, (_, i) => (i % 4) / 4),
  );
  const spot = await projectOnPrincipalAxes(same, createRandom(1), pace());
  expect(spot.every((value) => Math.abs(value) < 1e-6)).toBe(true);
  const line = await projectOnPrincipalAxes(
    createMatrix(4, 1, Float32Array.of(1, 2, 3, 6)),
    createRandom(1),
    pace(),
  );
  expect(Math.abs(line[6]! - line[0]!)).toBeCloseTo(5, 5);
  expect(line.filter((_, i) => i % 2 === 1).every((value) => Math.abs(value) < 1e-6)).toBe(true);
});
