import { expect, test } from 'vitest';
import { nearestRow, rowsOnTop } from './rows-on-top.ts';

const none = { count: 5, hits: [], starred: [], liked: [], disliked: [], path: [], selected: null };
const placeOf = (row: number) => ({ x: 10 * row, y: 0 });

test('hits, marked papers, steps of a path and the open paper are on top; rows that the map has not are none', () => {
  expect(
    rowsOnTop({ ...none, hits: [1], starred: [2], liked: [3], disliked: [0], path: [9], selected: 4 }),
  ).toEqual([1, 2, 3, 0, 4]);
  expect(rowsOnTop(none)).toEqual([]);
});

test('the nearest one within reach is meant', () => {
  expect(nearestRow([1, 2, 3], placeOf, { x: 17, y: 0 }, 7)).toBe(2);
  expect(nearestRow([1, 2, 3], placeOf, { x: 17, y: 0 }, 2)).toBeNull();
  expect(nearestRow([], placeOf, { x: 17, y: 0 }, 7)).toBeNull();
});
