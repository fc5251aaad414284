import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, inject, test } from 'vitest';
import { MODEL, runCli } from '../support/cli.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';

const atlas = inject('seedAtlas');

interface Answer {
  readonly query: string;
  readonly mode: string;
  readonly tookMs: number;
  readonly total: number;
  readonly weakFrom: number | null;
  readonly notes: readonly { message: string }[];
  readonly hits: readonly {
    rank: number;
    id: string;
    title: string;
    score: number;
    similarity: number;
    percentile: number;
    weak: boolean;
    explanation?: { words: { words: { word: string }[] }; meaning: { text: string } };
  }[];
}

async function searchJson(...args: string[]): Promise<Answer> {
  const { code, stdout, stderr } = await runCli(['search', atlas, ...args, '--json']);
  expect(stderr).toBe('');
  expect(code).toBe(0);
  return JSON.parse(stdout);
}

describe('search', () => {
  test('gives the documented JSON, ranked without gaps and by falling score', async () => {
    const answer = await searchJson('rationale extraction');
    expect(Object.keys(answer)).toEqual([
      'query',
      'mode',
      'tookMs',
      'total',
      'weakBy',
      'weakFrom',
      'terms',
      'notes',
      'hits',
    ]);
    expect(answer).toMatchObject({ query: 'rationale extraction', mode: 'hybrid', total: 209, notes: [] });
    expect(answer.hits).toHaveLength(10);
    expect(Object.keys(answer.hits[0]!)).toEqual([
      'rank',
      'id',
      'title',
      'score',
      'similarity',
      'percentile',
      'weak',
      'parts',
    ]);
    expect(answer.hits.map(({ rank }) => rank)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(answer.hits.every((hit, at, hits) => at === 0 || hits[at - 1]!.score >= hit.score)).toBe(true);
    expect(
      answer.hits.slice(0, 5).filter(({ title }) => /rationale/i.test(title)).length,
    ).toBeGreaterThanOrEqual(2);
  });

  test('words need no quotes, and the limit holds', async () => {
    const [quoted, loose] = [
      await searchJson('chain of thought', '--limit', '3'),
      await searchJson('chain', 'of', 'thought', '--limit', '3'),
    ];
    expect(loose.hits).toEqual(quoted.hits);
    expect(loose.hits).toHaveLength(3);
  });

  test('--limit all ranks every paper once, and the first of them are those of a small limit', async () => {
    const [all, few] = [
      await searchJson('game theory', '--limit', 'all'),
      await searchJson('game theory', '--limit', '5'),
    ];
    expect(new Set(all.hits.map(({ id }) => id)).size).toBe(209);
    expect(all.hits.slice(0, 5)).toEqual(few.hits);
  });

  test('a whole abstract comes from stdin or from a file and finds its paper', async () => {
    const { stdout } = await runCli(['export', atlas, '--format', 'jsonl']);
    const papers = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { title: string; abstract: string });
    const { title, abstract } = papers[27]!;
    const piped = await runCli(['search', atlas, '-', '--json'], { input: `${abstract}\n` });
    const file = join(makeTemporaryFolder(), 'query.txt');
    writeFileSync(file, abstract);
    const read = await runCli(['search', atlas, '--file', file, '--json']);
    const hits = (text: string) => (JSON.parse(text) as Answer).hits;
    expect(hits(piped.stdout)[0]?.title).toBe(title);
    expect(hits(read.stdout)).toEqual(hits(piped.stdout));
  });

  test('without --json a person reads titles on stdout and the count on stderr', async () => {
    const { stdout, stderr, code } = await runCli(['search', atlas, 'diffusion planning', '--limit', '2']);
    expect(code).toBe(0);
    const [first, second] = stdout.split('\n');
    expect(first).toMatch(/^1 {2}\S/);
    expect(second).toMatch(/^ {3}closer than \d+(\.\d+)? % · /);
    expect(stderr).toMatch(/^2 of 209 papers, \d+ ms\n$/);
  });

  test('a word that no paper has is told of, with what was looked for instead', async () => {
    const { stderr } = await runCli(['search', atlas, 'banana', 'bread', 'recipe']);
    expect(stderr).toContain('note: no paper has “bread”; looked for “broad” and “break” instead');
    const { stderr: plain } = await runCli(['search', atlas, 'rationale', 'extraction']);
    expect(plain).not.toContain('note:');
  });

  test('weak matches are marked: all of a query from elsewhere, not the first of one of the field', async () => {
    const [on, off] = [await searchJson('rationale extraction'), await searchJson('banana bread recipe')];
    expect([on.hits[0]!.weak, off.weakFrom, off.hits.every(({ weak }) => weak)]).toEqual([false, 1, true]);
    const { stdout } = await runCli(['search', atlas, 'banana bread recipe', '--limit', '1']);
    expect(stdout.split('\n')[0]).toBe('   no match stands out');
  });

  test('modes rank by meaning, by words, by both; a percentile always stands beside the hit', async () => {
    const tops = await Promise.all(
      ['hybrid', 'semantic', 'keyword'].map((mode) => searchJson('PINTO rationales', '--mode', mode)),
    );
    expect(tops[0]!.hits[0]!.title).toMatch(/^PINTO/);
    expect(tops[2]!.hits[0]!.title).toMatch(/^PINTO/);
    const figures = tops.map(({ hits }) => hits.find(({ title }) => title.startsWith('PINTO'))?.percentile);
    expect(new Set(figures).size).toBe(1);
    for (const { hits } of tops) expect(hits.every(({ percentile }) => percentile < 100)).toBe(true);
  });

  test('filters, as options and in the query, leave papers out', async () => {
    const quoted = await searchJson('"chain of thought"', '--limit', 'all');
    expect(quoted.total).toBeLessThan(209);
    const abstracts = await searchJson('game theory', '--with-abstract', '--limit', 'all');
    expect(abstracts.hits.length).toBe(abstracts.total);
    const wrong = await searchJson('graph year:soon');
    expect(wrong.notes[0]!.message).toMatch(/year/);
  });

  test('--explain says what earned a hit', async () => {
    const { hits } = await searchJson('rationale extraction', '--limit', '1', '--explain');
    expect(hits[0]!.explanation!.words.words.map(({ word }) => word)).toContain('rationale');
    expect(hits[0]!.explanation!.meaning.text.length).toBeGreaterThan(20);
    const { stdout } = await runCli(['search', atlas, 'rationale', '--limit', '1', '--explain']);
    expect(stdout).toMatch(/score: meaning .* \+ words .*\n.*words: rationale/);
  });

  test.each([
    [['search'], /missing required argument 'dir'/],
    [['search', atlas], /no query/],
    [['search', atlas, '   '], /the query is empty/],
    [['search', atlas, 'x', '--limit', '0'], /whole number from 1, or "all"/],
    [['search', atlas, 'x', '--limit', '1.5'], /whole number/],
    [['search', atlas, 'x', '--mode', 'psychic'], /Allowed choices are hybrid, semantic, keyword/],
    [['search', atlas, 'x', '--weight', '2'], /a number from 0 to 1/],
    [['search', atlas, 'x', '--year', 'soon'], /--year is "soon"; expected a year or a range/],
    [['search', atlas, 'x', '--where', 'colour=red'], /--where is "colour=red"; expected COLUMN=VALUE/],
    [
      ['search', atlas, 'x', '--venue', ' '],
      /'--venue <words>' argument ' ' is invalid\. expected some text/,
    ],
    [['search', atlas, 'x', '--colour'], /unknown option '--colour'/],
    [['search', atlas, 'x', '--file', 'y'], /both a query and --file/],
    [['serch', atlas], /unknown command 'serch'[\s\S]*search/],
  ])('wrong usage ends with status 2 and says what is wrong: %j', async (args, message) => {
    const { code, stdout, stderr } = await runCli(args);
    expect(stderr).toMatch(message);
    expect([code, stdout]).toEqual([2, '']);
  });

  test('a folder without an atlas, and a missing query file, end with status 1', async () => {
    const folder = makeTemporaryFolder();
    const none = await runCli(['search', folder, 'x']);
    expect([none.code, none.stdout]).toEqual([1, '']);
    expect(none.stderr).toMatch(/no atlas at .*\[ATLAS_NOT_FOUND\]/);
    const noFile = await runCli(['search', atlas, '--file', join(folder, 'none.txt')]);
    expect(noFile.code).toBe(1);
    expect(noFile.stderr).toMatch(/none\.txt cannot be read/);
  });

  test('another model than the atlas’s is refused, never mixed, and a missing one is told', async () => {
    const other = join(makeTemporaryFolder(), 'someone', 'model');
    cpSync(MODEL, other, { recursive: true });
    rmSync(join(other, 'SHA256SUMS'));
    const refusal = async (): Promise<string> => {
      const { code, stdout, stderr } = await runCli(['search', atlas, 'x', '--model', other]);
      expect([code, stdout]).toEqual([1, '']);
      return stderr;
    };
    writeFileSync(join(other, '1_Pooling/config.json'), '{"pooling_mode_cls_token":true}');
    expect(await refusal()).toMatch(/pooling "cls" instead of "mean"[\s\S]*MODEL_MISMATCH/);
    const config = JSON.parse(readFileSync(join(MODEL, 'config.json'), 'utf8')) as object;
    writeFileSync(join(other, 'config.json'), JSON.stringify({ ...config, max_position_embeddings: 128 }));
    expect(await refusal()).toMatch(/maxTokens 128 instead of 256[\s\S]*MODEL_MISMATCH/);
    const missing = await runCli(['search', atlas, 'x', '--model', makeTemporaryFolder()]);
    expect(missing.code).toBe(1);
    expect(missing.stderr).toMatch(/MODEL_NOT_FOUND/);
  });
});

