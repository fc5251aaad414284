import fc from 'fast-check';
import { expect, test } from 'vitest';
import { citationOf } from './citation.ts';
import { makePaper } from './made-state.ts';

test('a citation is authors, year, title, venue and DOI in one line', () => {
  const paper = makePaper(0, {
    title: 'On\n  proofs',
    authors: ['Ada Lovelace', 'Kurt Gödel', 'Emmy Noether'],
    year: 1931,
    venue: 'Annals of Logic',
    doi: '10.1234/abc',
    url: 'https://example.org/x',
  });
  expect(citationOf(paper)).toBe(
    'Ada Lovelace, Kurt Gödel and Emmy Noether (1931). On proofs. Annals of Logic. https://doi.org/10.1234/abc',
  );
});

test('what a paper does not say is left out, and a question keeps its mark', () => {
  const two = ['A. B.', 'C. D.'];
  expect(citationOf(makePaper(0, { title: 'Why?', authors: two }))).toBe('A. B. and C. D. Why?');
  expect(citationOf(makePaper(0, { title: 'Why', arxivId: '2301.00001' }))).toBe(
    'Why. https://arxiv.org/abs/2301.00001',
  );
  expect(citationOf(makePaper(0, { title: 'Why', year: 2020, url: 'https://example.org/' }))).toBe(
    '(2020). Why. https://example.org/',
  );
});

test('whatever stands in title, names and venue, a citation is one line', () => {
  const lines = fc.string({ unit: fc.constantFrom('a', ' ', '\n', '\r', '\u2028', '.') });
  fc.assert(
    fc.property(lines, lines, fc.array(lines), (title, venue, authors) => {
      const text = citationOf(makePaper(0, { title, venue, authors }));
      expect(text).not.toMatch(/[\n\r\u2028]| {2}/);
    }),
  );
});
