import { acceptRows, createPaperTable } from 'paper-atlas';
import { expect, test } from 'vitest';
import { cleanFilters, paperFilterOf, usableFilters, withFilter } from './filters.ts';
import { makePaper } from './made-state.ts';

const papers = [
  makePaper(0, { year: 2018, venue: 'ICML', extra: { cited: 3, area: 'vision' }, abstract: 'a' }),
  makePaper(1, { year: 2021, venue: 'ACL', extra: { cited: 90, area: 'text' } }),
  makePaper(2, { venue: 'ACL', extra: { cited: null, area: 'text' } }),
];
const names = ['cited', 'area'];
const rowsOf = (...filters: Parameters<typeof cleanFilters>[0]) => {
  const accepted = acceptRows(createPaperTable(papers), paperFilterOf(names, cleanFilters(filters)));
  return Array.from(papers.keys()).filter((row) => accepted === null || (accepted.words[0]! >> row) & 1);
};

test('filters accept the papers that they name', () => {
  expect(rowsOf({ key: 'year', values: [], range: [2019, null] })).toEqual([1]);
  expect(rowsOf({ key: 'venue', values: ['ACL'], range: null })).toEqual([1, 2]);
  expect(rowsOf({ key: 'venue', values: ['ACL', 'ICML'], range: null })).toEqual([0, 1, 2]);
  expect(rowsOf({ key: 'has', values: ['abstract'], range: null })).toEqual([0]);
  expect(rowsOf({ key: 'x.cited', values: [], range: [3, 50] })).toEqual([0]);
  expect(rowsOf({ key: 'x.area', values: ['text'], range: null })).toEqual([1, 2]);
});

test('what these papers cannot be asked is left out, whatever the address says', () => {
  expect(rowsOf({ key: 'x.nothing', values: ['a'], range: null })).toEqual([0, 1, 2]);
  expect(rowsOf({ key: 'x.__proto__', values: ['a'], range: null })).toEqual([0, 1, 2]);
  expect(cleanFilters([{ key: 'year', values: ['2019'], range: null }])).toEqual([]);
  expect(cleanFilters([{ key: 'nonsense', values: ['a'], range: null }])).toEqual([]);
});

test('the ends of a range are put in order', () => {
  expect(withFilter([], { key: 'year', values: [], range: [2022, 2018] })[0]!.range).toEqual([2018, 2022]);
});

test('the same filters of the same papers are the same object', () => {
  const filters = cleanFilters([{ key: 'venue', values: ['ACL'], range: null }]);
  expect(paperFilterOf(names, filters)).toBe(paperFilterOf(names, filters));
  expect(usableFilters(names, filters)).toBe(filters);
  expect(withFilter(filters, { key: 'venue', values: ['ACL'], range: null })).toBe(filters);
  expect(withFilter(filters, { key: 'venue', values: [], range: null })).toEqual([]);
});
