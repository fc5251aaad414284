import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ingestPapers } from '../ingest.ts';
import type { ExtraValue, Paper } from '../paper.ts';
import { encodePapers, PAPER_EXPORT_FORMATS, type PaperExportFormat } from './encode-papers.ts';

async function* bytesOf(pieces: Iterable<string>): AsyncGenerator<Uint8Array> {
  for (const piece of pieces) yield new TextEncoder().encode(piece);
}

async function read(pieces: Iterable<string>, format: string): Promise<Paper[]> {
  const { papers, report } = await ingestPapers([{ name: 'export', bytes: bytesOf(pieces) }], { format });
  expect(report.rejected.listed).toEqual([]);
  return papers;
}

function roundTrip(papers: readonly Paper[], format: PaperExportFormat): Promise<Paper[]> {
  return read(encodePapers(papers, format), format);
}

/** Text with everything that one format or another gives a meaning to. */
const unit = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...'abcXYZ019 '.split('')) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      ...'"\'`,;:|=+-@#$%&_{}[]()<>^~\\/?!*.éßΣ中😀'.match(/./gu)!,
      '--',
      "''",
      'and ',
      '@article{x, ',
      'TY  - ',
    ),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 3 }) },
);
const text = (maxLength: number) =>
  fc.array(unit, { minLength: 1, maxLength }).map((parts) => parts.join(''));
/** Names and categories hold no separator: no format but JSON has a way to write one. */
const word = text(8).map((value) => value.normalize('NFC').replace(/[,;|&]|\band\b|others/gi, ''));

const rawPaper = fc.record(
  {
    id: text(6),
    title: text(20),
    abstract: text(40),
    authors: fc.array(word, { maxLength: 3 }),
    year: fc.integer({ min: 1000, max: 2200 }),
    venue: text(8),
    categories: fc.array(word, { maxLength: 3 }),
    doi: text(6).map((suffix) => `10.1000/${suffix.replace(/\s/g, '')}`),
    arxivId: fc.constantFrom('2001.01234', 'cs/0101001'),
    url: text(6).map((path) => `https://example.org/${path}`),
  },
  { requiredKeys: ['id', 'title'] },
);

/** Arbitrary papers as reading leaves them: clean, ids unique, duplicates merged. */
async function cleanPapers(
  raw: readonly object[],
  extra: readonly Record<string, ExtraValue>[],
): Promise<Paper[]> {
  const lines = raw.map((paper, i) => `${JSON.stringify({ ...paper, extra: extra[i] ?? {} })}\n`);
  const { papers } = await ingestPapers([{ name: 'raw', bytes: bytesOf(lines) }], { format: 'jsonl' });
  return papers;
}

const bare = ({ extra: _, ...paper }: Paper): object => paper;

describe.each(PAPER_EXPORT_FORMATS)('%s', (format) => {
  test('what is written is read back as the same papers', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(rawPaper, { maxLength: 4 }), async (raw) => {
        const papers = await cleanPapers(raw, []);
        expect((await roundTrip(papers, format)).map(bare)).toEqual(papers.map(bare));
      }),
      { numRuns: 500, seed: 1 },
    );
  });

  test('no paper at all is read back as no paper', async () => {
    const { papers } = await ingestPapers([{ name: 'x', bytes: bytesOf(encodePapers([], format)) }], {
      format,
    });
    expect(papers).toEqual([]);
  });
});

test('JSONL holds extra columns of every type', async () => {
  const extra = {
    citations: 12,
    open: true,
    none: null,
    tags: ['a', ['b']],
    'a.b': 'x',
    title: 'not the title',
  };
  const papers = await cleanPapers([{ title: 'T' }], [extra]);
  expect(await roundTrip(papers, 'jsonl')).toEqual(papers);
  expect(papers[0]!.extra).toEqual(extra);
});

test('CSV holds extra columns as text, also those that are named like a field', async () => {
  const papers = await cleanPapers(
    [{ title: 'T', venue: 'V' }, { title: 'U' }],
    [{ citations: 12, journal: 'J' }, { note: 'n' }],
  );
  const back = await roundTrip(papers, 'csv');
  expect(back.map(({ extra }) => extra)).toEqual([{ citations: '12', journal: 'J' }, { note: 'n' }]);
  expect(back.map(({ venue }) => venue)).toEqual(['V', null]);
});

test('CSV holds a lone name or category with a comma', async () => {
  const papers = await cleanPapers(
    [{ title: 'T', authors: ['Bell Labs, Inc. and Sons'], categories: ['Maps, Graphs'] }],
    [],
  );
  expect(await roundTrip(papers, 'csv')).toEqual(papers);
});

test.each(['=1+1', '+cmd', '-2', '@SUM(A1)', "'=x", "''+y"])(
  'CSV neutralises the formula %s and reads it back',
  async (title) => {
    const papers = await cleanPapers([{ title }], [{ note: title }]);
    const csv = [...encodePapers(papers, 'csv')].join('');
    expect(csv).toContain(`"'${title}"`);
    expect(csv).not.toMatch(/(?:^|,|\n)"?[=+@-]/);
    const [back] = await read([csv], 'csv');
    expect(back).toMatchObject({ title, extra: { note: title } });
  },
);

test('BibTeX keys are unique without regard to case, and type and key of the source come back', async () => {
  const extras = [
    { bibtexKey: 'Smith2020', bibtexType: 'inproceedings' },
    { bibtexKey: 'smith2020', bibtexType: 'article' },
    { bibtexKey: 'not a key {', bibtexType: 'comment' },
  ];
  const papers = await cleanPapers(
    [{ title: 'A', venue: 'V' }, { title: 'B' }, { title: 'C', id: 'ü{}' }],
    extras,
  );
  const text = [...encodePapers(papers, 'bibtex')].join('');
  expect(text.match(/^@.*$/gm)).toEqual(['@inproceedings{Smith2020,', '@article{smith2020-2,', '@misc{c,']);
  const back = await read([text], 'bibtex');
  expect(back.map(({ id }) => id)).toEqual(papers.map(({ id }) => id));
  expect(back[0]!.extra).toMatchObject(extras[0]!);
});

test('RIS keeps tags that have no field and ids that are mere numbers', async () => {
  const papers = await cleanPapers(
    [
      { id: '7', title: 'T' },
      { id: 'id:8', title: 'U' },
    ],
    [{ risType: 'CHAP', XX: ['a', 'b'] }, {}],
  );
  const back = await roundTrip(papers, 'ris');
  expect(back.map(({ id }) => id)).toEqual(['7', 'id:8']);
  expect(back[0]!.extra).toEqual({ risType: 'CHAP', XX: ['a', 'b'] });
});

test('an unknown format is refused before anything is written', () => {
  expect(() => encodePapers([], 'toString' as PaperExportFormat)).toThrow(
    /cannot be written as "toString"; use jsonl/,
  );
});
