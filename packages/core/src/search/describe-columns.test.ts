import { expect, test } from 'vitest';
import type { Paper } from '../papers/paper.ts';
import { describeColumns } from './describe-columns.ts';
import { acceptRows } from './paper-filter.ts';
import { createPaperTable } from './paper-table.ts';

const BARE = { title: '', abstract: '', doi: null, arxivId: null, url: null } as const;
const papers: Paper[] = [
  {
    ...BARE,
    id: 'a',
    year: 2020,
    venue: 'ICML',
    authors: ['A B'],
    categories: ['cs.CL', 'CS.cl'],
    extra: { n: '3', tags: ['x', 'y'] },
  },
  { ...BARE, id: 'b', year: 2018, venue: 'icml', authors: [], categories: [], extra: { n: 10, open: true } },
  {
    ...BARE,
    id: 'c',
    year: null,
    venue: 'ICML',
    authors: [],
    categories: ['graph networks'],
    extra: { open: false, none: null },
  },
];

test('names each column that has values, with its kind, range and counts', () => {
  expect(describeColumns(papers)).toEqual([
    {
      name: 'year',
      isExtra: false,
      kind: 'number',
      papers: 2,
      distinct: 2,
      range: [2018, 2020],
      values: [
        { value: 2020, papers: 1 },
        { value: 2018, papers: 1 },
      ],
    },
    {
      name: 'venue',
      isExtra: false,
      kind: 'text',
      papers: 3,
      distinct: 1,
      range: null,
      values: [{ value: 'ICML', papers: 3 }],
    },
    {
      name: 'category',
      isExtra: false,
      kind: 'list',
      papers: 2,
      distinct: 2,
      range: null,
      values: [
        { value: 'cs.CL', papers: 1 },
        { value: 'graph networks', papers: 1 },
      ],
    },
    {
      name: 'author',
      isExtra: false,
      kind: 'list',
      papers: 1,
      distinct: 1,
      range: null,
      values: [{ value: 'A B', papers: 1 }],
    },
    {
      name: 'n',
      isExtra: true,
      kind: 'number',
      papers: 2,
      distinct: 2,
      range: [3, 10],
      values: [
        { value: 3, papers: 1 },
        { value: 10, papers: 1 },
      ],
    },
    {
      name: 'tags',
      isExtra: true,
      kind: 'list',
      papers: 1,
      distinct: 2,
      range: null,
      values: [
        { value: 'x', papers: 1 },
        { value: 'y', papers: 1 },
      ],
    },
    {
      name: 'open',
      isExtra: true,
      kind: 'text',
      papers: 2,
      distinct: 2,
      range: null,
      values: [
        { value: 'true', papers: 1 },
        { value: 'false', papers: 1 },
      ],
    },
  ]);
  expect(describeColumns([])).toEqual([]);
});

test('lists no more values than asked and still counts them', () => {
  const many = Array.from(
    { length: 30 },
    (_, i): Paper => ({ ...papers[0]!, id: `p${i}`, venue: `v${i % 20}` }),
  );
  const venue = describeColumns(many, { maxValues: 10 }).find(({ name }) => name === 'venue')!;
  expect(venue).toMatchObject({ distinct: 20, papers: 30 });
  expect(venue.values).toHaveLength(10);
  expect(venue.values[0]).toEqual({ value: 'v0', papers: 2 });
});

test('counts what a filter for the whole value accepts', () => {
  const table = createPaperTable(papers);
  for (const { name, values } of describeColumns(papers)) {
    for (const { value, papers: count } of values) {
      const whole = [{ is: String(value) }];
      const filter =
        name === 'year'
          ? { years: [[Number(value), Number(value)] as const] }
          : name === 'venue'
            ? { venues: whole }
            : name === 'category'
              ? { categories: whole }
              : name === 'author'
                ? { authors: whole }
                : { columns: { [name]: [value] } };
      expect(acceptRows(table, filter)?.size).toBe(count);
    }
  }
});
