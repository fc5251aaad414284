import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Curve, fitCurve } from './curve.ts';
import { buildForces, placeOf } from './forces.ts';

const squared = new Float32Array(1);
const bits = new Int32Array(squared.buffer);
const placeAt = (x: number): number => {
  squared[0] = x;
  return placeOf(bits[0]!);
};
const pullAt = ({ a, b }: Curve, x: number): number => (2 * a * b * x ** (b - 1)) / (1 + a * x ** b);
const pushAt = ({ a, b }: Curve, x: number): number => (2 * b) / ((0.001 + x) * (1 + a * x ** b));

it('holds the gradients to two hundredths at any distance that a map has', () => {
  for (const minDist of [0, 0.1, 0.5, 1]) {
    const curve = fitCurve(minDist);
    const { pull, push } = buildForces(curve);
    fc.assert(
      fc.property(fc.double({ min: 1e-7, max: 1e6, noNaN: true }), (x) => {
        const longest = 4 / Math.sqrt(x);
        const place = placeAt(x);
        expect(pull[place]! / Math.min(longest, pullAt(curve, x))).toBeCloseTo(1, 1.4);
        expect(push[place]! / Math.min(longest, pushAt(curve, x))).toBeCloseTo(1, 1.4);
      }),
      { seed: 1 },
    );
  }
});

it('gives a place for every number that can be a squared distance, ends included', () => {
  const { pull, push } = buildForces(fitCurve(0.1));
  for (const x of [0, 1e-45, 1e-30, 2 ** -24, 1, 2 ** 20, 1e30, Number.POSITIVE_INFINITY]) {
    expect(pull[placeAt(x)]).toBeGreaterThan(0);
    expect(push[placeAt(x)]).toBeGreaterThan(0);
  }
  expect(placeAt(0)).toBe(0);
  expect(placeAt(Number.POSITIVE_INFINITY)).toBe(pull.length - 1);
});

it('never pulls a paper past its partner, so that no pull needs cutting', () => {
  for (const minDist of [0, 0.1, 0.5, 1]) {
    const { pull } = buildForces(fitCurve(minDist));
    for (let distance = 0.01; distance < 100; distance *= 1.1) {
      expect(pull[placeAt(distance ** 2)]! * distance).toBeLessThan(2);
    }
  }
});
