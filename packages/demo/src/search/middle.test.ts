import fc from 'fast-check';
import { expect, test } from 'vitest';
import { middleOf } from './middle.ts';

test('the middle of a list is the one that sorting it gives, and the list stays as it is', () => {
  const values = fc.float32Array({ minLength: 1, maxLength: 60, noNaN: true });
  const few = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(
      fc.oneof(
        values,
        few.map((list) => Float32Array.from(list)),
      ),
      (list) => {
        const before = list.slice();
        // 0 and -0 are one value here.
        expect(middleOf(list) === list.slice().sort()[list.length >> 1]).toBe(true);
        expect(list).toEqual(before);
      },
    ),
    { seed: 1, numRuns: 500 },
  );
});
