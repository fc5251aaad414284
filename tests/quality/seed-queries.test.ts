import { readFileSync } from 'node:fs';
import { openAtlas, SEARCH_MODES } from 'paper-atlas/node';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';

interface JudgedQuery {
  readonly id: string;
  readonly text: string;
  readonly kind: string;
  /** Grade, 1 to 3, of each relevant paper by its id. */
  readonly grades: ReadonlyMap<string, number>;
}

function readText(name: string): string {
  return readFileSync(new URL(`seed-queries/${name}`, import.meta.url), 'utf8');
}

/** The judgements of a file, in its order. */
function readJudgements(name: string): { query: string; paper: string; grade: number }[] {
  const [header, ...lines] = readText(name).trimEnd().split('\n');
  expect(header).toBe('query-id\tcorpus-id\tscore');
  return lines.map((line) => {
    const [query = '', paper = '', grade] = line.split('\t');
    return { query, paper, grade: Number(grade) };
  });
}

const atlas = await openAtlas(inject('seedAtlas'));
afterAll(() => atlas.dispose());

const judgements = readJudgements('qrels.tsv');
const queries: readonly JudgedQuery[] = readText('queries.jsonl')
  .trimEnd()
  .split('\n')
  .map((line) => {
    const { _id: id, text, kind } = JSON.parse(line);
    const own = judgements.filter(({ query }) => query === id);
    return { id, text, kind, grades: new Map(own.map(({ paper, grade }) => [paper, grade])) };
  });
const textOf = new Map(atlas.papers.map(({ id, title, abstract }) => [id, `${title} ${abstract}`]));

function queriesOf(kind: string): readonly JudgedQuery[] {
  return queries.filter((query) => query.kind === kind);
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[a-z0-9]+/g) ?? [];
}

const FUNCTION_WORDS = new Set(
  `a an and apart as at by did do for from how in is it no not of on one or s so that the there they this to
  what when which who why with`.split(/\s+/),
);

/** Roughly the stem of a word: enough to find that two words are of one family. */
function stemOf(word: string): string {
  return word.replace(/(?<=...)(ations?|ings?|ments?|ness|ers?|ies|ed|es|ly|s|e|y)$/, '').slice(0, 6);
}

function contentStems(text: string): Set<string> {
  return new Set(
    wordsOf(text)
      .filter((word) => !FUNCTION_WORDS.has(word))
      .map(stemOf),
  );
}

describe('the judged set', () => {
  test('has at least 48 queries, each with its own id and text', () => {
    expect(queries.length).toBeGreaterThanOrEqual(48);
    expect(new Set(queries.map(({ id }) => id)).size).toBe(queries.length);
    expect(new Set(queries.map(({ text }) => text)).size).toBe(queries.length);
  });

  test('has five queries or more of each of its kinds', () => {
    const kinds = 'topic method question paraphrase acronym typo dataset fact sentence intent'.split(' ');
    expect([...new Set(queries.map(({ kind }) => kind))].sort()).toEqual(kinds.sort());
    for (const kind of kinds) expect(queriesOf(kind).length, kind).toBeGreaterThanOrEqual(5);
  });

  test('judges only papers and queries that exist, once each, with 1, 2 or 3', () => {
    const ids = new Set(queries.map(({ id }) => id));
    for (const { query, paper, grade } of judgements) {
      expect(ids).toContain(query);
      expect(textOf.has(paper), paper).toBe(true);
      expect([1, 2, 3]).toContain(grade);
    }
    expect(new Set(judgements.map(({ query, paper }) => `${query} ${paper}`)).size).toBe(judgements.length);
  });

  test('has a paper of grade 2 or 3 for each query', () => {
    const without = queries.filter(({ grades }) => Math.max(0, ...grades.values()) < 2);
    expect(without).toEqual([]);
  });

  test('the paraphrases share no stem of a content word with the papers that answer them', () => {
    for (const { text, grades } of queriesOf('paraphrase')) {
      const answers = [...grades].filter(([, grade]) => grade === 3);
      const stems = contentStems(answers.map(([paper]) => textOf.get(paper)).join(' '));
      expect(
        [...contentStems(text)].filter((stem) => stems.has(stem)),
        text,
      ).toEqual([]);
    }
  });

  test('each query with slips has a word that stands in no paper', () => {
    const known = new Set([...textOf.values()].flatMap(wordsOf));
    for (const { text } of queriesOf('typo')) {
      expect(wordsOf(text).filter((word) => !known.has(word)).length, text).toBeGreaterThan(0);
    }
  });

  test('the second judgement agrees with the first as the README says', () => {
    const grade = new Map(judgements.map(({ query, paper, grade }) => [`${query} ${paper}`, grade]));
    const pairs = readJudgements('qrels-second.tsv').map(
      ({ query, paper, grade: second }) => [grade.get(`${query} ${paper}`) ?? 0, second] as const,
    );
    expect(pairs).toHaveLength(456);
    expect(linearKappa(pairs)).toBeCloseTo(0.964, 3);
    expect(linearKappa(pairs.filter(([first, second]) => first + second > 0))).toBeCloseTo(0.87, 3);
  });
});

/** Cohen's kappa with linear weights, doi:10.1037/h0026256. */
function linearKappa(pairs: readonly (readonly [number, number])[]): number {
  let [seen, byChance] = [0, 0];
  for (const [first] of pairs) for (const [, second] of pairs) byChance += Math.abs(first - second);
  for (const [first, second] of pairs) seen += Math.abs(first - second);
  return 1 - seen / (byChance / pairs.length);
}

/** nDCG@10 as trec_eval has it: the gain is the grade, the discount log2(rank + 1). */
function ndcgAt10(ranking: readonly string[], grades: ReadonlyMap<string, number>): number {
  const gain = (list: readonly number[]) =>
    list.slice(0, 10).reduce((sum, grade, i) => sum + grade / Math.log2(i + 2), 0);
  const ideal = [...grades.values()].sort((a, b) => b - a);
  return gain(ranking.map((id) => grades.get(id) ?? 0)) / gain(ideal);
}

describe('search on the judged set', () => {
  /** nDCG@10 of each query, by mode. */
  const figures = new Map<string, readonly number[]>();

  beforeAll(async () => {
    for (const mode of SEARCH_MODES) {
      const ndcg: number[] = [];
      for (const { text, grades } of queries) {
        const hits = await atlas.search(text, { mode, limit: 10 });
        ndcg.push(
          ndcgAt10(
            hits.map(({ paper }) => paper.id),
            grades,
          ),
        );
      }
      figures.set(mode, ndcg);
    }
  });

  function meanOf(mode: string, kind?: string): number {
    const own = figures.get(mode)!.filter((_, i) => kind === undefined || queries[i]!.kind === kind);
    return own.reduce((sum, ndcg) => sum + ndcg, 0) / own.length;
  }

  test('semantic search keeps its nDCG@10', () => {
    for (const mode of SEARCH_MODES) {
      const kinds = [...new Set(queries.map(({ kind }) => kind))];
      const parts = kinds.map((kind) => `${kind} ${meanOf(mode, kind).toFixed(3)}`).join(', ');
      console.info(`nDCG@10 ${mode} ${meanOf(mode).toFixed(4)}: ${parts}`);
    }
    expect(meanOf('semantic')).toBeGreaterThanOrEqual(0.52);
  });
});
