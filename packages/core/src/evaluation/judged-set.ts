import { ExplorerError } from '../errors.ts';
import { readLines, tooLongReason } from '../papers/lines.ts';
import type { Grades } from './metrics.ts';

/** A query whose answers people have judged. */
export interface JudgedQuery {
  readonly id: string;
  readonly text: string;
  readonly grades: Grades;
}

/** Queries and judgements of a retrieval test, brought together. */
export interface JudgedSet {
  /** Queries with a judgement, in the order of their file. */
  readonly queries: readonly JudgedQuery[];
  /** Ids of queries without a judgement: nothing can be said of them. */
  readonly unjudged: readonly string[];
  /** Ids of judged queries whose text is missing. */
  readonly withoutText: readonly string[];
}

/** How the column of grades is called in files that name their columns. */
const HEADING = /score|grade|rel|label|judg/i;

/** Text with the name that errors call it by. */
export interface NamedText {
  readonly name: string;
  readonly chunks: AsyncIterable<string>;
}

/**
 * Queries as BEIR writes them: JSONL with `_id` (or `id`) and `text` (or `query`), one query a line.
 *
 * @throws ExplorerError INPUT_UNREADABLE naming file and line: no JSON, a field that is missing, an id that comes twice
 */
export async function parseQueries({ name, chunks }: NamedText): Promise<Map<string, string>> {
  const queries = new Map<string, string>();
  for await (const line of readLines(chunks)) {
    const fail = (problem: string): ExplorerError => unreadable(name, line.number, problem);
    if (line.tooLong) throw fail(tooLongReason());
    if (line.text.trim() === '') continue;
    const record = parseRecord(line.text);
    if (record === null) throw fail('it is no JSON object; expected {"_id": "…", "text": "…"}');
    const id = record['_id'] ?? record['id'];
    const text = record['text'] ?? record['query'];
    if (!isId(id)) throw fail(`it has no "_id"; expected {"_id": "…", "text": "…"}`);
    if (typeof text !== 'string' || text.trim() === '')
      throw fail(`query ${JSON.stringify(id)} has no "text"; expected the words that are searched for`);
    if (queries.has(String(id))) throw fail(`query ${JSON.stringify(id)} comes twice; give each its own id`);
    queries.set(String(id), text);
  }
  if (queries.size === 0) throw unreadable(name, 1, 'there is no query; expected one JSON object a line');
  return queries;
}

/**
 * Judgements, one a line: query, paper and grade separated by tabs, as BEIR writes them, with a line of headings or
 * without; or, as TREC does, query, a column that means nothing, paper and grade, separated by white space.
 *
 * @throws ExplorerError INPUT_UNREADABLE naming file and line: other columns, a grade that is no number, a paper judged
 *   twice with different grades
 */
export async function parseJudgements({
  name,
  chunks,
}: NamedText): Promise<Map<string, Map<string, number>>> {
  const judgements = new Map<string, Map<string, number>>();
  let isFirst = true;
  for await (const line of readLines(chunks)) {
    const fail = (problem: string): ExplorerError => unreadable(name, line.number, problem);
    if (line.tooLong) throw fail(tooLongReason());
    if (line.text.trim() === '') continue;
    const cells = splitCells(line.text);
    const mayBeHeader = isFirst;
    isFirst = false;
    if (cells.length !== 3 && cells.length !== 4)
      throw fail(
        `it has ${cells.length} columns; expected query, paper and grade (or the four columns of TREC)`,
      );
    const [query, paper, written] = cells.length === 3 ? cells : [cells[0], cells[2], cells[3]];
    const grade = Number(written);
    if (written === '' || !Number.isFinite(grade)) {
      if (mayBeHeader && HEADING.test(written!)) continue;
      throw fail(`the grade is ${JSON.stringify(written)}; expected a number such as 0, 1 or 2`);
    }
    if (query === '' || paper === '') throw fail('the id of the query or of the paper is empty');
    let grades = judgements.get(query!);
    if (grades === undefined) {
      grades = new Map();
      judgements.set(query!, grades);
    }
    const before = grades.get(paper!);
    if (before !== undefined && before !== grade)
      throw fail(`query ${query}, paper ${paper} has the grade ${grade} here and ${before} before`);
    grades.set(paper!, grade);
  }
  if (judgements.size === 0)
    throw unreadable(name, 1, 'there is no judgement; expected query, paper and grade in each line');
  return judgements;
}

/**
 * Gives each query its judgements.
 *
 * @throws ExplorerError INPUT_UNREADABLE when no query has any: most likely the files are of two different sets
 */
export function joinJudgements(
  queries: ReadonlyMap<string, string>,
  judgements: ReadonlyMap<string, Grades>,
): JudgedSet {
  const judged = [...queries].flatMap(([id, text]) => {
    const grades = judgements.get(id);
    return grades === undefined ? [] : [{ id, text, grades }];
  });
  if (judged.length === 0) {
    const [asked] = queries.keys();
    const [known] = judgements.keys();
    throw new ExplorerError(
      'INPUT_UNREADABLE',
      `no query has a judgement: the queries have ids such as ${JSON.stringify(asked)}, the judgements such as ${JSON.stringify(known)}; give two files of one set`,
      { details: { queries: queries.size, judged: judgements.size } },
    );
  }
  return {
    queries: judged,
    unjudged: [...queries.keys()].filter((id) => !judgements.has(id)),
    withoutText: [...judgements.keys()].filter((id) => !queries.has(id)),
  };
}

/** By tabs where there are any, since ids may hold spaces; else by white space. */
function splitCells(line: string): string[] {
  const text = line.trim();
  return text.includes('\t') ? text.split('\t').map((cell) => cell.trim()) : text.split(/\s+/);
}

function parseRecord(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}

function isId(value: unknown): value is string | number {
  return (typeof value === 'string' && value !== '') || typeof value === 'number';
}

function unreadable(file: string, line: number, problem: string): ExplorerError {
  return new ExplorerError('INPUT_UNREADABLE', `${file}, line ${line}: ${problem}`, {
    details: { file, line },
  });
}
