import { expect, test } from 'vitest';
import { makeAtlas, makePaper, makeState } from './made-state.ts';
import { haveYears, newcomerOf, newcomersIn } from './novelty.ts';

const atlas = makeAtlas([2001, 2002, null, 2003].map((year, row) => makePaper(row, { year })));
const novelty = {
  distances: Float32Array.of(Number.NaN, 0.25, Number.NaN, 0.5),
  nearest: Int32Array.of(-1, 0, -1, 1),
  earlier: Int32Array.of(0, 1, 0, 2),
  firstYear: 2001,
  ofFirstYear: 1,
  withoutYear: 1,
};
const known = makeState(atlas, { novelty: { phase: 'known', novelty } });

test('a paper is as new as it was far from the nearest before it', () => {
  expect(newcomerOf(known, 3)).toEqual({ row: 3, nearest: 1, similarity: 0.5, earlier: 2 });
  expect([0, 2].map((row) => newcomerOf(known, row))).toEqual([null, null]);
  expect(newcomerOf(makeState(atlas), 3)).toBeNull();
});

test('a region lists the newest of its papers first', () => {
  expect(newcomersIn(known, atlas.map!, 0, 5)?.map(({ row }) => row)).toEqual([3, 1]);
  expect(newcomersIn(known, atlas.map!, 0, 1)?.map(({ row }) => row)).toEqual([3]);
  expect(newcomersIn(makeState(atlas), atlas.map!, 0, 5)).toBeNull();
});

test('years that are all the same are none to go by', () => {
  expect(haveYears(atlas.papers)).toBe(true);
  expect(haveYears([makePaper(0, { year: 2001 }), makePaper(1, { year: 2001 }), makePaper(2)])).toBe(false);
});
