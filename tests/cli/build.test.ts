import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runCli, SEED } from '../support/cli.ts';
import { filesOfAtlas, runBuildChild } from '../support/resumed-build.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';

const THREE = [
  {
    id: 'a',
    title: 'Graph neural networks',
    body: 'Networks that pass messages along the edges of a graph.',
  },
  { id: 'b', title: 'Diffusion models', body: 'Generative models that learn to undo noise step by step.' },
  { id: 'c', title: 'Causal bandits', body: 'Bandits that use a causal graph to explore less.' },
];
const jsonl = (papers: readonly object[]) => papers.map((paper) => `${JSON.stringify(paper)}\n`).join('');

describe('build', () => {
  test('two builds of one input are the same bytes', async () => {
    const folder = makeTemporaryFolder();
    for (const out of ['one', 'two'])
      expect((await runCli(['build', SEED, '--out', join(folder, out)])).code).toBe(0);
    expect(filesOfAtlas(join(folder, 'two'))).toEqual(filesOfAtlas(join(folder, 'one')));
  });

  test('reads stdin with --format and a column of another name with --map', async () => {
    const out = join(makeTemporaryFolder(), 'x.atlas');
    const { code, stdout } = await runCli(
      ['build', '-', '--format', 'jsonl', '--map', 'abstract=body', '--out', out, '--json'],
      { input: jsonl(THREE) },
    );
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ papers: 3, generation: 1 });
    const exported = await runCli(['export', out, '--format', 'jsonl']);
    const papers = exported.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { id: string; abstract: string });
    expect(papers.map(({ id, abstract }) => [id, abstract])).toEqual(THREE.map(({ id, body }) => [id, body]));
  });

  test('--map given several times for one field tries its columns in order', async () => {
    const out = join(makeTemporaryFolder(), 'x.atlas');
    const rows = [
      { id: 'a', title: 'One', body: 'the body', lead: 'the lead' },
      { id: 'b', title: 'Two', lead: 'only a lead' },
    ];
    const map = ['--map', 'abstract=body', '--map', 'abstract=lead'];
    await runCli(['build', '-', '--format', 'jsonl', ...map, '--out', out], { input: jsonl(rows) });
    const { stdout } = await runCli(['export', out, '--format', 'json']);
    expect(JSON.parse(stdout)).toMatchObject([{ abstract: 'the body' }, { abstract: 'only a lead' }]);
  });

  test.each([1, 2, 3])('a corpus of %i papers is an atlas like any other', async (count) => {
    const out = join(makeTemporaryFolder(), 'x.atlas');
    const built = await runCli(['build', '-', '--format', 'jsonl', '--map', 'abstract=body', '--out', out], {
      input: jsonl(THREE.slice(0, count)),
    });
    expect(built.code).toBe(0);
    const found = await runCli(['search', out, 'message passing on graphs', '--json']);
    expect(JSON.parse(found.stdout)).toMatchObject({
      total: count,
      hits: [{ id: 'a' }, ...THREE.slice(1, count).map(() => ({}))],
    });
    expect((await runCli(['similar', out, 'a', '--json'])).code).toBe(0);
    expect((await runCli(['doctor', out])).code).toBe(0);
  });

  test('a rebuild keeps the atlas’s id and counts its generation', async () => {
    const out = join(makeTemporaryFolder(), 'x.atlas');
    const build = (papers: readonly object[]) =>
      runCli(['build', '-', '--format', 'jsonl', '--map', 'abstract=body', '--out', out, '--json'], {
        input: jsonl(papers),
      });
    const first = JSON.parse((await build(THREE)).stdout) as { atlasId: string };
    const second = JSON.parse((await build(THREE.slice(0, 2))).stdout);
    expect(second).toMatchObject({ atlasId: first.atlasId, generation: 2, papers: 2 });
  });

  test('a build into an atlas says what changed, and leaves old papers where they are; --refit lays the map out anew', async () => {
    const out = join(makeTemporaryFolder(), 'x.atlas');
    const papers = Array.from({ length: 64 }, (_, i) => ({
      ...THREE[i % 3]!,
      id: `p${i}`,
      title: `${THREE[i % 3]!.title} ${i}`,
    }));
    const build = (given: readonly object[], ...flags: string[]) =>
      runCli(['build', '-', '--format', 'jsonl', '--map', 'abstract=body', '--out', out, ...flags], {
        input: jsonl(given),
      });
    expect((await build(papers.slice(0, 62))).stdout).not.toContain('changed:');
    expect((await build(papers.slice(1))).stdout).toMatch(
      /changed: 2 papers added, 0 edited, 1 removed; on the map the others stay where they were/,
    );
    const report = JSON.parse((await build(papers.slice(1), '--refit', '--json')).stdout);
    expect(report.change).toMatchObject({
      added: [],
      removed: [],
      refit: expect.stringContaining('asked for'),
    });
  });

  test('--no-map leaves the map out, beside --map, and every command says how to add it', async () => {
    const out = join(makeTemporaryFolder(), 'x.atlas');
    const build = (...flags: string[]) =>
      runCli(['build', '-', '--format', 'jsonl', '--out', out, ...flags, '--map', 'abstract=body'], {
        input: jsonl(THREE),
      });
    const { code, stdout } = await build('--no-map');
    expect(code).toBe(0);
    expect(stdout).toMatch(/no map;[\s\S]*build it again without --no-map/);
    expect((await runCli(['info', out])).stdout).toContain('without --no-map');
    expect(JSON.parse((await runCli(['info', out, '--json'])).stdout)).toMatchObject({ regions: [] });
    const doctor = await runCli(['doctor', out]);
    expect(doctor.code).toBe(0);
    expect(doctor.stdout).toContain('without --no-map');
    const novelty = await runCli(['novelty', out, '--region', 'graph']);
    expect(novelty.code).toBe(1);
    expect(novelty.stderr).toMatch(/without --no-map[\s\S]*MAP_NOT_FOUND/);
    expect((await build('--no-map', '--refit')).code).toBe(2);
    const added = await build();
    expect(added.stderr).toContain('3 of 3 embeddings taken from the atlas before');
    expect(added.stdout).toMatch(/there was no map/);
    expect((await runCli(['info', out])).stdout).not.toContain('--no-map');
  });

  test('what was rejected and merged is told with file, line and reason', async () => {
    const folder = makeTemporaryFolder();
    const input = join(folder, 'papers.jsonl');
    writeFileSync(input, `${jsonl(THREE)}this is no JSON\n${jsonl([THREE[0]!])}`);
    const { code, stderr, stdout } = await runCli([
      'build',
      input,
      '--map',
      'abstract=body',
      '--out',
      join(folder, 'x'),
    ]);
    expect(code).toBe(0);
    expect(`${stdout}${stderr}`).toMatch(/papers\.jsonl:4/);
    expect(`${stdout}${stderr}`).toMatch(/papers\.jsonl:5/);
  });

  test.each([
    ['an empty file', ''],
    ['nothing but rejected lines', '{]\n{]\n'],
  ])('%s ends with status 1, says why, and writes nothing', async (_name, text) => {
    const folder = makeTemporaryFolder();
    const input = join(folder, 'papers.jsonl');
    writeFileSync(input, text);
    const { code, stdout, stderr } = await runCli(['build', input, '--out', join(folder, 'x.atlas')]);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/papers\.jsonl|no paper/);
    expect(existsSync(join(folder, 'x.atlas'))).toBe(false);
  });

  test('a missing input ends with status 1 and names it', async () => {
    const folder = makeTemporaryFolder();
    const { code, stderr } = await runCli(['build', join(folder, 'none.bib'), '--out', join(folder, 'x')]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/none\.bib.*\[INPUT_NOT_FOUND\]/);
  });

  test('a folder that is not an atlas is never written into', async () => {
    const folder = makeTemporaryFolder();
    mkdirSync(join(folder, 'home'));
    writeFileSync(join(folder, 'home', 'thesis.tex'), 'years of work');
    const { code, stderr } = await runCli(['build', SEED, '--out', join(folder, 'home')]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/ATLAS_EXISTS/);
    expect(readdirSync(join(folder, 'home'))).toEqual(['thesis.tex']);
  });

  test('Ctrl-C in the middle of embedding stops softly, with status 130; the next build goes on from there', async () => {
    const folder = makeTemporaryFolder();
    const input = join(folder, 'many.jsonl');
    const many = Array.from({ length: 3000 }, (_, i) => ({
      id: `p${i}`,
      title: `Paper ${i}`,
      abstract: `Number ${i}. ${'On the explanation of decisions by rationales. '.repeat(40)}`,
    }));
    writeFileSync(input, jsonl(many));
    const out = join(folder, 'x.atlas');
    const { code, signal, stderr } = await runCli(['build', input, '--out', out, '--workers', '1'], {
      onStart: (child) => {
        // The journal is there as soon as a first text has been embedded.
        const timer = setInterval(() => {
          if (!existsSync(out) || !readdirSync(out).some((name) => name.endsWith('.journal'))) return;
          clearInterval(timer);
          child.kill('SIGINT');
        }, 50);
        child.once('exit', () => clearInterval(timer));
      },
    });
    expect([code, signal]).toEqual([130, null]);
    expect(stderr).toMatch(
      /stopped: building .*x\.atlas was stopped before it was finished; \d+ embeddings are kept/,
    );
    expect(readdirSync(out)).toEqual([expect.stringMatching(/^embeddings-.*\.journal$/)]);
    expect((await runCli(['info', out])).stderr).toMatch(/ATLAS_NOT_FOUND/);
  });

  test('a build that was killed is gone on with, and ends with the same bytes', async () => {
    const folder = makeTemporaryFolder();
    const [input, out] = [SEED, join(folder, 'killed')];
    const killed = await runBuildChild(input, out, { afterTexts: 40, thenMs: 0 });
    expect(killed.isKilled).toBe(true);
    const again = await runCli(['build', input, '--out', out]);
    expect(again.code).toBe(0);
    const kept = Number(/^(\d+) of 209 embeddings kept from the last run$/m.exec(again.stderr)?.[1]);
    expect(kept).toBeGreaterThanOrEqual(killed.done);
    expect((await runCli(['build', input, '--out', join(folder, 'undisturbed')])).code).toBe(0);
    expect(filesOfAtlas(out)).toEqual(filesOfAtlas(join(folder, 'undisturbed')));
    expect(readdirSync(out).sort()).toEqual(['build-report.json', 'data', 'manifest.json']);
  });

  test('papers whose text has not changed are not embedded again, unless for another length of texts', async () => {
    const out = join(makeTemporaryFolder(), 'x.atlas');
    const build = async (papers: readonly object[], ...further: string[]) => {
      const args = ['build', '-', '--format', 'jsonl', '--map', 'abstract=body', '--out', out, '--json'];
      const { stdout } = await runCli([...args, ...further], { input: jsonl(papers) });
      const { embeddings, model } = JSON.parse(stdout);
      return { ...embeddings, maxTokens: model.maxTokens };
    };
    const changed = [THREE[2]!, { ...THREE[0]!, title: 'Graph networks' }, { ...THREE[1]!, id: 'renamed' }];
    expect(await build(THREE)).toEqual({ resumed: 0, unchanged: 0, made: 3, maxTokens: 256 });
    expect(await build(changed)).toEqual({ resumed: 0, unchanged: 2, made: 1, maxTokens: 256 });
    const longer = ['--max-tokens', '512'];
    expect(await build(changed, ...longer)).toEqual({ resumed: 0, unchanged: 0, made: 3, maxTokens: 512 });
    expect(await build(THREE, ...longer)).toEqual({ resumed: 0, unchanged: 2, made: 1, maxTokens: 512 });
    const found = await runCli(['search', out, 'message passing on graphs', '--json']);
    expect(JSON.parse(found.stdout)).toMatchObject({ hits: [{ id: 'a' }, {}, {}] });
  });

  test.each([
    [['build', SEED, '--out', 'x', '--max-tokens', '8'], /maxTokens is 8; expected a whole number from 16/],
    [['build', SEED, '--out', 'x', '--max-tokens', '1000'], /maxTokens is 1000; .* reads 512 tokens at most/],
    [['build', SEED], /required option '--out <dir>'/],
    [['build', SEED, '--out', 'x', '--seed', '-1'], /whole number from 0/],
    [
      ['build', SEED, '--out', 'x', '--neighbors', '1'],
      /neighbors is 1; expected a whole number from 2 to 200/,
    ],
    [['build', SEED, '--out', 'x', '--map', 'abstract'], /FIELD=COLUMN/],
    [['build', SEED, '--out', 'x', '--format', 'docx'], /format/],
  ])('wrong usage ends with status 2: %j', async (args, message) => {
    const cwd = makeTemporaryFolder();
    const { code, stderr } = await runCli(args, { cwd });
    expect(stderr).toMatch(message);
    expect(code).toBe(2);
    expect(readdirSync(cwd)).toEqual([]);
  });

  test('a model that is nowhere ends with status 1 and tells where it was looked for', async () => {
    const folder = makeTemporaryFolder();
    const { code, stderr } = await runCli(
      ['build', SEED, '--out', join(folder, 'x'), '--model', 'someone/else'],
      {
        env: { HF_ENDPOINT: 'http://127.0.0.1:9', PAPER_ATLAS_CACHE: folder },
      },
    );
    expect(code).toBe(1);
    expect(stderr).toMatch(/someone\/else was not found; looked in[\s\S]*--model PATH[\s\S]*MODEL_NOT_FOUND/);
  });
});
