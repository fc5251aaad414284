import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatQuery, parseQuery, type QueryPart } from './query-language.ts';

const COLUMNS = ['citations', 'area', 'Page count', 'dc:title', 'h-index', 'h_index'];

/** Filter and words alone, without notes: for what is understood. */
function understood(text: string) {
  const { words, filter, notes } = parseQuery(text, COLUMNS);
  expect(notes).toEqual([]);
  return { words, filter };
}

/** The filter asks nothing: the text is words as it stands. */
function isWords(text: string, words = text) {
  expect(parseQuery(text, COLUMNS)).toMatchObject({ words, filter: {} });
  expect(parseQuery(text, COLUMNS).filter).toEqual({});
}

describe('a query', () => {
  test('without marks is words', () => {
    expect(understood('  graph   neural networks ')).toEqual({ words: 'graph neural networks', filter: {} });
    expect(parseQuery('')).toEqual({ words: '', filter: {}, notes: [], parts: [] });
  });

  test('keeps the order of free words and phrases for the model', () => {
    expect(understood('why "attention is all" you need')).toEqual({
      words: 'why attention is all you need',
      filter: { phrases: ['attention is all'] },
    });
  });

  test('leaves out words and phrases', () => {
    expect(understood('vision -network -"weak supervision"')).toEqual({
      words: 'vision',
      filter: { without: ['network'], not: { phrases: ['weak supervision'] } },
    });
  });

  test('takes the quotes of word processors for quotes', () => {
    for (const text of ['“graph network”', '„graph network“', '«graph network»', '"graph network”'])
      expect(understood(text).filter).toEqual({ phrases: ['graph network'] });
  });

  test('knows the fields in any case, and their plurals', () => {
    expect(
      understood('author:Hinton venue:"NeurIPS 2020" CATEGORY:cs.CL Authors:LeCun journal:JMLR title:graph'),
    ).toEqual({
      words: '',
      filter: {
        authors: ['Hinton', 'LeCun'],
        venues: ['NeurIPS 2020', 'JMLR'],
        categories: ['cs.CL'],
        titles: ['graph'],
      },
    });
  });

  test('asks for a whole field with an equals sign', () => {
    expect(understood('venue:=ICML category:="machine learning"').filter).toEqual({
      venues: [{ is: 'ICML' }],
      categories: [{ is: 'machine learning' }],
    });
  });

  test.each([
    ['year:2020', [2020, 2020]],
    ['year:=2020', [2020, 2020]],
    ['year:2020..2023', [2020, 2023]],
    ['year:2023..2020', [2020, 2023]],
    ['year:2020-2023', [2020, 2023]],
    ['year:2020–2023', [2020, 2023]],
    ['year:2020..', [2020, null]],
    ['year:..2020', [null, 2020]],
    ['year:>2019', [2020, null]],
    ['year:>=2019', [2019, null]],
    ['year:<2019', [null, 2018]],
    ['year:<=2019', [null, 2019]],
    ['year:≥2019', [2019, null]],
  ])('reads %s', (text, range) => {
    expect(understood(text).filter).toEqual({ years: [range] });
  });

  test('joins half-open ranges that overlap, and takes other ranges as alternatives', () => {
    expect(understood('year:>2015 year:<2020').filter.years).toEqual([[2016, 2019]]);
    expect(understood('year:<2015 year:>2020').filter.years).toEqual([
      [null, 2014],
      [2021, null],
    ]);
    expect(understood('year:2015 year:2020').filter.years).toEqual([
      [2015, 2015],
      [2020, 2020],
    ]);
    expect(understood('citations:>100 citations:<=500').filter.columns).toEqual({
      citations: [{ above: 100, to: 500 }],
    });
  });

  test('asks columns by their name, numbers by comparison', () => {
    expect(understood('citations:>100 area:vision page-count:10..20 dc:title:x')).toEqual({
      words: '',
      filter: {
        columns: {
          citations: [{ above: 100 }],
          area: ['vision'],
          'Page count': [{ from: 10, to: 20 }],
          'dc:title': ['x'],
        },
      },
    });
    expect(understood('citations:"1..2" citations:1.5').filter.columns).toEqual({
      citations: ['1..2', '1.5'],
    });
  });

  test('takes a name that two columns share but for a hyphen only as it is written', () => {
    expect(understood('h-index:>3').filter.columns).toEqual({ 'h-index': [{ above: 3 }] });
    expect(parseQuery('hindex:>3', COLUMNS).filter).toEqual({});
  });

  test('puts a minus before a field', () => {
    expect(understood('-venue:ICML -year:>2019 -citations:<5 -author:"Ada Lovelace"').filter).toEqual({
      not: {
        venues: ['ICML'],
        years: [[2020, null]],
        authors: ['Ada Lovelace'],
        columns: { citations: [{ below: 5 }] },
      },
    });
    expect(understood('has:abstract').filter).toEqual({ hasAbstract: true });
    expect(understood('-has:abstract').filter).toEqual({ hasAbstract: false });
  });

  test('takes a pasted DOI or arXiv id for that paper', () => {
    expect(understood('doi:10.1000/XYZ arXiv:2001.01234v2 id:p7').filter).toEqual({
      ids: ['doi:10.1000/xyz', 'arxiv:2001.01234', 'p7'],
    });
  });
});

