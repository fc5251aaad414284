import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fuseScores, standardize } from './hybrid.ts';

const score = fc.double({ min: -1000, max: 1000, noNaN: true });

describe('standardised scores', () => {
  test('by the rows that count: what is asked with is set aside, and still has a score', () => {
    const [first, ...rest] = standardize([100, 1, 2, 3, 6], new Set([0]));
    expect(rest).toEqual([...standardize([1, 2, 3, 6])]);
    expect(first).toBeCloseTo((100 - 3) / Math.sqrt(3.5), 9);
    expect([...standardize([5], new Set([0]))]).toEqual([0]);
  });

  test('have mean 0 and deviation 1, and keep the order', () => {
    expect([...standardize([1, 2, 3, 6])].map((z) => z.toFixed(4))).toEqual([
      '-1.0690',
      '-0.5345',
      '0.0000',
      '1.6036',
    ]);
  });

  test.each([[[]], [[5]], [[0.1, 0.1, 0.1]], [[1e-200, 2e-200]], [[Number.MIN_VALUE, 0]]])(
    'of %j say nothing: zeros',
    (scores) => {
      expect([...standardize(scores)]).toEqual(scores.map(() => 0));
    },
  );

  test('are always finite and ascend as the scores do', () => {
    fc.assert(
      fc.property(fc.array(score, { maxLength: 40 }), (scores) => {
        const standard = standardize(scores);
        for (const [a, z] of standard.entries()) {
          expect(Number.isFinite(z)).toBe(true);
          for (const [b, other] of standard.entries())
            if (scores[a]! > scores[b]!) expect(z).toBeGreaterThanOrEqual(other);
        }
      }),
    );
  });
});

describe('a hybrid score', () => {
  const meaning = [0.9, 0.1, 0.5, 0.3];
  const order = (scores: Float64Array) =>
    Array.from(scores.keys()).sort((a, b) => scores[b]! - scores[a]! || a - b);

  test('is the weighted sum of both sides, which it gives too', () => {
    const { scores, semantic, keyword } = fuseScores(meaning, [0, 3, 0, 1], 0.7);
    const [z, y] = [standardize(meaning), standardize([0, 3, 0, 1])];
    for (let row = 0; row < 4; row++) {
      expect(semantic[row]).toBe(0.7 * z[row]!);
      expect(keyword[row]).toBeCloseTo(0.3 * y[row]!, 12);
      expect(scores[row]).toBe(semantic[row]! + keyword[row]!);
    }
  });

  test('is ordered by meaning alone when no word was found, and by words alone when meaning tells nothing', () => {
    expect(order(fuseScores(meaning, [0, 0, 0, 0], 0.7).scores)).toEqual([0, 2, 3, 1]);
    expect(order(fuseScores([0.4, 0.4, 0.4, 0.4], [0, 3, 0, 1], 0.7).scores)).toEqual([1, 3, 0, 2]);
  });

  test('at weight 1 and 0 is one side alone', () => {
    expect(order(fuseScores(meaning, [0, 3, 0, 1], 1).scores)).toEqual([0, 2, 3, 1]);
    expect(order(fuseScores(meaning, [0, 3, 0, 1], 0).scores)).toEqual([1, 3, 0, 2]);
  });

  test('of a single paper, and of papers all alike, is 0', () => {
    expect([...fuseScores([0.3], [2], 0.7).scores]).toEqual([0]);
    expect([...fuseScores([0.3, 0.3], [2, 2], 0.7).scores]).toEqual([0, 0]);
  });

  test('does not change when a side is stretched or moved', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ max: 99, min: 0 }), fc.integer({ max: 99, min: 0 })), {
          minLength: 1,
          maxLength: 30,
        }),
        (pairs) => {
          const [a, b] = [pairs.map(([x]) => x), pairs.map(([, y]) => y)];
          const plain = fuseScores(a, b, 0.7).scores;
          const moved = fuseScores(
            a.map((x) => 4 * x + 8),
            b.map((y) => y / 2),
            0.7,
          ).scores;
          for (const [row, value] of plain.entries()) expect(moved[row]).toBeCloseTo(value, 9);
        },
      ),
    );
  });
});
