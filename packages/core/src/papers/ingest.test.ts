import { describe, expect, test } from 'vitest';
import { type IngestOptions, type IngestResult, ingestPapers } from './ingest.ts';
import { MAX_LISTED } from './ingest-report.ts';

async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(text);
}

function ingest(files: Readonly<Record<string, string>>, options: IngestOptions = {}): Promise<IngestResult> {
  return ingestPapers(
    Object.entries(files).map(([name, text]) => ({ name, bytes: bytesOf(text), size: text.length })),
    options,
  );
}

const jsonl = (...rows: object[]): string => rows.map((row) => `${JSON.stringify(row)}\n`).join('');
const ABSTRACT =
  'We study how a small part of the input can explain what a model predicts, and propose a method that finds such parts without any labels at all.';

describe('duplicates', () => {
  test('rows of one given id and content are merged, and what is missing is filled in', async () => {
    const { papers, report } = await ingest({
      'a.jsonl': jsonl(
        { id: 1, title: 'A', abstract: ABSTRACT, x: 1 },
        { id: 1, title: 'A', abstract: ABSTRACT, year: 2020, x: 2, y: 3 },
      ),
    });
    expect(papers).toHaveLength(1);
    expect(papers[0]).toMatchObject({ year: 2020, extra: { x: 1, y: 3 } });
    expect(report.duplicates.listed).toEqual([
      { file: 'a.jsonl', line: 2, title: 'A', reason: 'same id and content', action: 'merged', keptId: '1' },
    ]);
  });

  test('a given id that another paper has is rejected and says where', async () => {
    const { papers, report } = await ingest({
      'a.jsonl': jsonl({ id: 'x', title: 'A' }),
      'b.jsonl': jsonl({ id: 'x', title: 'B' }),
    });
    expect(papers.map(({ title }) => title)).toEqual(['A']);
    expect(report.rejected.listed).toEqual([
      { file: 'b.jsonl', line: 1, reason: 'the id "x" is taken by another paper (a.jsonl, line 1)' },
    ]);
  });

  test('rows with ids of their own are reported but kept', async () => {
    const row = { title: 'A', abstract: ABSTRACT, doi: '10.1000/x' };
    const { papers, report } = await ingest({ 'a.jsonl': jsonl({ ...row, id: 'p' }, { ...row, id: 'q' }) });
    expect(papers.map(({ id }) => id)).toEqual(['p', 'q']);
    expect(report).toMatchObject({
      kept: 2,
      merged: 0,
      duplicates: { count: 1, listed: [{ keptId: 'p', action: 'kept' }] },
    });
  });

  test('a paper that is merged with one of a given id takes that id, in the report too', async () => {
    const row = { title: 'A', abstract: ABSTRACT };
    const { papers, report } = await ingest({ 'a.jsonl': jsonl(row, row, { ...row, id: 'given' }) });
    expect(papers.map(({ id }) => id)).toEqual(['given']);
    expect(report.duplicates.listed.map(({ keptId }) => keptId)).toEqual(['given', 'given']);
  });

  test('papers called Summary stay apart, with ids of their own', async () => {
    const { papers } = await ingest({
      'a.jsonl': jsonl({ title: 'Summary', authors: ['A Bee'] }, { title: 'Summary', authors: ['C Dee'] }),
    });
    expect(papers).toHaveLength(2);
    expect(papers[1]!.id).toBe(`${papers[0]!.id}-2`);
  });

  test('files of different formats are one corpus', async () => {
    const { papers, report } = await ingest({
      'a.bib': '@article{k, title={A}, doi={10.1000/X}}',
      'b.csv': 'title,doi,abstract\nA,https://doi.org/10.1000/x,about a\n',
    });
    expect(papers).toHaveLength(1);
    expect(papers[0]).toMatchObject({ id: 'doi:10.1000/x', abstract: 'about a', extra: { bibtexKey: 'k' } });
    expect(report.sources).toEqual([
      { file: 'a.bib', format: 'bibtex', records: 1, kept: 1 },
      { file: 'b.csv', format: 'csv', records: 1, kept: 0 },
    ]);
  });
});

