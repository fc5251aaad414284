import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MAX_LINE_LENGTH } from '../lines.ts';
import { MAX_RECORD_LENGTH, type ReadItem } from './format.ts';
import { formatByName } from './formats.ts';

interface Reading {
  readonly items: ReadItem[];
  readonly warnings: string[];
}

async function read(format: string, text: string, chunkSize = 1 << 20): Promise<Reading> {
  async function* chunks(): AsyncGenerator<string> {
    for (let at = 0; at < text.length; at += chunkSize) yield text.slice(at, at + chunkSize);
  }
  const items: ReadItem[] = [];
  const warnings: string[] = [];
  const warn = (line: number, message: string): void => void warnings.push(`${line}: ${message}`);
  for await (const item of formatByName(format).read(chunks(), { mapping: {}, warn })) items.push(item);
  return { items, warnings };
}

/** `12 Title` for a record, `12! reason` for a rejected one. */
async function outline(format: string, text: string): Promise<string[]> {
  const { items } = await read(format, text);
  return items.map((item) =>
    item.kind === 'record' ? `${item.line} ${String(item.fields['title'])}` : `${item.line}! ${item.reason}`,
  );
}

async function fieldsOf(format: string, text: string): Promise<Readonly<Record<string, unknown>>> {
  const [item] = (await read(format, text)).items;
  if (item?.kind !== 'record') throw new Error(item?.reason ?? 'nothing was read');
  return item.fields;
}

describe('page', () => {
  const long = 'An abstract that is long enough to be one. '.repeat(12);

  test('notices are left out and the button word is taken off the first title', async () => {
    const page = `Get trending papers in your email inbox once a day!\nGet trending papers in your email inbox!\nSubscribeTitle A\n${long}\nSubscribers and More\n${long}`;
    expect(await outline('page', page)).toEqual(['3 Title A', '5 Subscribers and More']);
  });

  test('a title that begins with the word is kept where there is no notice', async () => {
    expect(await outline('page', `SubscribeNet\n${long}`)).toEqual(['1 SubscribeNet']);
  });

  test('a missing abstract or title costs one paper and not all that follow', async () => {
    const page = ['A', long, 'B', 'C', long, long, 'D', long].join('\n');
    expect(await outline('page', page)).toEqual([
      '1 A',
      '3 B',
      '4 C',
      `6! expected a title, got a line of ${long.trim().length} characters; is a title missing?`,
      '7 D',
    ]);
  });

  test('short abstracts are taken in turns, and a last title needs none', async () => {
    expect(await outline('page', 'A\n\nabout a\r\nB\nabout b\nC\n')).toEqual(['1 A', '4 B', '6 C']);
  });
});

describe('jsonl', () => {
  test('a bad line is rejected with its number, the others are read', async () => {
    const lines = await outline('jsonl', '{"title":"A"}\n\n{"title":\n[1]\nnull\n{"title":"B"}');
    expect(lines[0]).toBe('1 A');
    expect(lines[1]).toMatch(/^3! not valid JSON: /);
    expect(lines.slice(2)).toEqual([
      '4! expected a JSON object, got an array',
      '5! expected a JSON object, got null',
      '6 B',
    ]);
  });

  test('a line over the limit is rejected with its number, the next is read', async () => {
    const text = `{"title":"A"}\n{"title":"${'x'.repeat(10 * 1024 * 1024)}"}\n{"title":"B"}\n`;
    expect(await outline('jsonl', text)).toEqual([
      '1 A',
      `2! the line is longer than ${MAX_LINE_LENGTH} characters; it was left out and reading went on with the next`,
      '3 B',
    ]);
  });
});

