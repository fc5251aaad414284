import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { words } from '../../packages/demo/src/words.ts';
import { findViolations } from '../support/axe.ts';
import { openExplorer, PHONE } from '../support/browser.ts';
import { runCli } from '../support/cli.ts';
import {
  addressOf,
  ask,
  describeInBrowser,
  parts,
  waitForMap,
  waitForMeaning,
} from '../support/explorer-page.ts';
import { dropFiles, JSONL, makeOwn, own, PAPERS } from '../support/own-papers.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';

describeInBrowser('papers of one’s own', () => {
  const folder = makeTemporaryFolder();

  test('dropped, they become an atlas that is searched, reloaded, saved, opened by the command line, dropped again, and removed', async () => {
    await using opened = await openExplorer();
    const { page, requests } = opened;
    await waitForMap(page);
    await waitForMeaning(page);
    // What makes an atlas is fetched when someone brings papers.
    expect(requests.filter((url) => /\/(own-building|latex)/.test(url))).toEqual([]);
    const before = requests.length;
    await dropFiles(page, { name: 'my reading.jsonl', text: JSONL });
    await own
      .dialog(page)
      .getByRole('heading', { name: words.own.found(PAPERS.length) })
      .waitFor();
    await makeOwn(page, 'my reading');

    // Nothing leaves: code, the model and the page's icon are asked for, and nothing is sent along.
    const asked = requests.slice(before).map((url) => url.slice(new URL(url).origin.length));
    expect(asked.some((path) => /\/own-building/.test(path))).toBe(true);
    for (const path of asked) expect(path).toMatch(/^\/(icon\.svg|(assets|models|runtime)\/[\w./-]+)$/);

    await waitForMeaning(page);
    await ask(page, 'astronomy and the night sky');
    await expect.poll(() => parts.hitTitles(page).first().innerText()).toMatch(/^Stars/);
    const address = page.url();
    await page.reload();
    await page.getByText(`${words.legend.heat}astronomy`).waitFor({ state: 'attached' });
    expect(page.url()).toBe(address);
    expect(addressOf(page, 'q')).toBe('astronomy and the night sky');
    expect(await parts.hitTitles(page).first().innerText()).toMatch(/^Stars/);

    await own.menu(page).click();
    expect(await own.entries(page).allInnerTexts()).toEqual([expect.stringContaining('my reading')]);
    const download = page.waitForEvent('download');
    await own.button(page, words.own.saveOf('my reading')).click();
    const file = await download;
    expect(file.suggestedFilename()).toBe('my reading.atlas.zip');
    const zip = join(folder, 'my reading.atlas.zip');
    await file.saveAs(zip);
    const { code, stdout, stderr } = await runCli(['info', zip, '--json']);
    expect(code, stderr).toBe(0);
    const info = JSON.parse(stdout) as { counts: { papers: number }; atlasId: string };
    expect(info.counts.papers).toBe(PAPERS.length);
    expect(new URL(address).searchParams.get('own')).toBe(info.atlasId);

    await own.dialog(page).getByRole('link', { name: words.own.back }).click();
    await page.getByRole('heading', { level: 1, name: words.name }).waitFor();
    await dropFiles(page, { name: 'my reading.atlas.zip', text: readFileSync(zip) });
    await page.getByRole('heading', { level: 1, name: 'my reading' }).waitFor();
    expect(new URL(page.url()).searchParams.get('own')).toBe(info.atlasId);

    await page.goBack();
    await page.getByRole('heading', { level: 1, name: words.name }).waitFor();
    await own.menu(page).click();
    await own.button(page, words.own.openOf('my reading')).click();
    await page.getByRole('heading', { level: 1, name: 'my reading' }).waitFor();
    await own.menu(page).click();
    await own.button(page, words.own.removeOf('my reading')).click();
    expect(await own.entries(page).count()).toBe(1);
    await own.entries(page).getByRole('button', { name: words.own.removeSure }).click();
    await own.dialog(page).getByText(words.own.none).waitFor();
    expect(await own.entries(page).count()).toBe(0);
    // What is on the map is kept no longer: it is said, and the way back is there.
    await own.dialog(page).getByText(words.own.gone('my reading')).waitFor();
    await own.dialog(page).getByRole('link', { name: words.own.back }).click();
    await page.getByRole('heading', { level: 1, name: words.name }).waitFor();
  });

  test('a bad line is told with its number and its reason; the good ones can be used', async () => {
    await using opened = await openExplorer();
    const { page } = opened;
    await waitForMap(page);
    const lines = JSONL.split('\n');
    lines.splice(2, 0, '{"title": "cut off');
    lines.splice(7, 0, '{"year": 1999}');
    await dropFiles(page, { name: 'mixed.jsonl', text: lines.join('\n') });
    const bad = own
      .dialog(page)
      .getByRole('list', { name: words.own.bad(2) })
      .getByRole('listitem');
    await bad.first().waitFor();
    const told = await bad.allInnerTexts();
    expect(told[0]).toMatch(/^Line 3\s+not valid JSON/);
    expect(told[1]).toMatch(/^Line 8\s+\S/);
    await own.button(page, words.own.make(PAPERS.length, 2)).click();
    await page.getByRole('heading', { level: 1, name: 'mixed' }).waitFor({ timeout: 100_000 });
    await page.getByText(words.rest.lead(PAPERS.length)).waitFor();
  });

  test('page text, tables, BibTeX, RIS and gzipped files are read by the library’s own formats', async () => {
    await using opened = await openExplorer({ isModelHeld: true });
    const { page } = opened;
    await waitForMap(page);
    await own.menu(page).click();
    const files = {
      'page.txt': 'How soil makes wine\nOld vines root deep in chalk, and taste of it for years to come.\n',
      'list.csv': 'title,abstract\nHow soil makes wine,Old vines root deep\n',
      'list.tsv': 'title\tabstract\nHow soil makes wine\tOld vines root deep\n',
      'list.bib': '@article{a, title={How soil makes wine}, abstract={Old vines root deep}}',
      'list.ris': 'TY  - JOUR\nTI  - How soil makes wine\nAB  - Old vines root deep\nER  - \n',
      'list.jsonl.gz': gzipSync('{"title":"How soil makes wine","abstract":"Old vines root deep"}'),
    };
    for (const [name, text] of Object.entries(files)) {
      const chosen = { name, mimeType: '', buffer: Buffer.from(text) };
      await own.dialog(page).locator('input[type=file]').setInputFiles(chosen);
      await own
        .dialog(page)
        .getByRole('heading', { name: words.own.found(1), exact: true })
        .waitFor();
      await own.button(page, words.own.cancel).click();
      await own.dialog(page).getByText(words.own.lead).waitFor();
    }
  });

  test('what is no file of papers, and a damaged atlas, are told; the open atlas stays', async () => {
    await using opened = await openExplorer({ isModelHeld: true });
    const { page } = opened;
    await waitForMap(page);
    await dropFiles(page, { name: 'photo.bin', text: Buffer.from([0, 1, 2, 0, 255, 254, 0, 0]) });
    await own.dialog(page).getByText(words.own.failed.reading('photo.bin')).waitFor();
    expect(await own.dialog(page).getByRole('alert').innerText()).toContain('photo.bin');
    await dropFiles(page, { name: 'torn.atlas.zip', text: Buffer.from('PK\u0003\u0004 and then nothing') });
    await own.dialog(page).getByText(words.own.failed.opening('torn')).waitFor();
    await page.keyboard.press('Escape');
    await own.dialog(page).waitFor({ state: 'hidden' });
    await page.getByRole('heading', { level: 1, name: words.name }).waitFor();
  });

  test('the making can be cancelled; the open atlas stays, and other papers can be brought', async () => {
    await using opened = await openExplorer({ isModelHeld: true });
    const { page } = opened;
    await waitForMap(page);
    await dropFiles(page, { name: 'first.jsonl', text: JSONL });
    await own.button(page, words.own.make(PAPERS.length, 0)).click();
    const card = page.getByRole('complementary', { name: words.own.title });
    await card.getByText(words.own.busy.making('first')).waitFor();
    await ask(page, 'rationales', 'words');
    await card.getByRole('button', { name: words.own.cancel }).click();
    await card.waitFor({ state: 'hidden' });
    await dropFiles(page, { name: 'second.jsonl', text: JSONL });
    await own.dialog(page).getByText('second').waitFor();
    await own.button(page, words.own.cancel).click();
    await own.dialog(page).getByText(words.own.lead).waitFor();
  });

  test('a browser without room says so, and the new atlas is shown and can be saved', async () => {
    await using opened = await openExplorer();
    const { page } = opened;
    await waitForMap(page);
    const wire = await page.context().newCDPSession(page);
    const { origin } = new URL(page.url());
    await wire.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1000 });
    await dropFiles(page, { name: 'too much.jsonl', text: JSONL });
    await own.button(page, words.own.make(PAPERS.length, 0)).click();
    const alert = own.dialog(page).getByRole('alert');
    await alert.getByText(words.own.refused).waitFor({ timeout: 100_000 });
    expect(await alert.innerText()).toMatch(/no room left/);
    const download = page.waitForEvent('download');
    await own.button(page, words.own.saveOf('too much')).click();
    expect((await download).suggestedFilename()).toBe('too much.atlas.zip');
    await page.keyboard.press('Escape');
    await page.getByRole('heading', { level: 1, name: 'too much' }).waitFor();
  });

  test.each(['0'.repeat(32), 'deadbeef'])(
    'the atlas %s, which is not kept here, says so; one’s own papers and the page’s atlas are offered, no other is asked',
    async (id) => {
      await using opened = await openExplorer({ path: `?own=${id}#q=wine` });
      const { page } = opened;
      await page.getByRole('heading', { name: words.own.missing }).waitFor();
      expect(await parts.column(page).isVisible()).toBe(false);
      await page.getByRole('status').getByRole('button', { name: words.own.menu }).click();
      await own.dialog(page).getByText(words.own.none).waitFor();
      await page.keyboard.press('Escape');
      await page.getByRole('status').getByRole('link', { name: words.own.back }).click();
      await waitForMap(page);
      expect(addressOf(page, 'q')).toBeNull();
    },
  );

  test.each([
    ['light', { viewport: { width: 1440, height: 900 } }],
    ['dark', PHONE],
  ] as const)(
    'in the %s axe finds nothing in the panel, and a finger finds everything',
    async (colorScheme, screen) => {
      await using opened = await openExplorer({ isModelHeld: true, colorScheme, ...screen });
      const { page } = opened;
      await waitForMap(page);
      const found: string[] = [];
      const look = async (state: string) => {
        found.push(...(await findViolations(page, 15)).map((violation) => `${state}: ${violation}`));
        if (screen !== PHONE) return;
        for (const target of await own.dialog(page).locator('button, a').all()) {
          const box = await target.boundingBox();
          if (box !== null && Math.min(box.width, box.height) < 43.5)
            found.push(`${state}: ${await target.innerText()} is ${box.width} × ${box.height}`);
        }
      };
      await own.menu(page).click();
      await own.dialog(page).getByText(words.own.none).waitFor();
      await look('empty');
      await dropFiles(page, { name: 'mixed.jsonl', text: `${JSONL}\n{"title": "cut` });
      await own.dialog(page).getByRole('list').waitFor();
      await look('read');
      await own.button(page, words.own.make(PAPERS.length, 1)).click();
      await page.getByText(words.own.whileMaking).waitFor();
      await look('making');
      await own.menu(page).click();
      await look('making, in the panel');
      await own.button(page, words.own.cancel).click();
      await dropFiles(page, { name: 'photo.bin', text: Buffer.from([0, 1, 2, 0, 255, 254, 0, 0]) });
      await own.dialog(page).getByRole('alert').waitFor();
      await look('failed');
      expect(found).toEqual([]);
    },
  );
});
