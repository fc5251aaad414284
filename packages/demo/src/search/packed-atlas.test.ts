import { expect, test } from 'vitest';
import { makeAtlas, makePaper } from '../state/made-state.ts';
import { packCards, unpackAtlas } from './packed-atlas.ts';

test('what is packed comes out as it was, papers without a title or a year too', () => {
  const { papers, ...atlas } = makeAtlas([
    makePaper(0, { year: 2001 }),
    makePaper(1, { title: '', year: null }),
    makePaper(2, { year: 0 }),
  ]);
  const cards = papers.map(({ id, title, year }) => ({ id, title, year }));
  expect(unpackAtlas({ ...atlas, cards: packCards(papers) })).toEqual({ ...atlas, papers: cards });
});
