import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readPapers } from './read-papers.ts';

const PAGE = fileURLToPath(new URL('../../../../data/rationalization/page.txt', import.meta.url));
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'papers-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function file(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

test('the seed page is exactly its 209 papers', async () => {
  const { papers, report } = await readPapers(PAGE);
  expect(papers).toHaveLength(209);
  expect(papers[0]!.title).toBe(
    'Towards Faithful Explanations: Boosting Rationalization with Shortcuts Discovery',
  );
  expect(papers[0]!.abstract).toMatch(/^The remarkable success in neural networks/);
  expect(papers.at(-1)!.title).toBe('Can Language Models Learn to Skip Steps?');
  expect(report).toMatchObject({
    kept: 209,
    merged: 0,
    duplicates: { count: 0 },
    rejected: { count: 0 },
    withoutAbstract: { count: 0 },
    warnings: { count: 0 },
  });
  expect(papers.every(({ abstract }) => abstract.length > 500)).toBe(true);
});

test('the seed page is the same papers gzipped, with CRLF, with a byte order mark, and from standard input', async () => {
  const text = await readFile(PAGE, 'utf8');
  const { papers } = await readPapers(PAGE);
  for (const variant of [
    await file('page.txt.gz', gzipSync(text)),
    await file('crlf.txt', text.replaceAll('\n', '\r\n')),
    await file('bom.txt', `\ufeff${text}`),
    { stdin: Readable.from([Buffer.from(text)]) },
  ]) {
    expect((await readPapers(variant)).papers).toEqual(papers);
  }
});

test('several files are one corpus, in their order', async () => {
  const a = await file('a.csv', 'title\tabstract\nA\tx\n');
  const b = await file('b.ris', 'TY  - GEN\nTI  - B\nER  - \n');
  const { papers, report } = await readPapers([b, a]);
  expect(papers.map(({ title }) => title)).toEqual(['B', 'A']);
  expect(report.sources.map((source) => source.file)).toEqual([b, a]);
});

test('standard input takes a format', async () => {
  const { report } = await readPapers(
    { stdin: Readable.from([Buffer.from('title\nA\n')]) },
    { format: 'csv' },
  );
  expect(report.sources).toEqual([{ file: '(standard input)', format: 'csv', records: 1, kept: 1 }]);
});

test('a missing file is told before any other is read', async () => {
  const there = await file('there.csv', 'title\nA\n');
  await expect(readPapers([there, join(folder, 'nope.csv')])).rejects.toMatchObject({
    code: 'INPUT_NOT_FOUND',
    message: expect.stringContaining('nope.csv'),
  });
});

test('a folder, a binary file and no file at all are refused', async () => {
  await expect(readPapers(folder)).rejects.toMatchObject({
    code: 'INPUT_UNREADABLE',
    message: expect.stringContaining('is a folder'),
  });
  const binary = await file('x.csv', new Uint8Array(5000));
  await expect(readPapers(binary)).rejects.toMatchObject({
    code: 'INPUT_UNREADABLE',
    message: expect.stringContaining('not a text file'),
  });
  await expect(readPapers([])).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' });
});

test('an empty file is an empty result that says so', async () => {
  const { papers, report } = await readPapers(await file('empty.bib', ''));
  expect(papers).toEqual([]);
  expect(report.warnings.listed).toMatchObject([{ message: 'the file is empty' }]);
});

test('a gzip bomb is refused', async () => {
  const bomb = await file('bomb.jsonl.gz', gzipSync(new Uint8Array(64 * 1024 * 1024).fill(0x61)));
  await expect(readPapers(bomb)).rejects.toMatchObject({
    code: 'INPUT_UNREADABLE',
    message: expect.stringContaining('gzip bomb'),
  });
});

test.each([undefined, null, 5, {}, ['a.bib', 5]])(
  '%j is no input, which is said before anything is opened',
  async (input) => {
    await expect(readPapers(input as never)).rejects.toMatchObject({
      code: 'INVALID_ARGUMENT',
      message: expect.stringContaining('expected the path of a file, a list of paths, or { stdin }'),
    });
  },
);
