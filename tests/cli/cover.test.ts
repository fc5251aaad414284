import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { runCli } from '../support/cli.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';

const HERE = ['Rationales for Sequential Predictions', 'STaR: Bootstrapping Reasoning With Reasoning'];
const BIBLIOGRAPHY = `
@article{seq, title = {Rationales for {S}equential Predictions}, author = {Vafa, Keyon}, year = {2021}}
@misc{star, title = {{STaR}: Bootstrapping Reasoning With Reasoning}, author = {Zelikman, Eric}}
@book{knuth, title = {The TeXbook}, author = {Knuth, Donald E.}, year = {1984}}
`;

const atlas = inject('seedAtlas');
const file = join(makeTemporaryFolder(), 'my.bib');
beforeAll(() => writeFileSync(file, BIBLIOGRAPHY));

describe('cover', () => {
  test('as JSON says which entries are here and why, and what is unread in each region', async () => {
    const { code, stdout, stderr } = await runCli(['cover', atlas, file, '--json']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const { found, missing, regions, ...counts } = JSON.parse(stdout);
    expect(counts).toEqual({ entries: 3, papers: 2, total: 209 });
    expect(found).toMatchObject([
      { entry: { key: 'seq', title: HERE[0] }, kind: 'same-title', papers: [expect.any(String)] },
      { entry: { key: 'star', title: HERE[1] }, reasons: expect.arrayContaining(['same title']) },
    ]);
    expect(missing).toMatchObject([{ key: 'knuth' }]);
    const read = found.map(({ papers }: { papers: string[] }) => papers[0]);
    const large = regions.filter(({ level }: { level: number }) => level === 0);
    expect(large.reduce((sum: number, region: { found: number }) => sum + region.found, 0)).toBe(2);
    for (const { next } of regions) {
      expect(read).toContain(next.nearest);
      expect(read).not.toContain(next.id);
    }
  });

  test('for a person names regions, what to read next and what is not here; from standard input too', async () => {
    const { code, stdout, stderr } = await runCli(['cover', atlas, '-', '--format', 'bibtex'], {
      input: BIBLIOGRAPHY,
    });
    expect(code).toBe(0);
    expect(stdout).toMatch(/ {2}[12] of \d+ papers, \d+ %\n {2}next: /);
    expect(stdout).toMatch(/not here:\n {2}The TeXbook {2}knuth\n$/);
    expect(stderr).toContain('read 3 papers');
    expect(stderr).toContain('2 of 3 entries are here: 2 of 209 papers, 1 %');
  });

  test('a file without an entry is no answer of nothing found', async () => {
    const { code, stdout, stderr } = await runCli(['cover', atlas, '-', '--format', 'bibtex', '--json'], {
      input: 'only a comment',
    });
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/there is no entry in standard input to look for; .* \[EMPTY_CORPUS\]/);
  });

  test('tells of a missing file and of entries that cannot be read', async () => {
    expect(await runCli(['cover', atlas, `${file}x`])).toMatchObject({ code: 1, stdout: '' });
    const { code, stdout, stderr } = await runCli(['cover', atlas, '-', '--format', 'bibtex', '--json'], {
      input: `@article{bad, year = {2020}}\n${BIBLIOGRAPHY}`,
    });
    expect(code).toBe(0);
    expect(JSON.parse(stdout).entries).toBe(3);
    expect(stderr).toContain('(standard input):1: rejected');
  });
});