describe('json', () => {
  test.each([
    ['an array', '[\n{"title":"A"},\n{"title":"B"}]', ['2 A', '3 B']],
    [
      'a usual name',
      '{"count":2,"tags":["x"],"results":\n[{"title":"A"},{"title":"B"}],"more":[{"title":"no"}]}',
      ['2 A', '2 B'],
    ],
    ['nested names', '{"status":"ok","message":{"items":[{"title":"A"}],"n":1}}', ['1 A']],
    ['one paper', '{"title":"A","authors":[{"name":"x"}]}', ['1 A']],
    ['one after another', '{"title":"A"}\n{"title":"B"}\n[{"title":"C"}]', ['1 A', '2 B', '3 C']],
    ['an empty list', '{"papers":[]}', []],
    [
      'items that are no papers',
      '[1,"x",[2],{"title":"A"},null]',
      [
        '1! item 1 is a number, expected an object',
        '1! item 2 is a string, expected an object',
        '1! item 3 is an array, expected an object',
        '1 A',
        '1! item 5 is null, expected an object',
      ],
    ],
  ])('%s', async (_, text, expected) => {
    expect(await outline('json', text)).toEqual(expected);
  });

  test('one malformed item is rejected, the next is read', async () => {
    const lines = await outline('json', '[{"title":"A"},\n{"title" "B"},\n{"title":"C"}]');
    expect(lines.map((line) => line.slice(0, 30))).toEqual(
      ['1 A', '2! item 2 is not valid JSON: Un', '3 C'].map((line) => line.slice(0, 30)),
    );
  });

  test.each([
    ['[{"title":"A"},\n{"title":"B"', '2! the file ends before the JSON does'],
    ['[{"title":"A"},\nfoo]', '2! not valid JSON'],
    [`[{"title":"A"},${'['.repeat(1000)}`, '1! the file ends before'],
    [`{"x":${'['.repeat(1000)}`, '1! brackets are nested deeper than 64'],
    [`[{"title":"A"},{"title":"${'x'.repeat(5_000_000)}`, '1! item 2 is longer than 4194304 characters'],
  ])('text that is not JSON ends the file and keeps what came before (%#)', async (text, expected) => {
    const lines = await outline('json', text);
    expect(lines.at(-1)).toContain(expected);
    if (text.startsWith('[')) expect(lines[0]).toBe('1 A');
  });

  test('what is read does not depend on where chunks end', async () => {
    const value = [{ title: 'A "q" \\ é 😀', n: [1.5, -2e3, true, null, { a: '' }] }, { title: 'B\n' }];
    for (const text of [JSON.stringify(value), JSON.stringify({ data: value }, null, 2)]) {
      for (const size of [1, 2, 3, 5]) {
        const { items } = await read('json', text, size);
        expect(items.map((item) => (item.kind === 'record' ? item.fields : item.reason))).toEqual(value);
      }
    }
  });
});

describe('csv', () => {
  test.each([',', ';', '\t', '|'])('the delimiter %j is told from the header', async (delimiter) => {
    const text = `id,title,abstract\n1,"A${delimiter}B",x\n`.replaceAll(',', delimiter);
    expect(await outline('csv', text)).toEqual([`2 A${delimiter}B`]);
  });

  test('a sep= line is obeyed', async () => {
    expect(await outline('csv', 'sep=;\ntitle;abstract\nA, B;x\n')).toEqual(['3 A, B']);
  });

  test('line numbers count the lines inside quoted fields', async () => {
    const text = 'title,abstract\r\nA,"one\r\ntwo\n\nthree"\n\n"B ""q""",x\nC,y';
    expect(await outline('csv', text)).toEqual(['2 A', '7 B "q"', '8 C']);
  });

  test('an unclosed quote costs its row, not the file', async () => {
    const reason =
      'a quote is opened in this row and never closed; the row was left out and reading went on with the next line';
    expect(await outline('csv', 'title,abstract\nA,x\nB,"open\nC,y\nD,z\n')).toEqual([
      '2 A',
      `3! ${reason}`,
      '4 C',
      '5 D',
    ]);
    const many = `title,abstract\nA,"open\n${'B,plain text that goes on\n'.repeat(60_000)}`;
    const lines = await outline('csv', many);
    expect(many.length).toBeGreaterThan(MAX_RECORD_LENGTH);
    expect(lines[0]).toBe(`2! ${reason}`);
    expect(lines).toHaveLength(60_001);
  });

  test('a quote closed in mid-field costs its row', async () => {
    const lines = await outline('csv', 'title,abstract\n"A" b,x\nB,"open\nC,"y"\n');
    expect(lines.map((line) => line.slice(0, 20))).toEqual([
      '2! a quoted field of',
      '3! a quoted field of',
      '4 C',
    ]);
  });

  test('with tabs a stray quote is text', async () => {
    expect(await outline('tsv', 'title\tabstract\n"Why" we ask\tx\n"B\ty\n"C ""q"""\tz\n')).toEqual([
      '2 "Why" we ask',
      '3 "B',
      '4 C "q"',
    ]);
  });

  test('a row longer than the header is rejected, unless what is too much is empty', async () => {
    expect(await outline('csv', 'title,abstract\nA,b,c\nB,c,,\n')).toEqual([
      '2! the row has 3 fields, the header 2; a delimiter inside a text needs quotes',
      '3 B',
    ]);
  });

  test('a shorter row is kept with a warning', async () => {
    const { items, warnings } = await read('csv', 'title,abstract,year\nA,b\n');
    expect(items).toHaveLength(1);
    expect(warnings).toEqual([
      '2: rows have fewer fields than the header; the missing ones were taken as empty',
    ]);
  });

  test('doubled, empty and hostile column names are told apart', async () => {
    const fields = await fieldsOf('csv', 'title,note,note,,__proto__\nA,1,2,3,4\n');
    expect(Object.entries(fields)).toEqual([
      ['title', 'A'],
      ['note', '1'],
      ['note_2', '2'],
      ['column_4', '3'],
      ['__proto__', '4'],
    ]);
  });

  test('a first row without a title column is one clear rejection', async () => {
    const lines = await outline('csv', 'one,two\nA,b\nC,d\n');
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^1! the first row names no title column \(got one, two\)/);
  });

  test('rows of fields come back whatever they hold', async () => {
    const cell = fc.string({ unit: fc.constantFrom('a', ' ', '"', ',', '\n', ';', '\t', 'é') });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(cell, cell), { minLength: 1 }), async (rows) => {
        const quote = (text: string): string => `"${text.replaceAll('"', '""')}"`;
        const text = ['title,abstract', ...rows.map((row) => row.map(quote).join(','))].join('\n');
        const { items } = await read('csv', text, 5);
        const kept = rows.filter((row) => row.some((value) => value.trim() !== ''));
        expect(
          items.map((item) => (item.kind === 'record' ? Object.values(item.fields) : item.reason)),
        ).toEqual(kept);
      }),
    );
  });
});

