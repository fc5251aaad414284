import fc from 'fast-check';
import { expect, test } from 'vitest';
import { valueInOrder } from './value-in-order.ts';

test('is what stands there when all are sorted, however they lie: crowded, far apart, equal', () => {
  const value = fc.oneof(
    fc.float({ noNaN: true, noDefaultInfinity: true, min: -1, max: 1 }),
    fc.float({ noNaN: true, noDefaultInfinity: true }),
    fc.constantFrom(0, 0.5, -1, 1),
  );
  fc.assert(
    fc.property(fc.array(value, { minLength: 1, maxLength: 200 }), fc.nat(), (list, place) => {
      const values = Float32Array.from(list);
      const at = place % values.length;
      // 0 and -0 are equal.
      expect(valueInOrder(values, at) + 0).toBe(values.slice().sort()[at]! + 0);
    }),
    { numRuns: 1000 },
  );
});
