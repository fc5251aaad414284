import fc from 'fast-check';
import { expect, test } from 'vitest';
import { poolTokens } from './pooling.ts';

const plain = { pooling: 'mean', normalize: false } as const;

test('mean pooling averages the tokens', () => {
  const into = new Float32Array(2);
  poolTokens(Float32Array.of(1, 2, 3, 6), 2, 2, plain, into, 0);
  expect([...into]).toEqual([2, 4]);
});

test('CLS pooling takes the first token alone', () => {
  const into = new Float32Array(2);
  poolTokens(Float32Array.of(1, 2, 3, 6), 2, 2, { pooling: 'cls', normalize: false }, into, 0);
  expect([...into]).toEqual([1, 2]);
});

test('writes one row and leaves its neighbours alone', () => {
  const into = Float32Array.of(9, 9, 9, 9, 9, 9);
  poolTokens(Float32Array.of(3, 4), 1, 2, { pooling: 'mean', normalize: true }, into, 2);
  expect([...into]).toEqual([9, 9, Math.fround(0.6), Math.fround(0.8), 9, 9]);
});

test('a zero vector stays zero instead of becoming NaN', () => {
  const into = new Float32Array(3);
  poolTokens(new Float32Array(6), 2, 3, { pooling: 'mean', normalize: true }, into, 0);
  expect([...into]).toEqual([0, 0, 0]);
});

test('a normalised vector has length one', () => {
  fc.assert(
    fc.property(
      fc.array(fc.float({ min: -100, max: 100, noNaN: true }), { minLength: 4, maxLength: 64 }),
      (values) => {
        fc.pre(values.some((value) => Math.abs(value) > 1e-3));
        const into = new Float32Array(values.length);
        poolTokens(
          Float32Array.from(values),
          1,
          values.length,
          { pooling: 'mean', normalize: true },
          into,
          0,
        );
        expect(Math.hypot(...into)).toBeCloseTo(1, 5);
      },
    ),
  );
});
