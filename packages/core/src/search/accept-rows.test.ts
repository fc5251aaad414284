import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { makePaper as paper } from '../../tests/support/made-papers.ts';
import type { Paper } from '../papers/paper.ts';
import { hasRow } from '../vector-index/row-set.ts';
import { acceptRows, acceptRowsInSlices } from './accept-rows.ts';
import type { FieldConditions, PaperFilter } from './paper-filter.ts';
import { createPaperTable } from './paper-table.ts';

/** Positions of the papers that the filter accepts. */
function accepted(papers: readonly Paper[], filter: PaperFilter): number[] {
  const rows = acceptRows(createPaperTable(papers), filter);
  return papers.map((_, row) => row).filter((row) => rows === null || hasRow(rows, row));
}

/** True when a paper of these fields meets the filter. */
function meets(fields: Partial<Paper>, filter: PaperFilter): boolean {
  return accepted([paper(fields)], filter).length === 1;
}

describe('a filter', () => {
  test('that asks nothing accepts all, without a set', () => {
    const table = createPaperTable([paper({})]);
    expect(acceptRows(table, {})).toBeNull();
    expect(acceptRows(table, { years: [], venues: [], not: {}, columns: {} })).toBeNull();
    expect(acceptRows(createPaperTable([]), { hasAbstract: true })).toEqual({
      words: new Uint32Array(0),
      size: 0,
    });
  });

  test.each<[string[], string]>([
    [['Geoffrey E. Hinton', 'Hinton, Geoffrey', 'Hinton GE', 'G. Hinton', 'G E Hinton'], 'Hinton'],
    [['Geoffrey E. Hinton', 'Hinton, Geoffrey', 'Hinton GE', 'G. Hinton', 'GE Hinton'], 'G. Hinton'],
    [['Geoffrey E. Hinton', 'Hinton, Geoffrey E.', 'G. E. Hinton'], 'Hinton, Geoffrey'],
    [['Geoffrey E. Hinton', 'Geoffrey Hinton'], 'Hinton Geoffrey'],
    [['Geoffrey E. Hinton', 'Geoffrey Hinton', 'GE Hinton'], 'Hinton GE'],
    [['Laurens van der Maaten', 'van der Maaten, Laurens', 'L. van der Maaten'], 'van der Maaten'],
    [['Gabriel García Márquez'], 'garcia'],
    [['Gabriel García Márquez'], 'marquez'],
    [['Fei-Fei Li', 'F.-F. Li'], 'Fei-Fei Li'],
    [['Jörg Müller'], 'muller'],
    [['张伟'], '张伟'],
    [['Plato'], 'plato'],
  ])('finds the authors %j by %s', (authors, sought) => {
    for (const author of authors)
      expect(meets({ authors: ['Ada Other', author] }, { authors: [sought] })).toBe(true);
  });

  test.each([
    ['Geoffrey Hinton', 'Geoffrey'],
    ['Geoffrey Hinton', 'Hint'],
    ['Geoffrey Hinton', 'Y. Hinton'],
    ['Geoffrey E. Hinton', 'Geoffrey F. Hinton'],
    ['James Martin', 'Bond Martin'],
    ['Plato', 'A. Plato'],
  ])('does not take %s for %s', (author, sought) => {
    expect(meets({ authors: [author] }, { authors: [sought] })).toBe(false);
  });

  test('finds venues and categories by whole words, or as a whole', () => {
    const venue = 'NeurIPS 2020 Workshop on Causality';
    expect(meets({ venue }, { venues: ['neurips'] })).toBe(true);
    expect(meets({ venue }, { venues: ['NeurIPS-2020'] })).toBe(true);
    expect(meets({ venue }, { venues: ['Neur', '2020 NeurIPS'] })).toBe(false);
    expect(meets({ venue }, { venues: [{ is: 'NeurIPS' }] })).toBe(false);
    expect(meets({ venue: 'Neurips' }, { venues: [{ is: 'NeurIPS' }] })).toBe(true);
    expect(meets({ categories: ['stat.ML', 'cs.CL'] }, { categories: ['cs'] })).toBe(true);
    expect(meets({ categories: ['stat.ML', 'cs.CL'] }, { categories: ['cs.LG'] })).toBe(false);
    expect(meets({ venue: null }, { venues: ['x'] })).toBe(false);
  });

  test('finds a phrase whole, across hyphens, accents and case, within title or abstract', () => {
    const phrase = (abstract: string, sought: string) =>
      meets({ title: 'Weak', abstract }, { phrases: [sought] });
    expect(phrase('We study Deep-Learning.', 'deep learning')).toBe(true);
    expect(phrase('state of the art', 'State-of-the-art')).toBe(true);
    expect(phrase('a naïve Bayes rule', 'naive bayes')).toBe(true);
    expect(phrase('a naive Bayes rule', 'naïve bayes')).toBe(true);
    expect(phrase('the Schr\\"odinger equation', 'Schrödinger equation')).toBe(true);
    expect(phrase('deep learnings', 'deep learning')).toBe(false);
    expect(phrase('undeep learning', 'deep learning')).toBe(false);
    expect(phrase('deep and learning', 'deep learning')).toBe(false);
    expect(phrase('supervision', 'weak supervision')).toBe(false);
    expect(phrase('基于深度学习的方法', '深度学习')).toBe(true);
    expect(phrase('anything', '!!!')).toBe(false);
  });

  test('leaves a word out in all its forms, and a phrase only as it is', () => {
    const without = (abstract: string, word: string) => !meets({ abstract }, { without: [word] });
    expect(without('Graph Networks', 'network')).toBe(true);
    expect(without('two studies', 'study')).toBe(true);
    expect(without('a networked world', 'networks')).toBe(true);
    expect(without('networkx', 'network')).toBe(false);
    expect(without('GPT-4', 'gpt4')).toBe(true);
    expect(without('GPT 4', 'GPT-4')).toBe(true);
    expect(without('GPT-3 in 4 days', 'GPT-4')).toBe(false);
    expect(without('a pretrained model', 'pre-trained')).toBe(true);
    expect(without('naïve—truly', 'naive')).toBe(true);
    expect(without('C++ code', 'C++')).toBe(true);
    expect(without('vitamin C', 'C++')).toBe(false);
    expect(meets({ abstract: 'Graph Networks' }, { not: { phrases: ['graph network'] } })).toBe(true);
    expect(meets({ abstract: 'A graph network.' }, { not: { phrases: ['graph network'] } })).toBe(false);
  });

  test('asks all title words, in any form', () => {
    const title = 'Graph Neural Networks for Vision';
    expect(meets({ title }, { titles: ['network', 'graph'] })).toBe(true);
    expect(meets({ title }, { titles: ['neural network'] })).toBe(true);
    expect(meets({ title }, { titles: ['graph', 'language'] })).toBe(false);
    expect(meets({ title }, { titles: [{ is: 'Graph neural networks: for vision!' }] })).toBe(true);
  });

  test('compares columns as numbers, text and lists', () => {
    const extra = {
      citations: 120,
      pages: '12',
      area: 'Computer Vision',
      tags: ['a b', 'c'],
      open: true,
      none: null,
    };
    const meetsColumn = (name: string, value: NonNullable<FieldConditions['columns']>[string][number]) =>
      meets({ extra }, { columns: { [name]: [value] } });
    expect(meetsColumn('citations', { above: 119.5, below: 120.5 })).toBe(true);
    expect(meetsColumn('citations', { above: 120 })).toBe(false);
    expect(meetsColumn('citations', '120')).toBe(true);
    expect(meetsColumn('citations', '12')).toBe(false);
    expect(meetsColumn('citations', 120)).toBe(true);
    expect(meetsColumn('pages', { from: 12, to: 12 })).toBe(true);
    expect(meetsColumn('pages', 12)).toBe(true);
    expect(meetsColumn('area', 'vision')).toBe(true);
    expect(meetsColumn('area', { is: 'vision' })).toBe(false);
    expect(meetsColumn('area', { from: 0 })).toBe(false);
    expect(meetsColumn('tags', 'b')).toBe(true);
    expect(meetsColumn('tags', { is: 'A B' })).toBe(true);
    expect(meetsColumn('open', 'true')).toBe(true);
    expect(meetsColumn('none', 'null')).toBe(false);
  });

  test('finds papers by id, DOI and arXiv id', () => {
    const papers = [
      paper({ id: 'a', doi: '10.1/x' }),
      paper({ id: 'b', arxivId: '2001.01234' }),
      paper({ id: 'c' }),
    ];
    expect(accepted(papers, { ids: ['doi:10.1/x', 'c', 'nobody'] })).toEqual([0, 2]);
    expect(accepted(papers, { ids: ['arxiv:2001.01234'] })).toEqual([1]);
    expect(accepted(papers, { not: { ids: ['c'] } })).toEqual([0, 1]);
    expect(accepted(papers, { ids: [] })).toEqual([]);
    expect(accepted(papers, { not: { ids: [] } })).toEqual([0, 1, 2]);
  });

  test('leaves out what meets one of several exceptions', () => {
    const papers = [
      paper({ year: 2020, extra: { n: 1, m: 1 } }),
      paper({ year: 2020, extra: { n: 2, m: 2 } }),
      paper({ extra: { n: 3, m: 3 } }),
    ];
    expect(accepted(papers, { not: { years: [[null, 2020]] } })).toEqual([2]);
    expect(accepted(papers, { not: { columns: { n: [1], m: [3] } } })).toEqual([1]);
  });
});