describe('similar', () => {
  const title = 'Rationales for Sequential Predictions';

  test('takes an exact title or the id, and leaves the paper itself out', async () => {
    const byTitle = await runCli(['similar', atlas, title, '--json', '--limit', '5']);
    const answer = JSON.parse(byTitle.stdout) as Answer;
    const byId = await runCli(['similar', atlas, answer.query, '--json', '--limit', '5']);
    expect((JSON.parse(byId.stdout) as Answer).hits).toEqual(answer.hits);
    expect(answer.total).toBe(208);
    expect(answer.hits).toHaveLength(5);
    expect(answer.hits.some((hit) => hit.title === title)).toBe(false);
  });

  test('--limit all gives every other paper', async () => {
    const { stdout } = await runCli(['similar', atlas, title, '--limit', 'all', '--json']);
    expect(new Set((JSON.parse(stdout) as Answer).hits.map(({ id }) => id)).size).toBe(208);
  });

  test('a paper that is named twice counts once', async () => {
    const [once, twice] = await Promise.all([
      runCli(['similar', atlas, title, '--limit', '3']),
      runCli(['similar', atlas, title, title, '--limit', '3']),
    ]);
    expect(twice.stdout).toBe(once.stdout);
    expect(twice.stderr.match(/^nearest to:/gm)).toHaveLength(1);
  });

  test('takes several papers, disliked ones and words', async () => {
    const papers = await runCli(['similar', atlas, title, '--limit', '3', '--json']);
    const [a, b, c] = (JSON.parse(papers.stdout) as Answer).hits.map(({ id }) => id);
    const asked = [
      'similar',
      atlas,
      a!,
      b!,
      '--dislike',
      c!,
      '--words',
      'game theory',
      '--limit',
      'all',
      '--json',
    ];
    const { stdout, code } = await runCli(asked);
    expect(code).toBe(0);
    const answer = JSON.parse(stdout) as Answer & { ids: string[]; dislike: string[]; words: string };
    expect(answer).toMatchObject({ ids: [a, b], dislike: [c], words: 'game theory', total: 207 });
    const ids = answer.hits.map(({ id }) => id);
    expect([ids.length, ids.includes(a!), ids.includes(b!), ids.at(-1)]).toEqual([207, false, false, c]);
  });

  test('a title needs no quotes, and one wrong id among right ones is named', async () => {
    const loose = await runCli(['similar', atlas, ...title.split(' '), '--limit', '2', '--json']);
    const { ids } = JSON.parse(loose.stdout) as { ids: string[] };
    expect(ids).toHaveLength(1);
    const twice = await runCli(['similar', atlas, ids[0]!, title, '--limit', '2', '--json']);
    expect(JSON.parse(twice.stdout)).toMatchObject({ query: ids[0], ids });
    const { code, stderr } = await runCli(['similar', atlas, ids[0]!, `${ids[0]!.slice(0, -1)}x`]);
    expect(code).toBe(1);
    expect(stderr).toContain(ids[0]!.slice(0, -1));
    expect(stderr).toMatch(/nearest titles are:\n {2}\S+ {2}Rationales for Sequential Predictions/);
  });

  test('an unknown title suggests the nearest ones', async () => {
    const { code, stderr } = await runCli(['similar', atlas, 'Rationale for sequential prediction']);
    expect(code).toBe(1);
    expect(stderr).toMatch(/nearest titles are:\n {2}\S+ {2}Rationales for Sequential Predictions/);
  });
});

