import { expect, it } from 'vitest';
import { fitCurve } from './curve.ts';

/** The sum of squares that the fit makes least, word for word. */
function errorOf(minDist: number, a: number, b: number): number {
  let error = 0;
  for (let i = 0; i < 300; i++) {
    const d = (3 * i) / 299;
    const wanted = d < minDist ? 1 : Math.exp(minDist - d);
    error += (wanted - 1 / (1 + a * d ** (2 * b))) ** 2;
  }
  return error;
}

it('finds what umap-learn finds for its default distance', () => {
  const { a, b } = fitCurve(0.1);
  expect(a).toBeCloseTo(1.5769434603, 4);
  expect(b).toBeCloseTo(0.8950608779, 4);
});

it.each([0, 0.01, 0.1, 0.25, 0.5, 0.8, 1])(
  'lies at the bottom for minDist %d: any other a and b fit worse',
  (minDist) => {
    const { a, b } = fitCurve(minDist);
    const least = errorOf(minDist, a, b);
    for (let angle = 0; angle < 2 * Math.PI; angle += 0.1) {
      for (const step of [1e-4, 1e-2, 0.2]) {
        expect(
          errorOf(minDist, a + step * a * Math.cos(angle), b + step * b * Math.sin(angle)),
        ).toBeGreaterThan(least);
      }
    }
  },
);