describe('a filter from outside', () => {
  const table = createPaperTable([paper({ extra: { citations: 1, area: 'x' } })]);
  const circular: { self?: unknown } = {};
  circular.self = circular;
  test.each<[unknown, string]>([
    [null, 'filter'],
    ['year:2020', 'filter'],
    [{ year: 2020 }, 'filter.year'],
    [{ years: [2018, 2020] }, 'filter.years[0]'],
    [{ years: 2020 }, 'filter.years'],
    [{ years: [[2020, 2018]] }, 'filter.years[0]'],
    [{ years: [[Number.NaN, null]] }, 'filter.years[0]'],
    [{ venues: 'ICML' }, 'filter.venues'],
    [{ venues: [{ is: 'a', or: 'b' }] }, 'filter.venues[0]'],
    [{ authors: [null] }, 'filter.authors[0]'],
    [{ ids: [1] }, 'filter.ids[0]'],
    [{ hasAbstract: 'yes' }, 'filter.hasAbstract'],
    [{ phrases: [circular] }, 'filter.phrases[0]'],
    [{ without: Array(1001).fill('x') }, 'filter.without'],
    [{ columns: ['citations'] }, 'filter.columns'],
    [{ columns: { citation: [1] } }, 'filter.columns.citation'],
    [{ columns: { citations: [{}] } }, 'filter.columns.citations[0]'],
    [{ columns: { citations: [{ more: 1 }] } }, 'filter.columns.citations[0]'],
    [{ columns: { toString: ['x'] } }, 'filter.columns.toString'],
    [{ not: { without: ['x'] } }, 'filter.not.without'],
    [{ not: { years: [0] } }, 'filter.not.years[0]'],
  ])('is refused by name: %j', (filter, field) => {
    expect(() => acceptRows(table, filter as PaperFilter)).toThrow(
      expect.objectContaining({
        code: 'INVALID_ARGUMENT',
        details: { field },
        message: expect.stringContaining(field),
      }),
    );
  });

  test('names the nearest column', () => {
    expect(() => acceptRows(table, { columns: { citation: [1] } })).toThrow('citations');
  });
});

