import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cleanJudged, judge, MAX_JUDGED } from './judgements.ts';
import { makeAtlas, makePaper, makeState } from './made-state.ts';
import { isAsking, questionOf } from './question.ts';
import { reduce } from './reduce.ts';

const NONE = { liked: [], disliked: [] };

test('a judgement is taken back by itself, and replaced by the other', () => {
  const liked = judge(NONE, 'a', 'liked');
  expect(liked).toEqual({ liked: ['a'], disliked: [] });
  expect(judge(liked, 'a', 'liked')).toEqual(NONE);
  expect(judge(liked, 'a', 'disliked')).toEqual({ liked: [], disliked: ['a'] });
});

test('no paper is ever judged twice, whatever is pressed', () => {
  const press = fc.tuple(fc.nat(40).map(String), fc.constantFrom('liked' as const, 'disliked' as const));
  fc.assert(
    fc.property(fc.array(press, { maxLength: 200 }), (presses) => {
      const judged = presses.reduce((before, [id, as]) => judge(before, id, as), cleanJudged(NONE));
      const all = [...judged.liked, ...judged.disliked];
      expect(new Set(all).size).toBe(all.length);
      expect(Math.max(judged.liked.length, judged.disliked.length)).toBeLessThanOrEqual(MAX_JUDGED);
      expect(cleanJudged(judged)).toEqual(judged);
    }),
  );
});

test('liked papers are a question, disliked ones alone are none, and unknown ones are left out', () => {
  const state = makeState(makeAtlas([makePaper(0), makePaper(1), makePaper(2)]));
  const liking = reduce(state, { type: 'paper-judged', id: 'p1', as: 'liked' });
  expect(questionOf(liking)).toMatchObject({ query: '', mode: 'hybrid', liked: ['p1'], disliked: [] });
  expect(isAsking(reduce(liking, { type: 'paper-judged', id: 'p1', as: 'disliked' }))).toBe(false);
  expect(isAsking({ ...state, liked: ['unknown'] })).toBe(false);
  const both = { ...liking, liked: ['p1', 'unknown'] };
  expect(questionOf(both)?.liked).toEqual(['p1']);
  expect(questionOf(both)?.liked).toBe(questionOf({ ...both })?.liked);
});
