import fc from 'fast-check';
import { expect, test } from 'vitest';
import { makePaper } from '../state/made-state.ts';
import { differenceOf, isNextOf } from './paper-difference.ts';

const papers = Array.from({ length: 12 }, (_, row) => makePaper(row));

test('papers that came, went and were edited are counted, in any order', () => {
  const rows = fc.uniqueArray(fc.nat(11), { minLength: 1 });
  fc.assert(
    fc.property(rows, rows, fc.array(fc.nat(11)), (before, now, edited) => {
      const told = differenceOf(
        before.map((row) => papers[row]!),
        now.map((row) =>
          edited.includes(row) ? { ...papers[row]!, abstract: 'Another one.' } : papers[row]!,
        ),
      );
      const both = now.filter((row) => before.includes(row));
      expect(told).toEqual({
        added: now.length - both.length,
        removed: before.length - both.length,
        edited: both.filter((row) => edited.includes(row)).length,
        same: both.filter((row) => !edited.includes(row)).length,
      });
    }),
  );
});

test.each([
  [{ added: 3, edited: 0, removed: 0, same: 9 }, true],
  [{ added: 3, edited: 9, removed: 0, same: 0 }, true],
  [{ added: 12, edited: 0, removed: 12, same: 0 }, false],
  [{ added: 0, edited: 0, removed: 11, same: 1 }, false],
])('%o: the same papers gone on with is %s', (difference, expected) => {
  expect(isNextOf(difference)).toBe(expected);
});
