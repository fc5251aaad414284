import { expect, test } from 'vitest';
import { isFar } from './far.ts';

test('far is what a tenth of all pairs is closer than; of what nobody knows nothing is said', () => {
  expect([53.5, 89.9, 90, 99.4, null].map((percentile) => isFar({ percentile }))).toEqual([
    ...[true, true, false, false],
    false,
  ]);
});
