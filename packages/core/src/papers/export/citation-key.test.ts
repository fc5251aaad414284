import fc from 'fast-check';
import { expect, test } from 'vitest';
import { citationKey } from './citation-key.ts';

const paper = {
  authors: ['Jasmijn Bastings', 'Wilker Aziz'],
  year: 2019,
  title: 'Interpretable Neural Predictions',
  extra: {},
};

test.each([
  [{}, 'bastings2019interpretable'],
  [{ extra: { bibtexKey: 'Bastings:19' } }, 'Bastings:19'],
  [{ extra: { bibtexKey: 'no key {' } }, 'bastings2019interpretable'],
  [{ title: 'On the Lottery of “Tickets”' }, 'bastings2019lottery'],
  [{ authors: ['Müller, Jörg'] }, 'muller2019interpretable'],
  [{ authors: ['Martin Luther King Jr.'] }, 'king2019interpretable'],
  [{ authors: ['Ludwig van Beethoven'], year: null }, 'beethoveninterpretable'],
  [{ authors: [] }, '2019interpretable'],
  [{ authors: [], year: null }, 'interpretable-neural-predictions'],
  [{ authors: [], year: null, title: 'What Is the How' }, 'what-is-the'],
  [{ authors: ['王伟'], year: null, title: '中文' }, 'paper'],
])('a paper with %j is cited by %s', (more, key) => {
  expect(citationKey({ ...paper, ...more })).toBe(key);
});

test('whatever a paper says, its key is one that BibTeX reads', () => {
  const year = fc.option(fc.integer({ min: 1000, max: 2200 }));
  const text = fc.string({ unit: 'grapheme' });
  fc.assert(
    fc.property(fc.record({ authors: fc.array(text), year, title: text }), (said) => {
      expect(citationKey({ ...said, extra: {} })).toMatch(/^[A-Za-z0-9][A-Za-z0-9_:./+-]*$/);
    }),
  );
});
