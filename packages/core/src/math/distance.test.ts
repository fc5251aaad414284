import fc from 'fast-check';
import { expect, it } from 'vitest';
import { cosineDistance, dot, squaredL2 } from './distance.ts';

const pairs = fc
  .nat(70)
  .chain((dimension) =>
    fc.tuple(
      ...([0, 1] as const).map(() =>
        fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: dimension, maxLength: dimension }),
      ),
    ),
  );

it('sums every value once, whatever the dimension and the offsets', () => {
  fc.assert(
    fc.property(pairs, fc.nat(5), fc.nat(5), ([x = [], y = []], offsetX, offsetY) => {
      const a = Float32Array.from([...Array(offsetX).fill(1e9), ...x, 1e9, 1e9]);
      const b = Float32Array.from([...Array(offsetY).fill(1e9), ...y, 1e9, 1e9]);
      // Whole numbers, so that the order of the sum does not show.
      expect(dot(a, offsetX, b, offsetY, x.length)).toBe(x.reduce((sum, value, i) => sum + value * y[i]!, 0));
      expect(squaredL2(a, offsetX, b, offsetY, x.length)).toBe(
        x.reduce((sum, value, i) => sum + (value - y[i]!) ** 2, 0),
      );
    }),
    { seed: 1 },
  );
});

it('puts a vector and its copy at cosine distance exactly 0, and keeps every pair in [0, 2]', () => {
  const values = fc.array(fc.float({ noNaN: true, noDefaultInfinity: true }), {
    minLength: 1,
    maxLength: 40,
  });
  fc.assert(
    fc.property(values, (list) => {
      const a = Float32Array.from(list);
      const b = a.map((value) => -value);
      const squared = dot(a, 0, a, 0, a.length);
      if (squared === 0) return;
      expect(cosineDistance(squared, squared, squared)).toBe(0);
      expect(cosineDistance(dot(a, 0, b, 0, a.length), squared, squared)).toBe(2);
    }),
    { seed: 1 },
  );
  expect(cosineDistance(1.0000001, 1, 1)).toBe(0);
  expect(cosineDistance(-1.0000001, 1, 1)).toBe(2);
  expect(cosineDistance(0, 4, 9)).toBe(1);
});

it('puts a vector without direction at cosine distance 1 from everything', () => {
  expect(cosineDistance(0, 0, 1)).toBe(1);
  expect(cosineDistance(0, 0, 0)).toBe(1);
});
