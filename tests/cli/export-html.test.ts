import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { openAtlas } from 'paper-atlas/node';
import { expect, inject, test } from 'vitest';
import { runCli } from '../support/cli.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';

const atlas = inject('seedAtlas');
const [BEFORE, AFTER] = ['<!doctype html><script type="application/zip" id="atlas">', '</script>'];

/** The browser tests have the page that is really built; here any will do. */
const explorer = makeTemporaryFolder();
mkdirSync(join(explorer, 'export'));
writeFileSync(join(explorer, 'export', 'page.html'), BEFORE + AFTER);

const exportHtml = (...args: string[]) =>
  runCli(['export', atlas, '--format', 'html', '--explorer', explorer, ...args]);

test('the page holds the atlas, in less than half a megabyte for the sample, and nothing stays beside it', async () => {
  const folder = makeTemporaryFolder();
  const file = join(folder, 'map.html');
  const { code, stdout, stderr } = await exportHtml('--out', file);
  expect([code, stdout]).toEqual([0, '']);
  expect(stderr).toMatch(/map\.html: 209 papers, \d+/);
  expect(readdirSync(folder)).toEqual(['map.html']);
  const page = readFileSync(file, 'latin1');
  expect(page.length).toBeLessThan(500_000);
  const zip = join(folder, 'again.zip');
  const [, name, packed] =
    /^<!doctype html><script type="application\/zip" id="atlas" data-name="([^"]+)">(.+)<\/script>$/.exec(
      page,
    )!;
  expect(name).toBe(basename(atlas, '.atlas'));
  writeFileSync(zip, Buffer.from(packed!, 'base64'));
  await using again = await openAtlas(zip);
  await using whole = await openAtlas(atlas);
  expect(again.papers).toEqual(whole.papers);
  const near = { mode: 'semantic', limit: 1 } as const;
  const [hit] = await whole.similar(whole.papers[0]!.id, near);
  expect((await again.similar(whole.papers[0]!.id, near))[0]!.paper).toEqual(hit!.paper);
});

test('to stdout goes the same page', async () => {
  const file = join(makeTemporaryFolder(), 'map.html');
  await exportHtml('--out', file);
  const { code, stdout, stderr } = await exportHtml();
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toBe(readFileSync(file, 'utf8'));
});

test('a page that is too large is refused with its size, and nothing is written', async () => {
  const folder = makeTemporaryFolder();
  // What does not get smaller by packing: a megabyte of digests.
  const notes = Array.from({ length: 30_000 }, (_, at) =>
    createHash('sha256').update(`${at}`).digest('base64'),
  );
  const papers = [0, 1, 2].map((at) => ({
    id: `${at}`,
    title: `Paper ${at}`,
    notes: at === 0 ? notes.join('') : '',
  }));
  const input = papers.map((paper) => JSON.stringify(paper)).join('\n');
  const large = join(folder, 'large.atlas');
  const built = await runCli(['build', '-', '--format', 'jsonl', '--out', large], { input });
  expect(built.code, built.stderr).toBe(0);
  const out = join(folder, 'map.html');
  const args = ['export', large, '--format', 'html', '--explorer', explorer, '--out', out];
  const { code, stderr } = await runCli([...args, '--max-mb', '1']);
  expect(code).toBe(2);
  const [, wanted] = /takes \d+ MB for its 3 papers.+--max-mb (\d+).+serve/.exec(stderr) ?? [];
  expect(readdirSync(folder)).toEqual(['large.atlas']);
  expect((await runCli([...args, '--max-mb', wanted!])).code).toBe(0);
});

test('a missing atlas, an explorer that was not built and a size that is none are refused', async () => {
  const out = join(makeTemporaryFolder(), 'map.html');
  const missing = await runCli(['export', join(explorer, 'none'), '--format', 'html', '--out', out]);
  expect([missing.code, missing.stderr]).toEqual([1, expect.stringMatching(/ATLAS_NOT_FOUND/)]);
  const unbuilt = await exportHtml('--out', out, '--explorer', makeTemporaryFolder());
  expect([unbuilt.code, unbuilt.stderr]).toEqual([
    1,
    expect.stringMatching(/export.page\.html is not there.+EXPLORER_NOT_FOUND/),
  ]);
  expect((await exportHtml('--out', out, '--max-mb', '0')).code).toBe(2);
  expect((await exportHtml('--out', out, '--max-mb', '100000')).code).toBe(2);
  expect(existsSync(out)).toBe(false);
});
