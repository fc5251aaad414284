import { expect, test } from 'vitest';
import { askedNameOf } from './asked-with.ts';
import { makeAnswer, makeAtlas, makePaper, makeState } from './made-state.ts';

const state = makeState(makeAtlas(Array.from({ length: 4 }, (_, row) => makePaper(row))), {
  answer: makeAnswer('snow', [0]),
});

test('what is asked names words, liked papers and disliked ones', () => {
  expect(askedNameOf(state)).toBe('“snow”');
  expect(askedNameOf({ ...state, liked: ['p1'] })).toBe('the liked paper and “snow”');
  expect(askedNameOf({ ...state, liked: ['p1'], disliked: ['p2'] })).toBe(
    'the liked paper and “snow”, less the disliked one',
  );
  expect(askedNameOf({ ...state, disliked: ['p1', 'p2'] })).toBe('“snow”, less the 2 disliked ones');
});
