import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createRowSet, hasRow } from './row-set.ts';

it('holds exactly the rows it was given, each counted once', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 200 }), fc.array(fc.nat(199)), (count, given) => {
      const rows = given.filter((row) => row < count);
      const set = createRowSet(rows, count);
      expect(set.size).toBe(new Set(rows).size);
      for (let row = 0; row < count + 70; row++) expect(hasRow(set, row)).toBe(rows.includes(row));
    }),
    { seed: 1 },
  );
});

it.each([-1, 32, 1.5, Number.NaN])('refuses row %s of 32', (row) => {
  expect(() => createRowSet([0, row], 32)).toThrow(/expected 0 ≤ row < 32/);
});