describe('report', () => {
  test('a paper without an abstract is kept and marked, one without title and abstract is rejected', async () => {
    const { papers, report } = await ingest({ 'a.jsonl': jsonl({ id: 'x', title: 'A' }, { year: 2020 }) });
    expect(papers).toHaveLength(1);
    expect(report.withoutAbstract).toEqual({ count: 1, listed: ['x'] });
    expect(report.rejected.listed).toEqual([
      { file: 'a.jsonl', line: 2, reason: 'no title and no abstract' },
    ]);
  });

  test('papers without a title are kept, as judged sets have them; the same abstract twice is one', async () => {
    const { papers, report } = await ingest({
      'corpus.jsonl': jsonl(
        { _id: '7', title: '', text: 'About graphs.' },
        { text: 'About trees.' },
        { text: 'About trees.' },
      ),
    });
    expect(papers.map(({ title, abstract }) => [title, abstract])).toEqual([
      ['', 'About graphs.'],
      ['', 'About trees.'],
    ]);
    expect(papers[0]!.id).toBe('7');
    expect(report.merged).toBe(1);
  });

  test('lists are cut, counts are exact', async () => {
    const { report } = await ingest({ 'a.jsonl': '{}\n'.repeat(2500) });
    expect(report.rejected.count).toBe(2500);
    expect(report.rejected.listed).toHaveLength(MAX_LISTED);
    expect(report.sources[0]).toMatchObject({ records: 2500, kept: 0 });
  });

  test('equal warnings are one, with a count and the first line', async () => {
    const { report } = await ingest({ 'a.csv': 'title,abstract,year\nA,b,2000\nC,d\nE,f\n' });
    expect(report.warnings.listed).toMatchObject([{ file: 'a.csv', line: 3, count: 2 }]);
  });

  test('bytes that are not UTF-8 are a warning with their line', async () => {
    const bytes = new TextEncoder()
      .encode(jsonl({ title: 'A' }, { title: 'K?ln' }))
      .map((byte) => (byte === 0x3f ? 0xf6 : byte));
    async function* source(): AsyncGenerator<Uint8Array> {
      yield bytes;
    }
    const { papers, report } = await ingestPapers([{ name: 'a.jsonl', bytes: source() }]);
    expect(papers[1]!.title).toBe('K\ufffdln');
    expect(report.warnings.listed).toMatchObject([
      { file: 'a.jsonl', line: 2, message: expect.stringContaining('UTF-8') },
    ]);
  });

  test('control characters and lone surrogates are cleaned away', async () => {
    const { papers } = await ingest({
      'a.jsonl': '{"title":"A\\u0000\\u001bB \\ud800","abstract":"x\\r\\n\\ty"}',
    });
    expect(papers[0]).toMatchObject({ title: 'AB \ufffd', abstract: 'x y' });
  });

  test.each([
    ['', 'the file is empty'],
    ['\ufeff\r\n \n', 'the file is empty'],
    ['title,abstract\n', 'the file holds no record'],
  ])('the file %j gives no paper and says why', async (text, message) => {
    const { papers, report } = await ingest({ 'a.csv': text });
    expect(papers).toEqual([]);
    expect(report).toMatchObject({ kept: 0, warnings: { listed: [{ file: 'a.csv', message }] } });
  });

  test('a mapped column that no record has is told', async () => {
    const { report } = await ingest(
      { 'a.jsonl': jsonl({ title: 'A', body: 'b' }) },
      { mapping: { abstract: ['body', 'bodi'] } },
    );
    expect(report.warnings.listed.map(({ message }) => message)).toEqual([
      'the mapping names the column "bodi", which no record has',
    ]);
  });

  test('a corpus that is mostly not English is a warning, one that mostly is is none', async () => {
    const german =
      'Wir untersuchen, wie ein kleiner Teil der Eingabe erklären kann, was ein Modell vorhersagt, und schlagen ein Verfahren vor, das solche Teile findet.';
    const rows = (count: number, abstract: string) =>
      Array.from({ length: count }, (_, i) => ({
        title: `${abstract.slice(0, 3)} ${i}`,
        abstract: `${abstract} ${i}`,
      }));
    const mostlyGerman = await ingest({ 'a.jsonl': jsonl(...rows(400, german), ...rows(100, ABSTRACT)) });
    expect(mostlyGerman.report.warnings.listed.map(({ message }) => message)).toEqual([
      'only 40 of 200 sampled papers look English (most: deu); the default model knows English only, choose a multilingual one with --model',
    ]);
    const mostlyEnglish = await ingest({ 'a.jsonl': jsonl(...rows(10, german), ...rows(30, ABSTRACT)) });
    expect(mostlyEnglish.report.warnings.count).toBe(0);
  });
});

describe('task', () => {
  test('an aborted signal stops the reading', async () => {
    const signal = AbortSignal.abort('enough');
    await expect(ingest({ 'a.jsonl': jsonl({ title: 'A' }) }, { signal })).rejects.toMatchObject({
      code: 'ABORTED',
      cause: 'enough',
    });
  });

  test('a signal aborted on the way stops a long file', async () => {
    const controller = new AbortController();
    async function* endless(): AsyncGenerator<Uint8Array> {
      for (let i = 0; ; i++) {
        if (i === 50) controller.abort();
        yield new TextEncoder().encode(jsonl({ title: `T ${i}` }).repeat(100));
      }
    }
    const reading = ingestPapers([{ name: 'a.jsonl', bytes: endless() }], { signal: controller.signal });
    await expect(reading).rejects.toMatchObject({ code: 'ABORTED' });
  });

  test('progress counts bytes of all that is read', async () => {
    const seen: number[] = [];
    const files = { 'a.jsonl': jsonl({ title: 'A' }), 'b.jsonl': jsonl({ title: 'B' }) };
    await ingest(files, {
      onProgress: ({ stage, done, total }) => {
        expect(stage).toBe('read');
        expect(done).toBeLessThanOrEqual(total);
        seen.push(done);
      },
    });
    expect(seen.at(-1)).toBe(28);
  });

  test.each([
    [{ format: 'xml' }, 'INVALID_ARGUMENT'],
    [{ mapping: { nonsense: 'x' } }, 'INVALID_ARGUMENT'],
    [{}, 'INPUT_UNREADABLE'],
  ])('%j with a text of unknown format is refused', async (options, code) => {
    await expect(ingest({ notes: 'hello' }, options)).rejects.toMatchObject({ code });
  });
});
