import { expect, test } from 'vitest';
import { askableOf } from './askable.ts';
import { makePaper } from './made-state.ts';

test('fields and columns are those that papers have', () => {
  const { fields, columns } = askableOf([
    makePaper(0, { year: 2019, extra: { 'page count': 9 } }),
    makePaper(1, { venue: 'ACL', extra: { area: 'vision' } }),
  ]);
  expect([...fields].sort()).toEqual(['venue', 'year']);
  expect(columns).toEqual(['page-count', 'area']);
});

test('what a reference manager keeps for itself is not offered, nor what a field hides', () => {
  const extra = { archiveprefix: 'arXiv', bibtexType: 'misc', Author: 'A', keywords: 'snow' };
  expect(askableOf([makePaper(0, { extra })]).columns).toEqual(['keywords']);
});
