import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { openAtlas } from 'paper-atlas/node';
import { describe, expect, inject, test } from 'vitest';
import { MODEL, runCli } from '../support/cli.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';

/** Makes a command say on stderr when it begins to listen to Ctrl-C. */
const SAYS_LISTENING = new URL('../fixtures/says-listening.mjs', import.meta.url);

const dir = inject('seedAtlas');
const folder = makeTemporaryFolder();
const file = (name: string) => join(folder, name);

/** Ten papers, each asked for by its title. */
const titles = await (async () => {
  await using atlas = await openAtlas(dir);
  return atlas.papers.slice(0, 10).map(({ id, title }) => ({ id, title }));
})();
const queries = titles.map(({ title }, i) => JSON.stringify({ _id: `q${i}`, text: title })).join('\n');
const qrels = titles.map(({ id }, i) => `q${i}\t${id}\t1`).join('\n');
writeFileSync(file('queries.jsonl.gz'), gzipSync(queries));
writeFileSync(file('qrels.tsv'), `query-id\tcorpus-id\tscore\n${qrels}\nq0\tnot-there\t1\n`);

const run = (...args: string[]) => runCli(['eval', dir, '--model', MODEL, ...args]);
const FILES = ['--queries', file('queries.jsonl.gz'), '--qrels', file('qrels.tsv')];

describe('eval', () => {
  test('prints the documented JSON, and says which judged papers are not there', async () => {
    const { code, stdout, stderr } = await run(...FILES, '--json');
    expect(code).toBe(0);
    expect(stderr).toContain('1 relevant paper is not in this atlas');
    const result = JSON.parse(stdout);
    expect(result.queries).toBe(10);
    expect(Object.keys(result.modes)).toEqual(['hybrid', 'semantic', 'keyword']);
    for (const mode of Object.values(result.modes)) {
      expect(Object.keys(mode as object)).toEqual(['ndcg@10', 'recall@100', 'mrr@10']);
      expect((mode as Record<string, number>)['mrr@10']).toBeGreaterThanOrEqual(0.8);
    }
    expect(result.modes.hybrid['recall@100']).toBeCloseTo(0.95, 9);
    expect(result.intervals.hybrid['ndcg@10']).toHaveLength(2);
    expect(result.differences.map(({ mode, over }: Record<string, string>) => `${mode}-${over}`)).toEqual([
      'hybrid-semantic',
      'hybrid-keyword',
      'semantic-keyword',
    ]);
    expect(result).toMatchObject({ judgements: 11, missing: { count: 1, listed: ['not-there'] } });
  });

  test('for a person it is a table; modes and queries can be fewer', async () => {
    const { code, stdout } = await run(...FILES, '--modes', 'keyword', '--limit', '3');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^ +ndcg@10 +recall@100 +mrr@10\nkeyword +[01]\.\d{4} \[/);
    expect(stdout).toContain('3 queries');
    expect(stdout).not.toContain('semantic');
  });

  test('the same command gives the same figures', async () => {
    const args = [...FILES, '--modes', 'keyword', '--json'];
    expect((await run(...args)).stdout).toBe((await run(...args)).stdout);
  });

  test('a wrong line is named with its file; a wrong mode and a missing option are wrong usage', async () => {
    writeFileSync(file('bad.tsv'), `${qrels}\nq1\tx\tgood\n`);
    const bad = await run('--queries', file('queries.jsonl.gz'), '--qrels', file('bad.tsv'));
    expect(bad.code).toBe(1);
    expect(bad.stderr).toMatch(/bad\.tsv, line 11: the grade is "good".*\[INPUT_UNREADABLE\]/);
    expect((await run(...FILES, '--modes', 'magic')).code).toBe(2);
    expect((await run('--queries', file('queries.jsonl.gz'))).code).toBe(2);
    expect((await run('--queries', file('none.jsonl'), '--qrels', file('qrels.tsv'))).stderr).toContain(
      '[INPUT_NOT_FOUND]',
    );
  });

  test('Ctrl-C ends it with 130 and without a result', async () => {
    // Minutes of work, so that it is never done before the signal comes.
    const rows = Array.from({ length: 20_000 }, (_, i) => i);
    writeFileSync(
      file('many.jsonl'),
      rows.map((i) => JSON.stringify({ _id: `q${i}`, text: `query ${i}` })).join('\n'),
    );
    const judgements = rows.map((i) => `q${i}\t${titles[0]!.id}\t1`).join('\n');
    writeFileSync(file('many.tsv'), `query-id\tcorpus-id\tscore\n${judgements}\n`);
    const args = ['eval', dir, '--queries', file('many.jsonl'), '--qrels', file('many.tsv')];
    const { code, signal, stdout } = await runCli(args, {
      env: { NODE_OPTIONS: `--import ${SAYS_LISTENING}` },
      onStart: (child) => void child.stderr?.once('data', () => child.kill('SIGINT')),
    });
    expect({ code, signal, stdout }).toEqual({ code: 130, signal: null, stdout: '' });
  });
});
