import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { measureNdcg, measureRanking, measureRecall, measureReciprocalRank } from './metrics.ts';

const grades = (given: Record<string, number>) => new Map(Object.entries(given));

describe('nDCG', () => {
  test('is gain over log2(rank + 1), over the best order of all that is judged', () => {
    // Järvelin and Kekäläinen's kind of example, by hand: 3, 2, 3, 0, 1, 2 in the list; ideal 3, 3, 2, 2, 1, 0.
    const judged = grades({ a: 3, b: 2, c: 3, d: 0, e: 1, f: 2 });
    const dcg = 3 + 2 / Math.log2(3) + 3 / 2 + 0 + 1 / Math.log2(6) + 2 / Math.log2(7);
    const ideal = 3 + 3 / Math.log2(3) + 2 / 2 + 2 / Math.log2(5) + 1 / Math.log2(6);
    expect(dcg).toBeCloseTo(6.8611, 4);
    expect(ideal).toBeCloseTo(7.141, 3);
    expect(measureNdcg(['a', 'b', 'c', 'd', 'e', 'f'], judged, 10)).toBeCloseTo(dcg / ideal, 12);
  });

  test('is held against all judged papers, also those that the list does not have', () => {
    const judged = grades({ a: 1, b: 1 });
    expect(measureNdcg(['a'], judged, 10)).toBeCloseTo(1 / (1 + 1 / Math.log2(3)), 12);
  });

  test('cuts list and ideal at k: eleven relevant papers do not make 1 impossible', () => {
    const ids = Array.from({ length: 11 }, (_, i) => `p${i}`);
    const judged = new Map(ids.map((id) => [id, 1]));
    expect(measureNdcg(ids.slice(0, 10), judged, 10)).toBe(1);
    expect(measureNdcg([...Array.from({ length: 10 }, (_, i) => `other${i}`), 'p0'], judged, 10)).toBe(0);
  });

  test('takes the grade as the gain, not 2^grade - 1, and nothing away for a grade below 0', () => {
    const judged = grades({ good: 2, poor: 1, spam: -2 });
    const swapped = (1 + 2 / Math.log2(3)) / (2 + 1 / Math.log2(3));
    expect(measureNdcg(['poor', 'good'], judged, 10)).toBeCloseTo(swapped, 12);
    expect(measureNdcg(['good', 'spam', 'poor'], judged, 10)).toBeCloseTo(
      (2 + 1 / 2) / (2 + 1 / Math.log2(3)),
      12,
    );
  });

  test('holds the list as it stands: swapping papers of one grade changes nothing, swapping others does', () => {
    const judged = grades({ a: 1, b: 1, c: 0 });
    expect(measureNdcg(['a', 'b', 'c'], judged, 10)).toBe(measureNdcg(['b', 'a', 'c'], judged, 10));
    expect(measureNdcg(['c', 'a', 'b'], judged, 10)).toBeLessThan(1);
  });
});

test('recall is the share of all relevant papers; grades of 0 and below are not relevant', () => {
  const judged = grades({ a: 2, b: 1, c: 1, d: 0, e: -1 });
  expect(measureRecall(['x', 'a', 'd', 'e', 'c'], judged, 100)).toBeCloseTo(2 / 3, 12);
  expect(measureRecall(['x', 'a', 'd', 'e', 'c'], judged, 2)).toBeCloseTo(1 / 3, 12);
});

test('the reciprocal rank is that of the first relevant paper, 0 beyond the cut', () => {
  const judged = grades({ a: 1, b: 3, z: 0 });
  expect(measureReciprocalRank(['z', 'y', 'a', 'b'], judged, 10)).toBeCloseTo(1 / 3, 12);
  const late = Array.from({ length: 10 }, (_, i) => `y${i}`);
  expect(measureReciprocalRank([...late, 'a'], judged, 10)).toBe(0);
  expect(measureReciprocalRank([...late.slice(1), 'a'], judged, 10)).toBe(0.1);
});

test('an empty list, nothing judged and nothing relevant are 0', () => {
  const zero = { 'ndcg@10': 0, 'recall@100': 0, 'mrr@10': 0 };
  expect(measureRanking([], grades({ a: 1 }))).toEqual(zero);
  expect(measureRanking(['a'], grades({}))).toEqual(zero);
  expect(measureRanking(['a'], grades({ a: 0 }))).toEqual(zero);
});

test('fewer papers than k are enough when they are the right ones', () => {
  expect(measureRanking(['a'], grades({ a: 1 }))).toEqual({ 'ndcg@10': 1, 'recall@100': 1, 'mrr@10': 1 });
});

test('a paper that comes twice counts once, where it comes first', () => {
  const judged = grades({ a: 1, b: 1 });
  expect(measureRanking(['a', 'a', 'b'], judged)).toEqual(measureRanking(['a', 'b'], judged));
});

test('for any list: within 0 and 1, and the best order of all judged papers is 1', () => {
  const judged = fc
    .dictionary(fc.string({ maxLength: 2 }), fc.integer({ min: -1, max: 4 }), { maxKeys: 15 })
    .map((given) => new Map(Object.entries(given)));
  fc.assert(
    fc.property(judged, fc.array(fc.string({ maxLength: 2 })), (given, ranked) => {
      for (const value of Object.values(measureRanking(ranked, given))) {
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(1 + 1e-12);
      }
      const best = [...given.keys()].sort((a, b) => given.get(b)! - given.get(a)!);
      if ([...given.values()].some((grade) => grade > 0))
        expect(measureRanking(best, given)).toEqual({ 'ndcg@10': 1, 'recall@100': 1, 'mrr@10': 1 });
    }),
  );
});