const WORDS = ['deep', 'learning', 'graph', 'networks', 'Graph', 'naïve', 'cs'];
const arbText = fc.array(fc.constantFrom(...WORDS), { maxLength: 4 });
const arbSentence = arbText.chain((words) =>
  fc.constantFrom(' ', '-', ', ', ' — ').map((sign) => words.join(sign)),
);
const arbPaper = fc
  .record({
    title: arbSentence,
    abstract: arbSentence,
    year: fc.option(fc.integer({ min: 2018, max: 2022 })),
    venue: fc.option(arbSentence),
    categories: fc.array(arbSentence, { maxLength: 2 }),
    extra: fc.record({ n: fc.integer({ min: 0, max: 5 }), t: arbSentence }),
  })
  .map(paper);
const arbYears = fc
  .tuple(fc.option(fc.integer({ min: 2018, max: 2022 })), fc.option(fc.integer({ min: 2018, max: 2022 })))
  .map(([a, b]): [number | null, number | null] => (a !== null && b !== null && a > b ? [b, a] : [a, b]));
const arbSought = arbText.filter((words) => words.length > 0).map((words) => words.slice(0, 2).join(' '));
const arbFields = fc.record(
  {
    years: fc.array(arbYears, { minLength: 1, maxLength: 2 }),
    venues: fc.array(arbSought, { minLength: 1, maxLength: 2 }),
    categories: fc.array(arbSought, { minLength: 1, maxLength: 2 }),
    phrases: fc.array(arbSought, { minLength: 1, maxLength: 2 }),
    columns: fc.record({
      n: fc.tuple(fc.record({ from: fc.integer({ min: 0, max: 5 }) })),
      t: fc.tuple(arbSought),
    }),
  },
  { requiredKeys: [] },
);

