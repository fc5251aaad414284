import fc from 'fast-check';
import { expect, it } from 'vitest';
import { exponential, logarithm } from './exponential.ts';

const relativeError = (value: number, wanted: number): number => Math.abs(value - wanted) / Math.abs(wanted);

it('agrees with the engine’s own exponential to 13 digits', () => {
  fc.assert(
    fc.property(fc.double({ min: -700, max: 700, noNaN: true }), (x) => {
      expect(relativeError(exponential(x), Math.exp(x))).toBeLessThan(1e-13);
    }),
    { seed: 1, numRuns: 2000 },
  );
});

it('agrees with the engine’s own logarithm to 15 digits of the larger of it and 1', () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-300, max: 1e300, noNaN: true }), (x) => {
      expect(Math.abs(logarithm(x) - Math.log(x))).toBeLessThan(1e-15 * Math.max(1, Math.abs(Math.log(x))));
    }),
    { seed: 1, numRuns: 2000 },
  );
});

it('is exact where it must be, and 0 or infinite where a double ends', () => {
  expect(exponential(0)).toBe(1);
  expect(logarithm(1)).toBe(0);
  expect(logarithm(2 ** 40)).toBe(40 * Math.LN2);
  expect(exponential(-1000)).toBe(0);
  expect(exponential(Number.NEGATIVE_INFINITY)).toBe(0);
  expect(exponential(1000)).toBe(Number.POSITIVE_INFINITY);
});
