import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { runCli } from '../support/cli.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';

const ABSTRACT =
  'We study how graph networks pass messages between distant nodes and why deep ones fail to do so. Our analysis shows that ' +
  'long paths squash what a node can say about its surroundings into vectors of fixed size, and we give a bound on this loss.';
const PAPERS = [
  { id: 'pre', title: 'Squashing in Graph Networks', abstract: ABSTRACT, arxiv_id: '2001.01234', year: 2020 },
  {
    id: 'pub',
    title: 'On Squashing in Graph Networks',
    abstract: ABSTRACT,
    doi: '10.1000/x',
    venue: 'ICML',
    year: 2021,
  },
  {
    id: 'other',
    title: 'Tides of the North Sea',
    abstract: 'Tide gauges along the coast were read for forty years.',
  },
];

const folder = makeTemporaryFolder();
const atlas = join(folder, 'twice.atlas');
beforeAll(async () => {
  const input = join(folder, 'papers.jsonl');
  writeFileSync(input, PAPERS.map((paper) => JSON.stringify(paper)).join('\n'));
  expect((await runCli(['build', input, '--out', atlas])).code).toBe(0);
});

describe('duplicates', () => {
  test('as JSON names the papers, the evidence and the merged record of each group', async () => {
    const { code, stdout } = await runCli(['duplicates', atlas, '--json']);
    expect(code).toBe(0);
    const { total, groups } = JSON.parse(stdout);
    expect(total).toBe(3);
    expect(groups).toHaveLength(1);
    expect(groups[0]).toMatchObject({
      papers: [{ id: 'pre' }, { id: 'pub' }],
      pairs: [{ a: 'pre', b: 'pub', kind: 'near-duplicate', figures: { runs: 1, words: 1 } }],
      merged: { id: 'pub', doi: '10.1000/x', arxivId: '2001.01234' },
    });
  });

  test('as BibTeX gives one merged entry a group', async () => {
    const { stdout, stderr } = await runCli(['duplicates', atlas, '--format', 'bibtex']);
    expect(stdout.match(/^@/gm)).toHaveLength(1);
    expect(stdout).toContain('doi = {10.1000/x}');
    expect(stdout).toContain('eprint = {2001.01234}');
    expect(stdout).toContain('otherids = {pre}');
    expect(stderr).toContain('2 papers in 1 groups');
  });

  test('for a person says why, and that there are none', async () => {
    const { stdout } = await runCli(['duplicates', atlas]);
    expect(stdout).toMatch(/On Squashing in Graph Networks/);
    expect(stdout).toMatch(/titles \d+ % alike; .* of the words stand in the other/);
    const none = await runCli(['duplicates', inject('seedAtlas')]);
    expect(none.stdout).toBe('');
    expect(none.stderr).toContain('no paper is there twice');
  });

  test('refuses two kinds of output and an unknown format', async () => {
    expect((await runCli(['duplicates', atlas, '--json', '--format', 'bibtex'])).code).toBe(2);
    expect((await runCli(['duplicates', atlas, '--format', 'docx'])).code).toBe(2);
  });
});
