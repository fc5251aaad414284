import { expect, test } from 'vitest';
import { pageTitleOf } from './address-bar.ts';
import { makeAtlas, makePaper, makeState } from './state/made-state.ts';
import { INITIAL_STATE } from './state/state.ts';

const HERE = 'http://localhost/';

test('the title of the page says what is looked at, and at rest which atlas this is', () => {
  const state = makeState(makeAtlas([makePaper(0, { title: 'One' }), makePaper(1)]));
  const titles = [INITIAL_STATE, state, { ...state, query: ' why ' }, { ...state, query: 'why', region: 0 }];
  expect(titles.map((each) => pageTitleOf(each, HERE))).toEqual([
    'Paper Atlas',
    '2 papers · Paper Atlas',
    'why · Paper Atlas',
    'land · Paper Atlas',
  ]);
  expect(pageTitleOf({ ...state, region: 0, selected: 'p0' }, HERE)).toBe('One · Paper Atlas');
  const named = `${HERE}?atlas=https://o.org/my%2520papers.atlas/`;
  expect(pageTitleOf(state, named)).toBe('my papers · Paper Atlas');
});
