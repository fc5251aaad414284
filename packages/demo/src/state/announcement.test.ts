import { expect, test } from 'vitest';
import { announcementOf } from './announcement.ts';
import { makeAtlas, makePaper, makeState } from './made-state.ts';

test('the open paper is read, else the open region, else nothing', () => {
  const state = makeState(makeAtlas([makePaper(0, { title: 'One' }), makePaper(1)]));
  expect(announcementOf(state)).toBe('');
  expect(announcementOf({ ...state, region: 0 })).toBe('Region land, 2 papers');
  expect(announcementOf({ ...state, region: 0, selected: 'p0' })).toBe('One. Region land');
  expect(announcementOf({ ...state, region: 7 })).toBe('');
});
