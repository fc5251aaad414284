import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeByteVectors, encodeByteVectors } from './byte-vectors.ts';
import { dot } from './distance.ts';

const DIMENSION = 24;
const vectors = fc
  .array(
    fc
      .array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: DIMENSION, maxLength: DIMENSION })
      .filter((values) => Math.hypot(...values) > 1e-3),
    { minLength: 2, maxLength: 8 },
  )
  .map((rows) => ({
    data: Float32Array.from(rows.flatMap((row) => row.map((value) => value / Math.hypot(...row)))),
    count: rows.length,
    dimension: DIMENSION,
  }));

test('a vector at a byte a value has length 1 and no cosine is far off', () => {
  fc.assert(
    fc.property(vectors, (matrix) => {
      const again = decodeByteVectors(encodeByteVectors(matrix), DIMENSION);
      expect([again.count, again.data.length]).toEqual([matrix.count, matrix.data.length]);
      for (let a = 0; a < matrix.count; a++) {
        const at = a * DIMENSION;
        expect(dot(again.data, at, again.data, at, DIMENSION)).toBeCloseTo(1, 5);
        // Half a step of the greatest value a dimension, twice: for either vector.
        const most = 2 * Math.sqrt(DIMENSION) * (0.5 / 127) * 1.1;
        const exact = dot(matrix.data, 0, matrix.data, at, DIMENSION);
        expect(Math.abs(dot(again.data, 0, again.data, at, DIMENSION) - exact)).toBeLessThanOrEqual(most);
      }
    }),
  );
});

test('a row of zeros stays one', () => {
  const zeros = { data: new Float32Array(DIMENSION), count: 1, dimension: DIMENSION };
  expect(decodeByteVectors(encodeByteVectors(zeros), DIMENSION)).toEqual(zeros);
});
