import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { joinJudgements, parseJudgements, parseQueries } from './judged-set.ts';
import { readJudgedSet } from './read-judged-set.ts';

async function* chunksOf(text: string) {
  yield text;
}
const queries = (text: string) => parseQueries({ name: 'q.jsonl', chunks: chunksOf(text) });
const judgements = (text: string) => parseJudgements({ name: 'qrels.tsv', chunks: chunksOf(text) });

test('queries are JSONL with _id and text; ids may be numbers, lines may be empty, further fields do not matter', async () => {
  const read = await queries(
    '{"_id": "a#1", "text": "one: \\"two\\" -three", "metadata": {}}\r\n\n{"id": 7, "query": "x"}\n',
  );
  expect([...read]).toEqual([
    ['a#1', 'one: "two" -three'],
    ['7', 'x'],
  ]);
});

test.each([
  ['{"_id": "a", "text": "x"}\nnonsense', /q\.jsonl, line 2: it is no JSON object/],
  ['["a"]', /line 1: it is no JSON object/],
  ['{"text": "x"}', /line 1: it has no "_id"/],
  ['{"_id": "a", "text": " "}', /line 1: query "a" has no "text"/],
  ['{"_id": "a", "text": "x"}\n{"_id": "a", "text": "y"}', /line 2: query "a" comes twice/],
  ['\n', /there is no query/],
])('queries %j are refused with file and line', async (text, message) => {
  await expect(queries(text)).rejects.toMatchObject({
    code: 'INPUT_UNREADABLE',
    message: expect.stringMatching(message),
  });
});

test('judgements are query, paper, grade, with headings or without, or the four columns of TREC', async () => {
  const expected = [
    ['1', [['d 1', 1]]],
    ['2', [['d2', -1]]],
  ];
  const plain = async (text: string) =>
    [...(await judgements(text))].map(([id, grades]) => [id, [...grades]]);
  expect(await plain('query-id\tcorpus-id\tscore\n1\td 1\t1\n2\td2\t-1\n')).toEqual(expected);
  expect(await plain('1\td 1\t1\r\n2\td2\t-1\r\n2\td2\t-1')).toEqual(expected);
  expect(await plain('1 0 d1 2\n1  Q0\td2  0\n'.replace('\t', ' '))).toEqual([
    [
      '1',
      [
        ['d1', 2],
        ['d2', 0],
      ],
    ],
  ]);
});

test.each([
  ['1\td1\tgood\n', /qrels\.tsv, line 1: the grade is "good"/],
  ['query-id\tcorpus-id\tscore\n1\td1\tgood', /line 2: the grade is "good"/],
  ['1\td1\n', /line 1: it has 2 columns/],
  ['1\td1\t1\n1\td1\t2', /line 2: query 1, paper d1 has the grade 2 here and 1 before/],
  ['query-id\tcorpus-id\tscore\n', /there is no judgement/],
  ['1\t\t1\n', /line 1: the id of the query or of the paper is empty/],
])('judgements %j are refused with file and line', async (text, message) => {
  await expect(judgements(text)).rejects.toMatchObject({
    code: 'INPUT_UNREADABLE',
    message: expect.stringMatching(message),
  });
});

test('queries and judgements that do not meet are told, and two files that have nothing in common are refused', async () => {
  const grades = new Map([['d', 1]]);
  const texts = new Map([
    ['1', 'one'],
    ['2', 'two'],
  ]);
  const judged = joinJudgements(texts, new Map([...['2', '3'].map((id) => [id, grades] as const)]));
  expect(judged).toEqual({
    queries: [{ id: '2', text: 'two', grades }],
    unjudged: ['1'],
    withoutText: ['3'],
  });
  expect(() => joinJudgements(texts, new Map([['9', grades]]))).toThrow(
    /ids such as "1", the judgements such as "9"/,
  );
});

test('files are read plain or gzipped; one that is not there is named', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'judged-'));
  try {
    const file = (name: string) => join(folder, name);
    await writeFile(file('q.jsonl.gz'), gzipSync('{"_id": "1", "text": "é"}\n'));
    await writeFile(file('qrels.tsv'), '1\td\t1\n');
    const read = await readJudgedSet({ queries: file('q.jsonl.gz'), judgements: file('qrels.tsv') });
    expect(read.queries).toEqual([{ id: '1', text: 'é', grades: new Map([['d', 1]]) }]);
    await expect(
      readJudgedSet({ queries: file('q.jsonl.gz'), judgements: file('none.tsv') }),
    ).rejects.toMatchObject({ code: 'INPUT_NOT_FOUND', message: expect.stringContaining('none.tsv') });
  } finally {
    await rm(folder, { recursive: true });
  }
});