describe('brute force', () => {
  const fold = (text: string) =>
    text
      .toLowerCase()
      .replaceAll('ï', 'i')
      .split(/[\s,—-]+/)
      .join(' ');
  const holds = (text: string | null, sought: string) =>
    text !== null && ` ${fold(text)} `.includes(` ${fold(sought)} `);
  /** One answer a field that is asked, and for phrases one a phrase. */
  function answers(one: Paper, asked: PaperFilter): boolean[] {
    const isIn = (year: number | null, [from, to]: readonly [number | null, number | null]) =>
      year !== null && year >= (from ?? 0) && year <= (to ?? 9999);
    return [
      ...(asked.years ? [asked.years.some((range) => isIn(one.year, range))] : []),
      ...(asked.venues ? [asked.venues.some((venue) => holds(one.venue, venue as string))] : []),
      ...(asked.categories
        ? [one.categories.some((held) => asked.categories!.some((sought) => holds(held, sought as string)))]
        : []),
      ...(asked.phrases ?? []).map((phrase) => holds(one.title, phrase) || holds(one.abstract, phrase)),
      ...Object.entries(asked.columns ?? {}).map(([name, [value]]) =>
        name === 'n'
          ? (one.extra['n'] as number) >= (value as { from: number }).from
          : holds(one.extra['t'] as string, value as string),
      ),
    ];
  }

  test('accepts the same rows', () => {
    fc.assert(
      fc.property(
        fc.array(arbPaper, { minLength: 1, maxLength: 40 }),
        arbFields,
        arbFields,
        (papers, asked, not) => {
          const slow = papers.flatMap((one, row) =>
            answers(one, asked).every(Boolean) && !answers(one, not).some(Boolean) ? [row] : [],
          );
          expect(accepted(papers, { ...asked, not })).toEqual(slow);
        },
      ),
      { numRuns: 500, seed: 3 },
    );
  });
});

describe('in slices', () => {
  const papers = Array.from({ length: 300 }, (_, row) =>
    paper({
      title: `Graph networks ${row}`,
      abstract: row % 3 === 0 ? 'Deep-learning of molecules.' : 'Learning deep, and broad.',
      authors: [`Ada Lovelace ${row % 5}`],
      year: 2000 + (row % 20),
      extra: { area: `a${row % 4}` },
    }),
  );

  test.each<[string, PaperFilter]>([
    ['nothing', {}],
    ['a phrase', { phrases: ['deep learning'] }],
    ['words that must not stand there', { without: ['molecule'], titles: ['graph network'] }],
    ['fields', { years: [[2003, 2009]], authors: ['Lovelace'], columns: { area: ['a1', 'a2'] } }],
    ['exceptions', { not: { phrases: ['molecules'], columns: { area: ['a0'] }, authors: ['nobody'] } }],
  ])('a filter of %s accepts the rows that it accepts at once', async (_what, filter) => {
    const table = createPaperTable(papers);
    const rows = await acceptRowsInSlices(table, filter, undefined);
    expect(rows).toEqual(acceptRows(createPaperTable(papers), filter));
  });

  test('a filter can be stopped', async () => {
    const stopped = acceptRowsInSlices(createPaperTable(papers), { phrases: ['deep'] }, AbortSignal.abort());
    await expect(stopped).rejects.toMatchObject({ code: 'ABORTED' });
  });
});