describe('bibtex', () => {
  test('accents, commands and maths become readable text, capitals stay', async () => {
    const fields = await fieldsOf(
      'bibtex',
      String.raw`@article{Key1, title = {{Deep} {\'E}tudes of BERT and $\alpha^2$ in $O(n \log n)$: 5\% \emph{More} --- ${'\\LaTeX{}'} na\"{\i}ve},
        author = {M{\"u}ller, J{\"o}rg and van der Berg, Jan and {OpenAI Team} and John von Neumann and others},
        keywords = {zeta; caf{\'e}, R\&D}, abstract = "We pay \$5; p < 0.05 and <i> stays.", url = {https://x.org/a\_b}, month = jan }`,
    );
    expect(fields).toMatchObject({
      title: 'Deep Études of BERT and α² in O(n log n): 5% More — LaTeX naïve',
      keywords: ['zeta', ' café', ' R&D'],
      abstract: 'We pay $5; p < 0.05 and <i> stays.',
      url: 'https://x.org/a_b',
      bibtexKey: 'Key1',
      bibtexType: 'article',
    });
    expect(fields['author']).toEqual([
      'Jörg Müller',
      'Jan van der Berg',
      'OpenAI Team',
      'John von Neumann',
      'others',
    ]);
  });

  test('text that LaTeX leaves alone comes through word for word', async () => {
    const title = 'A rather long title about words and well-known things: what they mean (and when), for us';
    const fields = await fieldsOf(
      'bibtex',
      `@misc{a, title = {${title}},\n  author = {Maria da Conceicao Evangelista and Smith, John William},\n year = 2020}`,
    );
    expect(fields).toMatchObject({
      title,
      author: ['Maria da Conceicao Evangelista', 'John William Smith'],
      year: '2020',
    });
  });

  test('every entry has the line of its @, also several on one line', async () => {
    const text =
      'preface by me@home.org\n\n@misc{a, title={A}} @misc{b, title={B}}\n@comment{@misc{no, title={No}}}\n  @misc(c,\n title="C")\n';
    expect(await outline('bibtex', text)).toEqual(['3 A', '3 B', '5 C']);
  });

  test('a broken entry does not take the others along', async () => {
    const text =
      '@misc{a, title={A}}\n@misc{b, title={B, year=1}\n@misc{c,\n title={C}}\n@misc{d, title {D}}\n@misc{e, title={E}}\n@misc{f, title={F}';
    const lines = await outline('bibtex', text);
    expect(lines.map((line) => line.slice(0, 42))).toEqual(
      [
        '1 A',
        '2! the entry is not closed before the next one',
        '3 C',
        '5! not a valid BibTeX entry: title = value',
        '6 E',
        '7! the file ends before the entry does',
      ].map((line) => line.slice(0, 42)),
    );
  });

  test('a lone dollar is a dollar', async () => {
    expect(await outline('bibtex', '@misc{a, title={It costs $5 only}}')).toEqual(['1 It costs $5 only']);
  });

  test('macros work, also through other macros, and an unknown one is told', async () => {
    const text =
      '@string{n = "Neural"}\n@string{nips = n # " Systems"}\n@misc{a, title={A}, journal = nips # { 2020}}\n@misc{b, title={B}, journal = nope}';
    const { items, warnings } = await read('bibtex', text);
    expect(items.map((item) => item.kind === 'record' && item.fields['journal'])).toEqual([
      'Neural Systems 2020',
      'nope',
    ]);
    expect(warnings).toEqual(['4: no @string defines the macro nope; the name was taken as text']);
  });

  test('eprint is the arXiv id unless another archive is named', async () => {
    expect(await fieldsOf('bibtex', '@misc{a, title={A}, eprint={2001.01234v2}}')).toHaveProperty(
      'arxivId',
      '2001.01234v2',
    );
    expect(
      await fieldsOf('bibtex', '@misc{a, title={A}, eprint={hal-1}, archiveprefix={HAL}}'),
    ).not.toHaveProperty('arxivId');
  });

  test('a volume is no paper but lends its title and year to those that name it', async () => {
    const text =
      '@inproceedings{a, title={A}, crossref={V}}\n@proceedings{v, title={The Volume}, year=2020}\n@inproceedings{b, title={B}, crossref={v}}\n@misc{c, title={C}, crossref={w}}';
    const { items, warnings } = await read('bibtex', text);
    expect(items.map(({ line }) => line)).toEqual([2, 3, 1, 4]);
    expect(items[0]).toMatchObject({ kind: 'rejected', reason: '@proceedings is no paper' });
    for (const item of items.slice(1, 3))
      expect(item).toMatchObject({ fields: { booktitle: 'The Volume', year: '2020' } });
    expect(warnings).toEqual(['4: a crossref names an entry that is not in the file']);
  });

  test.each([
    ['endless', `@misc{a, title={${'word '.repeat(300_000)}}}`],
    ['almost empty', `@misc{a, title={${' '.repeat(1_000_000)}}}`],
    ['deep', `@misc{a, title={${'{'.repeat(5000)}${'}'.repeat(5000)}}}`],
    ['full of commands', `@misc{a, title={${'\\x{y},'.repeat(30_000)}}}`],
  ])('an %s entry is rejected at once and the next is read', async (_, entry) => {
    const lines = await outline('bibtex', `${entry}\n@misc{b, title={B}}`);
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(/^1! (?:the entry is longer|the entry has more|braces are nested)/);
    expect(lines[1]).toBe('2 B');
  });
});

