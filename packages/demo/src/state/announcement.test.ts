import { expect, test } from 'vitest';
import { announcementOf, judgementNewsOf } from './announcement.ts';
import { makeAtlas, makePaper, makeState } from './made-state.ts';

test('the open paper is read, else the open region, else nothing', () => {
  const state = makeState(makeAtlas([makePaper(0, { title: 'One' }), makePaper(1)]));
  expect(announcementOf(state)).toBe('');
  expect(announcementOf({ ...state, region: 0 })).toBe('Region land, 2 papers');
  expect(announcementOf({ ...state, region: 0, selected: 'p0' })).toBe('One. Region land');
  expect(announcementOf({ ...state, region: 7 })).toBe('');
});

test('a paper that is judged is read with what one thinks of it, and so is one that no longer is', () => {
  const state = makeState(makeAtlas([makePaper(0, { title: 'One' }), makePaper(1, { title: 'Two' })]));
  const liked = { ...state, liked: ['p0'] };
  expect(judgementNewsOf(state, liked)).toBe('More like this: One');
  expect(judgementNewsOf(liked, { ...state, disliked: ['p0'] })).toBe('Less like this: One');
  expect(judgementNewsOf(liked, state)).toBe('No longer judged: One');
  expect(judgementNewsOf({ ...liked, disliked: ['p1'] }, state)).toBe('No paper is judged any more');
  expect(judgementNewsOf(state, { ...state, liked: ['nobody'] })).toBeNull();
  expect(judgementNewsOf(liked, liked)).toBeNull();
});
