import { expect, test } from 'vitest';
import { standardize } from './hybrid.ts';
import { combineScores, combineVectors, DISLIKE_WEIGHT } from './rocchio.ts';

const [a, b, c] = [Float32Array.of(1, 0), Float32Array.of(0, 1), Float32Array.of(0.5, 0.5)];

test('one thing alone is itself, as vector and as scores', () => {
  expect(combineVectors([a], [])).toBe(a);
  expect(combineScores([a], [])).toBe(a);
});

test('several are their mean, less a part of the mean of what is disliked', () => {
  expect([...combineVectors([a, b], [])]).toEqual([0.5, 0.5]);
  expect([...combineVectors([a], [b, c])]).toEqual([1 - 0.25 * DISLIKE_WEIGHT, -0.75 * DISLIKE_WEIGHT]);
});

test('keyword scores are standardised first, so that a long abstract does not outvote a short one', () => {
  const short = Float32Array.of(1, 0, 0);
  const long = Float32Array.of(0, 0, 900);
  const combined = combineScores([short, long], []);
  expect(combined[0]).toBeCloseTo(combined[2]!, 9);
  const without = combineScores([short], [long]);
  const [liked, disliked] = [standardize(short), standardize(long)];
  for (let row = 0; row < 3; row++)
    expect(without[row]).toBeCloseTo(liked[row]! - DISLIKE_WEIGHT * disliked[row]!, 12);
});