describe('compare', () => {
  const [first, second] = [
    'Rationales for Sequential Predictions',
    'Rationale-Augmented Ensembles in Language Models',
  ];

  test('gives closeness, sentence pairs and telling words of two papers, the same from both sides', async () => {
    const { code, stdout, stderr } = await runCli([
      'compare',
      atlas,
      first,
      second,
      '--limit',
      '2',
      '--json',
    ]);
    expect([code, stderr]).toEqual([0, '']);
    const compared = JSON.parse(stdout);
    expect(Object.keys(compared)).toEqual([
      ...['a', 'b', 'similarity', 'percentile', 'sentences', 'shared', 'onlyA', 'onlyB'],
    ]);
    expect(compared.percentile).toBeGreaterThan(90);
    expect(compared.sentences).toHaveLength(2);
    expect(compared.shared[0]).toMatchObject({ word: expect.stringMatching(/^rationale/i) });
    const back = await runCli(['compare', atlas, compared.b, compared.a, '--limit', '2', '--json']);
    expect(JSON.parse(back.stdout)).toMatchObject({
      ...{ a: compared.b, b: compared.a, similarity: compared.similarity, onlyA: compared.onlyB.map(mirror) },
    });
  });

  test('shows a person the same in words', async () => {
    const { code, stdout } = await runCli(['compare', atlas, first, second]);
    expect(code).toBe(0);
    expect(stdout).toContain(`a  ${first}`);
    expect(stdout).toMatch(/\ncloser than \S+ % of the pairs of papers; similarity 0\.\d\d\n/);
    expect(stdout).toMatch(/\nboth: .*rationale.*\nonly a: .+\nonly b: .+\n$/i);
  });

  test('names a paper that is not there', async () => {
    const { code, stderr } = await runCli([
      'compare',
      atlas,
      first,
      'Rationale-Augmented Ensemble in Language Model',
    ]);
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /nearest titles are:\n {2}\S+ {2}Rationale-Augmented Ensembles in Language Models/,
    );
  });

  const mirror = ({ counts: [a, b], ...word }: { counts: [number, number] }) => ({ ...word, counts: [b, a] });
});

test('--help of the program and of each command tells what it does and its options', async () => {
  const main = await runCli(['--help']);
  expect(main.code).toBe(0);
  for (const command of ['build', 'search', 'similar', 'compare', 'info', 'doctor', 'export']) {
    expect(main.stdout).toContain(`  ${command} `);
    const help = await runCli([command, '--help']);
    expect([help.code, help.stderr]).toEqual([0, '']);
    expect(help.stdout).toMatch(/^Usage: paper-atlas \w+ .*\n\n\S/);
  }
});
