import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { buildInMemory } from '../../tests/support/memory-atlas.ts';
import { openAtlas } from '../atlas/atlas.ts';
import { isZip, zipFiles } from '../store/zip.ts';
import { exportPage } from './export-page.ts';

const folder = mkdtempSync(join(tmpdir(), 'export-page-'));
const page = join(folder, 'export', 'page.html');
const BEFORE = '<!doctype html><title>Ünïcode</title><script type="application/zip" id="atlas"';
const AFTER = '</script></html>';
const files = await buildInMemory(20);
const atlas = await openAtlas(files);

beforeEach(() => {
  mkdirSync(join(folder, 'export'), { recursive: true });
  writeFileSync(page, `${BEFORE}>${AFTER}`);
});
afterAll(() => rmSync(folder, { recursive: true }));

const exportText = async () => new TextDecoder().decode(await exportPage(atlas, { explorer: folder }));

test('the atlas stands in its place in the page, and nothing else of the page changes', async () => {
  const text = await exportText();
  expect(text.startsWith(BEFORE)).toBe(true);
  expect(text.endsWith(AFTER)).toBe(true);
  const [name, data] = text.slice(BEFORE.length, -AFTER.length).split('>') as [string, string];
  expect(name).toMatch(/^ data-name="[^"<]+"$/);
  expect(data).toMatch(/^[A-Za-z0-9+/]+=*$/);
  const zip = Buffer.from(data, 'base64');
  expect(isZip(zip)).toBe(true);
  await using again = await openAtlas(zipFiles(zip, 'page'));
  expect(again.papers).toEqual(atlas.papers);
  expect(again.manifest.atlasId).toBe(atlas.manifest.atlasId);
});

test('its name stands there, whatever signs a folder has', async () => {
  const location = '/a/folder/of "mine" & <yours>.atlas';
  await using called = await openAtlas({ ...files, location });
  const text = new TextDecoder().decode(await exportPage(called, { explorer: folder }));
  expect(text).toContain(' data-name="of &quot;mine&quot; &amp; &lt;yours>">');
});

test('the same atlas gives the same bytes', async () => {
  expect(await exportText()).toBe(await exportText());
});

test('a page that would be too large is refused with its size and what to do', async () => {
  await expect(exportPage(atlas, { explorer: folder, maxBytes: 1000 })).rejects.toMatchObject({
    code: 'INVALID_ARGUMENT',
    message: expect.stringMatching(/takes 1 MB for its 20 papers.+--max-mb 1.+serve/),
  });
  for (const maxBytes of [0, Number.NaN, 1e12])
    await expect(exportPage(atlas, { explorer: folder, maxBytes })).rejects.toMatchObject({
      code: 'INVALID_ARGUMENT',
    });
});

test('an explorer that was not built, or without a place for an atlas, is named', async () => {
  writeFileSync(page, '<!doctype html>');
  await expect(exportPage(atlas, { explorer: folder })).rejects.toMatchObject({
    code: 'EXPLORER_NOT_FOUND',
    message: expect.stringContaining('has no place for an atlas'),
  });
  rmSync(page);
  await expect(exportPage(atlas, { explorer: folder })).rejects.toMatchObject({
    code: 'EXPLORER_NOT_FOUND',
    message: expect.stringMatching(/page\.html is not there.+npm start/),
  });
});

test('it can be stopped, and tells how far it is', async () => {
  const signal = AbortSignal.abort();
  await expect(exportPage(atlas, { explorer: folder, signal })).rejects.toMatchObject({ code: 'ABORTED' });
  const stages = new Set<string>();
  await exportPage(atlas, { explorer: folder, onProgress: ({ stage }) => stages.add(stage) });
  expect([...stages]).toEqual(['read']);
});
