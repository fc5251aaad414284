import { expect, test } from 'vitest';
import { createTimeLeft, shareOf } from './own-progress.ts';

test('the share of the work never goes back from stage to stage and ends at 1', () => {
  const stages = ['model', 'start', 'embed', 'words', 'calibrate', 'graph', 'map', 'quality', 'regions'];
  const shares = stages.flatMap((stage) => [0, 5, 10].map((done) => shareOf({ stage, done, total: 10 })));
  expect(shares).toEqual(shares.toSorted((a, b) => a - b));
  expect(shares.at(-1)).toBe(1);
  expect(shareOf({ stage: 'embed', done: 0, total: 0 })).toBeGreaterThan(0);
});

test('the time left follows the pace since the first paper', () => {
  const left = createTimeLeft();
  expect(left(0.04, 'model', 0)).toBeNull();
  expect(left(0.1, 'embed', 10_000)).toBeNull();
  expect(left(0.11, 'embed', 10_100)).toBeNull();
  expect(left(0.3, 'embed', 20_000)).toBeCloseTo(35_000);
});
