import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, inject, test } from 'vitest';
import { runCli } from '../support/cli.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';

const PAPERS = [
  {
    id: 'tides',
    title: 'Tides of the North Sea',
    abstract: 'Tide gauges were read for forty years.',
    year: 2001,
  },
  {
    id: 'tides-again',
    title: 'Tides of the Baltic Sea',
    abstract: 'Tide gauges were read for ten years.',
    year: 2003,
  },
  {
    id: 'graphs',
    title: 'Graph networks',
    abstract: 'Messages are passed between nodes of a graph.',
    year: 2003,
  },
  { id: 'undated', title: 'Waves', abstract: 'Waves were counted at the coast.' },
];

const atlas = join(makeTemporaryFolder(), 'dated.atlas');
beforeAll(async () => {
  const input = PAPERS.map((paper) => JSON.stringify(paper)).join('\n');
  const file = join(makeTemporaryFolder(), 'papers.jsonl');
  writeFileSync(file, input);
  expect((await runCli(['build', file, '--out', atlas])).code).toBe(0);
});

test('novelty as JSON ranks what was far from all that came in earlier years', async () => {
  const { code, stdout, stderr } = await runCli(['novelty', atlas, '--json']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const { papers, ...about } = JSON.parse(stdout);
  expect(about).toEqual({ region: null, total: 4, firstYear: 2001, ofFirstYear: 1, withoutYear: 1 });
  expect(papers).toMatchObject([
    { rank: 1, id: 'graphs', year: 2003, nearest: { id: 'tides', year: 2001 }, earlier: 1 },
    { rank: 2, id: 'tides-again', nearest: { id: 'tides' } },
  ]);
  expect(papers[0].distance).toBeGreaterThan(papers[1].distance);
  expect(papers[0].similarity).toBeCloseTo(1 - papers[0].distance, 6);
});

test('novelty for a person names the nearest before it and says what was left out', async () => {
  const { code, stdout, stderr } = await runCli(['novelty', atlas, '--limit', '1']);
  expect(code).toBe(0);
  expect(stdout).toMatch(
    /^1 {2}Graph networks\n {3}2003 · graphs\n {3}the one paper before it: Tides of the North Sea \(2001\)\n/,
  );
  expect(stderr).toBe(
    '1 of 2 papers; left out: 1 of 2001, the first year, with nothing before them, 1 without a year\n',
  );
});

test('novelty of a region keeps to its papers, and an unknown region is an error with those that there are', async () => {
  const { regions } = JSON.parse((await runCli(['info', atlas, '--json'])).stdout);
  const { name, size } = regions[0];
  const { stdout } = await runCli(['novelty', atlas, '--region', name, '--json']);
  expect(JSON.parse(stdout)).toMatchObject({ region: { id: 0, name }, total: size });
  const unknown = await runCli(['novelty', atlas, '--region', 'zzz']);
  expect(unknown.code).toBe(2);
  expect(unknown.stderr).toContain(name);
});

test('novelty of papers without years says that there is nothing to tell', async () => {
  const { code, stdout, stderr } = await runCli(['novelty', inject('seedAtlas')]);
  expect({ code, stdout, stderr }).toEqual({
    code: 0,
    stdout: '',
    stderr: '0 of 0 papers; left out: 209 without a year\n',
  });
});
