import { expect, test } from 'vitest';
import { givenNameFirst, parseAuthors } from './authors.ts';

test.each<[unknown, string[]]>([
  [
    ['Ada Lovelace', ' ', 'Alan Turing'],
    ['Ada Lovelace', 'Alan Turing'],
  ],
  [
    [{ name: 'Ada Lovelace' }, { given: 'Alan', family: 'Turing' }],
    ['Ada Lovelace', 'Alan Turing'],
  ],
  [
    [{ firstName: 'Ada', lastName: 'Lovelace', suffix: 'Jr.' }, { first: 'A', last: 'B' }, 7, null],
    ['Ada Lovelace Jr.', 'A B'],
  ],
  [{ name: 'OpenAI' }, ['OpenAI']],
  ['Lovelace, Ada; Turing, Alan', ['Lovelace, Ada', 'Turing, Alan']],
  ['Ada Lovelace and Alan Turing', ['Ada Lovelace', 'Alan Turing']],
  ['Lovelace, Ada and Turing, Alan and others', ['Lovelace, Ada', 'Turing, Alan']],
  ['Ada Lovelace, Alan Turing, and Grace Hopper', ['Ada Lovelace', 'Alan Turing', 'Grace Hopper']],
  ['Ada Lovelace & Alan Turing', ['Ada Lovelace', 'Alan Turing']],
  ['Ada Lovelace|Alan Turing', ['Ada Lovelace', 'Alan Turing']],
  ['Ada Lovelace\nAlan Turing\n', ['Ada Lovelace', 'Alan Turing']],
  ['Lovelace, A., Turing, A. M.', ['Lovelace, A.', 'Turing, A. M.']],
  ['Lovelace, Ada', ['Lovelace, Ada']],
  ['van der Berg, Jan Willem', ['van der Berg, Jan Willem']],
  ['', []],
  [42, []],
])('authors of %j', (value, names) => {
  expect(parseAuthors(value)).toEqual(names);
});

test('an inherited or odd property is no name', () => {
  expect(parseAuthors([Object.create({ name: 'ghost' }), { name: 7 }, { __proto__: null }])).toEqual([]);
});

test('family-first names are turned round', () => {
  expect(givenNameFirst('King, Martin Luther, Jr.')).toBe('Martin Luther King Jr.');
  expect(givenNameFirst('Plato')).toBe('Plato');
});
