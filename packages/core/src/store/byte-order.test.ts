import { expect, test } from 'vitest';
import { toFileOrder } from './byte-order.ts';

test('a little-endian machine writes what it has in memory', () => {
  const bytes = Uint8Array.of(1, 2, 3, 4);
  expect(toFileOrder(bytes, 4, true)).toBe(bytes);
});

test('a big-endian machine turns each value round and back', () => {
  const bigEndian = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8);
  expect([...toFileOrder(bigEndian, 4, false)]).toEqual([4, 3, 2, 1, 8, 7, 6, 5]);
  expect([...toFileOrder(bigEndian, 2, false)]).toEqual([2, 1, 4, 3, 6, 5, 8, 7]);
  expect(toFileOrder(toFileOrder(bigEndian, 4, false), 4, false)).toEqual(bigEndian);
  expect(toFileOrder(bigEndian, 1, false)).toBe(bigEndian);
});
