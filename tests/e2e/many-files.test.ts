import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Atlas, openAtlas } from 'paper-atlas/node';
import { beforeAll, expect, inject, test } from 'vitest';
import { openExplorer } from '../support/browser.ts';
import { describeInBrowser, parts, waitForMap } from '../support/explorer-page.ts';
import { cutIntoFiles, type ManyFiles } from '../support/many-files.ts';
import { type StaticSite, serveSite } from '../support/static-site.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';

const askedTexts = ({ asked }: StaticSite): string[] =>
  asked.flatMap((path) => (path.startsWith('/atlas/data/papers-') ? [path.slice('/atlas/'.length)] : []));

describeInBrowser('an atlas whose texts are in many files', () => {
  const folder = join(makeTemporaryFolder(), 'many.atlas');
  let many: ManyFiles;
  let atlas: Atlas;
  beforeAll(async () => {
    many = cutIntoFiles(inject('seedAtlas'), folder);
    atlas = await openAtlas(folder);
    return () => atlas.dispose();
  });

  test('opens with its map and regions before any text is asked for; a paper that is opened asks for its file alone', async () => {
    await using site = await serveSite({ atlas: folder });
    await using opened = await openExplorer({ origin: site.url });
    const { page } = opened;
    await waitForMap(page);
    await parts.regionEntry(page, 'RLHF').first().waitFor();
    expect(askedTexts(site)).toEqual([]);
    const { id, title } = many.papers[157]!;
    await page.goto(`${site.url}#paper=${encodeURIComponent(id)}`);
    await parts.paperTitle(page).getByText(title).waitFor();
    await parts.paper(page).getByText('Nothing more is said here.').waitFor();
    await parts.paper(page).getByRole('link').first().waitFor();
    expect(askedTexts(site)).toEqual([many.fileOf(157)]);
  });

  test('a list asks for the files of the papers that are seen, each once, and shows what they say', async () => {
    await using site = await serveSite({ atlas: folder });
    await using opened = await openExplorer({ origin: site.url });
    const { page } = opened;
    await waitForMap(page);
    await parts.search(page).fill('rationale');
    const first = parts.hits(page).first();
    await first.locator('.hit-snippet mark').first().waitFor();
    const asked = askedTexts(site);
    expect(new Set(asked).size).toBe(asked.length);
    expect(asked).toContain(many.fileOf(Number(await first.getAttribute('data-row'))));
  });

  test('a phrase is looked for in all texts, and found as by the library', async () => {
    await using site = await serveSite({ atlas: folder });
    const query = '"chain of thought" -faithful';
    const { total, rows } = await atlas.rank(query, { mode: 'keyword' });
    expect(total).toBeGreaterThan(0);
    await using opened = await openExplorer({
      origin: site.url,
      path: `#q=${encodeURIComponent(query)}&mode=keyword`,
    });
    const { page } = opened;
    await waitForMap(page);
    await expect.poll(() => parts.hits(page).first().getAttribute('data-row')).toBe(String(rows[0]));
    expect(await parts.hits(page).count()).toBe(Math.min(50, total));
  });

  test('a damaged file of texts is named where one of its papers is open; everything else works', async () => {
    const damaged = many.fileOf(40);
    const bytes = readFileSync(join(folder, damaged));
    bytes[100]! ^= 1;
    await using site = await serveSite({ atlas: folder, changes: { [`atlas/${damaged}`]: bytes } });
    await using opened = await openExplorer({
      origin: site.url,
      path: `#paper=${encodeURIComponent(many.papers[42]!.id)}`,
    });
    const { page } = opened;
    await waitForMap(page);
    await parts.paper(page).getByText(damaged).waitFor();
    await parts.paperTitle(page).getByText(many.papers[42]!.title).waitFor();
    await parts.nearest(page).first().waitFor();
    await page.goto(`${site.url}#paper=${encodeURIComponent(many.papers[157]!.id)}`);
    await parts.paper(page).getByText('Nothing more is said here.').waitFor();
    await page.keyboard.press('Escape');
    await parts.search(page).fill(many.papers[42]!.title);
    await expect.poll(() => parts.hits(page).first().getAttribute('data-row')).toBe('42');
  });
});