describe('ris', () => {
  test('tags are understood, joined, repeated and kept', async () => {
    const text =
      'TY  - JOUR\r\nTI  - A study  - of\r\n   dashes\r\nAU  - One, Ann\r\nA1  - Two, B., Jr.\r\nPY  - 2020/03//\r\nT2  - The Journal\r\nKW  - x; y\r\nKW  - z\r\nN2  - Abs.\r\nAN  - arXiv:2001.01234\r\nID  - 12\r\nXX  - q\r\nER  - \r\n';
    expect(await fieldsOf('ris', text)).toEqual({
      title: 'A study  - of dashes',
      abstract: 'Abs.',
      year: '2020/03//',
      venue: 'The Journal',
      authors: ['Ann One', 'B. Two Jr.'],
      categories: ['x', ' y', 'z'],
      arxivId: 'arXiv:2001.01234',
      risType: 'JOUR',
      ID: '12',
      XX: 'q',
    });
  });

  test('a missing ER ends the record where the next begins, and text outside is told', async () => {
    const { items, warnings } = await read('ris', 'TI  - lost\nTY  - GEN\nT1  - A\nTY  - GEN\nTI  - B\n');
    expect(items.map((item) => item.kind === 'record' && [item.line, item.fields['title']])).toEqual([
      [2, 'A'],
      [4, 'B'],
    ]);
    expect(warnings).toEqual([
      '1: text outside a record (before TY or after ER) was left out',
      '2: a record has no ER line; it was ended where the next one begins',
      '4: the last record has no ER line; the file may be cut off',
    ]);
  });

  test('an endless record is rejected, the next is read', async () => {
    const text = `TY  - GEN\nTI  - A\n${`AB  - ${'x'.repeat(1000)}\n`.repeat(1100)}ER  - \nTY  - GEN\nTI  - B\nER  - \n`;
    expect(await outline('ris', text)).toEqual([
      `1! the record is longer than ${MAX_RECORD_LENGTH} characters`,
      '1104 B',
    ]);
  });
});
