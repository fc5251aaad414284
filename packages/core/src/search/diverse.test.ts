import { expect, test } from 'vitest';
import { createMatrix, normalizeRows } from '../math/matrix.ts';
import { createRandom } from '../math/random.ts';
import { diversify } from './diverse.ts';

/** Rows 0, 1, 2 are one thing said thrice, 3 and 4 are others. */
const vectors = normalizeRows({
  data: Float32Array.of(1, 0, 0, 1, 0.01, 0, 1, 0, 0.01, 0, 1, 0, 0, 0, 1),
  count: 5,
  dimension: 3,
});
const rows = Int32Array.of(0, 1, 2, 3, 4);
const scores = Float64Array.of(5, 4.9, 4.8, 4, 3);

test('repetitions wait behind what is new', () => {
  const list = diversify(rows, scores, vectors, { diversity: 0.5, limit: 5 });
  expect([...list.rows]).toEqual([0, 3, 4, 1, 2]);
});

test('without diversity the order stays', () => {
  expect([...diversify(rows, scores, vectors, { diversity: 0, limit: 5 }).rows]).toEqual([...rows]);
});

test('each hit has the highest marginal relevance of what is left, which falls: by the definition', () => {
  const random = createRandom(7);
  const many = createMatrix(70, 5);
  for (let i = 0; i < many.data.length; i++) many.data[i] = random() - 0.5;
  normalizeRows(many);
  const falling = Float64Array.from({ length: 70 }, () => random())
    .sort()
    .reverse();
  const order = Int32Array.from({ length: 70 }, (_, row) => (row * 29) % 70);
  const diversity = 0.3;
  const list = diversify(order, falling, many, { diversity, limit: 20 });
  const cosine = (a: number, b: number) =>
    Array.from({ length: 5 }, (_, i) => many.data[a * 5 + i]! * many.data[b * 5 + i]!).reduce(
      (x, y) => x + y,
    );
  // 20 hits are wanted, so that all 70 are in the pool.
  const relevance = (row: number) =>
    (falling[order.indexOf(row)]! - falling[69]!) / (falling[0]! - falling[69]!);
  const before: number[] = [];
  for (const [at, row] of list.rows.entries()) {
    const value = (candidate: number) =>
      (1 - diversity) * relevance(candidate) -
      diversity * Math.max(0, ...before.map((other) => cosine(candidate, other)));
    const best = Math.max(...[...order].filter((other) => !before.includes(other)).map(value));
    expect(value(row)).toBeCloseTo(best, 9);
    expect(list.scores[at]).toBeCloseTo(best, 9);
    before.push(row);
  }
  expect([...list.scores]).toEqual([...list.scores].sort((a, b) => b - a));
});

test('beyond its pool of 500 the list goes on in its own order, each row once', () => {
  const count = 600;
  const random = createRandom(3);
  const many = createMatrix(count, 4);
  for (let i = 0; i < many.data.length; i++) many.data[i] = random() - 0.5;
  normalizeRows(many);
  const order = Int32Array.from({ length: count }, (_, row) => row);
  const falling = Float64Array.from({ length: count }, (_, row) => -row);
  const list = diversify(order, falling, many, { diversity: 0.3, limit: Number.POSITIVE_INFINITY });
  expect(new Set(list.rows).size).toBe(count);
  expect([...list.rows.subarray(500)]).toEqual([...order.subarray(500)]);
  expect(list.scores.every((score, at) => at === 0 || score <= list.scores[at - 1]!)).toBe(true);
});

test('no rows give an empty list', () => {
  const empty = diversify(new Int32Array(0), new Float64Array(0), vectors, { diversity: 0.3, limit: 5 });
  expect(empty.rows).toHaveLength(0);
});
