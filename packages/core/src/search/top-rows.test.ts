import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRowSet, hasRow } from '../vector-index/row-set.ts';
import { takeTopRows } from './top-rows.ts';

test('the best accepted rows come in order, equal ones by row, always as many as there are: against sorting them all', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: -3, max: 12 }), { maxLength: 80 }),
      fc.array(fc.boolean(), { minLength: 80, maxLength: 80 }),
      fc.boolean(),
      fc.uniqueArray(fc.nat(79), { maxLength: 5 }),
      fc.oneof(fc.integer({ min: 1, max: 90 }), fc.constant(Number.POSITIVE_INFINITY)),
      fc.boolean(),
      (values, isAccepted, hasFilter, out, limit, isPositive) => {
        const scores = Float64Array.from(values);
        const rows = [...scores.keys()];
        const accept = hasFilter
          ? createRowSet(
              rows.filter((row) => isAccepted[row]),
              scores.length,
            )
          : null;
        const expected = rows
          .filter((row) => accept === null || hasRow(accept, row))
          .filter((row) => !out.includes(row) && (!isPositive || scores[row]! > 0))
          .sort((a, b) => scores[b]! - scores[a]! || a - b);
        const found = takeTopRows(scores, {
          limit,
          accept,
          leaveOut: new Set(out),
          positive: isPositive ? scores : null,
        });
        expect([...found.rows]).toEqual(expected.slice(0, limit));
        expect(found.total).toBe(expected.length);
      },
    ),
    { numRuns: 1000 },
  );
});

test('very many rows come in order too, whatever their scores: far apart, hardly apart, without end', () => {
  const some = fc.oneof(
    fc.double({ noNaN: true }),
    fc.constantFrom(Number.NEGATIVE_INFINITY, 0, -0, 1, 1 + Number.EPSILON, 5e-324),
  );
  fc.assert(
    fc.property(fc.array(some, { minLength: 1, maxLength: 300 }), (values) => {
      const scores = Float64Array.from(values);
      const { rows } = takeTopRows(scores, {
        limit: Number.POSITIVE_INFINITY,
        accept: null,
        leaveOut: new Set(),
      });
      const order = (a: number, b: number) =>
        scores[a]! === scores[b]! ? a - b : scores[b]! > scores[a]! ? 1 : -1;
      expect([...rows]).toEqual([...scores.keys()].sort(order));
    }),
    { numRuns: 500 },
  );
});
