import { expect, test } from 'vitest';
import { sha256HexOfText } from '../math/sha256.ts';
import { parseMapping, parsePaper } from './fields.ts';
import type { Paper } from './paper.ts';
import { parseCategories, parseYear } from './values.ts';

function paperOf(fields: Record<string, unknown>, mapping: Record<string, string | string[]> = {}): Paper {
  const parsed = parsePaper(fields, parseMapping(mapping));
  if ('reason' in parsed) throw new Error(parsed.reason);
  return parsed.paper;
}

test.each([
  [
    { _id: 'x', title: 'T', text: 'A' },
    { id: 'x', abstract: 'A' },
  ],
  [
    { paperId: 'x', Title: 'T', SUMMARY: 'A' },
    { id: 'x', abstract: 'A' },
  ],
  [{ title: 'T', published: '2020-03-01T00:00:00Z' }, { year: 2020 }],
  [{ title: 'T', Date: '12 March 2019' }, { year: 2019 }],
  [{ title: 'T', journal: 'J' }, { venue: 'J' }],
  [{ title: 'T', booktitle: 'B' }, { venue: 'B' }],
  [{ title: 'T', journal: { name: 'J', volume: '3' } }, { venue: 'J' }],
  [{ title: 'T', keywords: 'a; b;a' }, { categories: ['a', 'b'] }],
  [{ title: 'T', categories: 'cs.LG cs.CL stat.ML' }, { categories: ['cs.LG', 'cs.CL', 'stat.ML'] }],
  [
    { title: 'T', 'arXiv ID': '2001.01234v2' },
    { id: 'arxiv:2001.01234', arxivId: '2001.01234' },
  ],
  [{ title: 'T', url: 'https://arxiv.org/abs/2001.01234' }, { arxivId: '2001.01234' }],
  [
    { title: 'T', url: 'https://doi.org/10.1000/X' },
    { id: 'doi:10.1000/x', doi: '10.1000/x' },
  ],
  [
    { title: 'T', doi: '10.48550/arXiv.2001.01234' },
    { id: 'doi:10.48550/arxiv.2001.01234', arxivId: '2001.01234' },
  ],
  [{ title: 'T', externalIds: { DOI: '10.1/x', ArXiv: '2001.01234' } }, { arxivId: '2001.01234' }],
  [
    { title: ['T'], abstract: ['One.', 'Two.'] },
    { title: 'T', abstract: 'One. Two.' },
  ],
  [{ title: 'T', issued: { 'date-parts': [[2018, 4]] } }, { year: 2018 }],
])('%j gives %j', (fields, expected) => {
  expect(paperOf(fields)).toMatchObject(expected);
});

test('the id is given, else DOI, else arXiv id, else a hash of title and abstract', () => {
  const all = { id: 7, doi: '10.1000/x', arxiv: '2001.01234', title: 'T', abstract: 'A' };
  expect(paperOf(all).id).toBe('7');
  expect(paperOf({ ...all, id: '' }).id).toBe('doi:10.1000/x');
  expect(paperOf({ ...all, id: null, doi: '' }).id).toBe('arxiv:2001.01234');
  expect(paperOf({ title: 'T', abstract: 'A' }).id).toBe(`h-${sha256HexOfText('T\nA').slice(0, 16)}`);
});

test('the first column that can be understood fills a field, the others stay in extra', () => {
  const paper = paperOf({
    title: 'T',
    abstract: 'A',
    text: 'full text',
    year: 'n.d.',
    date: '2020',
    url: 'javascript:x',
  });
  expect(paper).toMatchObject({ abstract: 'A', year: 2020, url: null });
  expect(paper.extra).toEqual({ text: 'full text', year: 'n.d.', url: 'javascript:x' });
});

test('a mapping goes before the usual names and takes several columns in order', () => {
  const row = { title: 'T', body: '', lead: 'L', abstract: 'A' };
  expect(paperOf(row, { abstract: ['body', 'lead'] })).toMatchObject({
    abstract: 'L',
    extra: { abstract: 'A' },
  });
  expect(paperOf(row, { abstract: 'BODY' }).abstract).toBe('A');
});

test.each([
  { nonsense: 'x' },
  { abstract: '' },
  { abstract: [] },
  { abstract: 5 },
  { abstract: ['body', null] },
])('the mapping %j is refused', (mapping) => {
  expect(() => parseMapping(mapping as never)).toThrow(/is not FIELD=COLUMN; fields are id, title/);
});

test('every other column is kept under its own name', () => {
  const { extra } = paperOf({
    title: 'T',
    'Cited By': 12,
    open: true,
    tags2: ['a', { b: 1 }],
    nested: { x: { y: 'z' } },
    none: null,
    empty: '',
  });
  expect(extra).toEqual({
    'Cited By': 12,
    open: true,
    tags2: ['a', '{"b":1}'],
    'nested.x.y': 'z',
    none: null,
  });
});

test('a __proto__ column changes no prototype and is left out', () => {
  const fields: Record<string, unknown> = JSON.parse(
    '{"title":"T","__proto__":{"doi":"10.1000/x"},"extra":{"__proto__":{"p":1}},"constructor":"c"}',
  );
  const paper = paperOf(fields);
  expect(paper.doi).toBeNull();
  expect(Object.getPrototypeOf(paper.extra)).toBe(Object.prototype);
  expect(Object.entries(paper.extra)).toEqual([
    ['__proto__.p', 1],
    ['constructor', 'c'],
  ]);
  expect(({} as Record<string, unknown>)['p']).toBeUndefined();
});

test.each([
  [{ x: 1 }, 'no title and no abstract'],
  [{ title: 'x'.repeat(3000) }, 'the title has 3000 characters, at most 2000 are allowed'],
])('%j is no paper', (fields, reason) => {
  expect(parsePaper(fields, {})).toEqual({ reason });
});

test.each([
  [2020, 2020],
  [2020.5, null],
  [999, null],
  [2201, null],
  ['20200131', 2020],
  ['Spring 2020', 2020],
  ['03/04/20', null],
  ['1577836800', null],
  ['12.2020.5', null],
  ['x'.repeat(100), null],
])('the year of %j is %j', (value, year) => {
  expect(parseYear(value)).toBe(year);
});

test('categories are cut at commas only when nothing stronger separates them', () => {
  expect(parseCategories('Search, ranking; Maps')).toEqual(['Search, ranking', 'Maps']);
  expect(parseCategories('Search, Maps')).toEqual(['Search', 'Maps']);
  expect(parseCategories('deep learning')).toEqual(['deep learning']);
});