describe('what looks like an operator and is none', () => {
  test.each([
    'https://example.org/a?b=c',
    'C++: a language',
    'at 10:30',
    'std::vector',
    'a - b',
    '- b',
    '-',
    '--force',
    'well-known state-of-the-art',
    'models — large ones',
    '−5 and -5 and -0.5',
    "rock 'n' roll’s",
    'a 5" disk',
    'DNA:RNA hybrids',
    ':',
    ':x',
    'BERT: pre-training',
    'R&D (and) [more] {x} *',
    '!!! ???',
  ])('is words, without a note: %s', (text) => {
    isWords(text);
    expect(parseQuery(text, COLUMNS).notes).toEqual([]);
  });

  test('is words, with a note that says where and what else, when an operator was meant', () => {
    const text = 'graph autor:Hinton';
    isWords(text);
    expect(parseQuery(text, COLUMNS).notes).toEqual([
      { at: 6, length: 12, message: expect.stringContaining('did you mean author:Hinton?') },
    ]);
    expect(parseQuery('citation:>5', COLUMNS).notes[0]?.message).toContain('did you mean citations:>5?');
    expect(parseQuery('foo:bar').notes[0]?.message).toContain('no field');
  });

  test.each([
    ['year:abc', 'four digits'],
    ['year:20', 'four digits'],
    ['author: Hinton', 'right behind the colon'],
    ['citations:>many', 'numbers only'],
    ['has:pdf', 'has:abstract'],
    ['doi:none', 'no DOI'],
    ['cats OR dogs', 'not needed'],
    ['cats NOT dogs', '-word'],
  ])('is explained: %s', (text, words) => {
    isWords(text);
    expect(parseQuery(text, COLUMNS).notes).toEqual([
      { at: expect.any(Number), length: expect.any(Number), message: expect.stringContaining(words) },
    ]);
  });

  test('an open quote is left away, and the rest is read on', () => {
    const parsed = parseQuery('"graph year:2020');
    expect(parsed).toMatchObject({ words: 'graph', filter: { years: [[2020, 2020]] } });
    expect(parsed.notes).toEqual([{ at: 0, length: 1, message: expect.stringContaining('not closed') }]);
    expect(parseQuery('venue:"NeurIPS').notes[0]?.message).toContain('not closed');
  });

  test('a shouted title gets no note for its AND', () => {
    expect(parseQuery('SEARCH AND RESCUE').notes).toEqual([]);
  });
});

/** Text with much of what the language is made of, and now and then anything at all. */
const TEXT = fc
  .array(
    fc.oneof(
      { weight: 8, arbitrary: fc.constantFrom(...'"“”-:=<>. \n\tab19é…–—\'_', '..', 'year:', 'venue:') },
      {
        weight: 3,
        arbitrary: fc.constantFrom(...COLUMNS, 'citations:>', 'id:', 'has:abstract', 'doi:10.1000/x'),
      },
      { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 4 }) },
      { weight: 1, arbitrary: fc.constantFrom('\ud800', '\udc00', '\u0000', '\u202e', '\u00a0', '😀') },
    ),
    { maxLength: 30 },
  )
  .map((pieces) => pieces.join(''));

describe('any text at all', () => {
  test('is a query: well-formed words, notes within the text', () => {
    fc.assert(
      fc.property(TEXT, (text) => {
        const { words, notes } = parseQuery(text, COLUMNS);
        expect(words.isWellFormed()).toBe(true);
        expect(words).toBe(words.trim());
        for (const { at, length } of notes) {
          expect(at).toBeGreaterThanOrEqual(0);
          expect(length).toBeGreaterThan(0);
          expect(at + length).toBeLessThanOrEqual(text.length);
        }
      }),
      { numRuns: 10_000, seed: 5 },
    );
  });

  test('is the same query when its parts are written down and read again', () => {
    fc.assert(
      fc.property(TEXT, (text) => {
        const first = parseQuery(text, COLUMNS);
        const again = parseQuery(formatQuery(first.parts), COLUMNS);
        expect(again.parts).toEqual(first.parts);
        expect(again.filter).toEqual(first.filter);
        expect(again.words).toBe(first.words);
      }),
      { numRuns: 10_000, seed: 6 },
    );
  });

  test('that is long is read in time linear in its length', () => {
    for (const piece of ['a:', '"', '-', 'x"', 'year:', 'foo:bar ', '" ', '""'])
      expect(parseQuery(piece.repeat(100_000), COLUMNS).notes.length).toBeLessThanOrEqual(5);
  });
});

describe('parts', () => {
  test('are written as one would write them', () => {
    const parts: QueryPart[] = [
      { kind: 'words', text: 'graph' },
      { kind: 'phrase', text: 'weak supervision', isExcluded: true },
      { kind: 'without', text: 'survey' },
      { kind: 'year', value: [2020, null], isExcluded: false },
      { kind: 'field', field: 'venue', value: { is: 'NeurIPS 2020' }, isExcluded: true },
      { kind: 'column', column: 'Page count', value: { above: 10 }, isExcluded: false },
      { kind: 'field', field: 'author', value: 'The "Group" X', isExcluded: false },
    ];
    expect(formatQuery(parts)).toBe(
      'graph -"weak supervision" -survey year:2020.. -venue:="NeurIPS 2020" Page-count:>10 author:"The  Group  X"',
    );
  });
});

test('thousands of operators are no error: what is too much is words, with one note', () => {
  const filters = ['"a" ', 'author:x ', '-word ', 'area:vision '].map((operator) => {
    const { filter, words, notes } = parseQuery(operator.repeat(3000), ['area']);
    expect(words).not.toBe('');
    expect(notes).toMatchObject([{ at: operator.length * 200, message: expect.stringMatching(/200/) }]);
    return filter;
  });
  expect(filters.map((filter) => JSON.stringify(filter).match(/"(a|x|word|vision)"/g)!.length)).toEqual([
    200, 200, 200, 200,
  ]);
});
