import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Atlas, openAtlas } from 'paper-atlas/node';
import type { Page } from 'playwright-core';
import { beforeAll, expect, inject, test } from 'vitest';
import { words } from '../../packages/demo/src/words.ts';
import { findViolations } from '../support/axe.ts';
import { leavesThePage, type OpenOptions, openExplorer, PHONE } from '../support/browser.ts';
import { runCli } from '../support/cli.ts';
import {
  addressOf,
  ask,
  describeInBrowser,
  middleOfMap,
  parts,
  stillPicture,
  waitForMap,
} from '../support/explorer-page.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';

const MOST_BYTES = 3_000_000;
/** Papers of which the list of similar ones is compared with that of the command line. */
const ASKED = [0, 17, 42, 77, 105, 150, 208];
/** Of the ten of a list by exact vectors, so many stand in that by vectors at a byte a value; and in the mean. */
const LEAST_SHARED = 9;
const LEAST_MEAN = 9.7;

describeInBrowser('an atlas exported as one HTML file', () => {
  const file = join(makeTemporaryFolder(), 'my map.html');
  const url = pathToFileURL(file).href;
  let atlas: Atlas;
  beforeAll(async () => {
    const { code, stderr } = await runCli(['export', inject('seedAtlas'), '--format', 'html', '--out', file]);
    expect(code, stderr).toBe(0);
    atlas = await openAtlas(inject('seedAtlas'));
    return () => atlas.dispose();
  });

  /** Opened from the disk; nothing but the file is asked for while it is looked at. */
  async function look(visit: (page: Page) => Promise<void>, options: OpenOptions = {}): Promise<void> {
    await using opened = await openExplorer({ origin: url, ...options });
    await waitForMap(opened.page);
    await visit(opened.page);
    const asked = opened.requests.filter(leavesThePage).map((each) => each.replace(/[#?].*$/, ''));
    expect([...new Set(asked)]).toEqual([url]);
  }
  const idAt = (row: number) => atlas.papers[row]!.id;
  const likeThis = (row: number) => `#mode=semantic&like=${encodeURIComponent(idAt(row))}`;

  test('is smaller than 3 MB and draws the map that the explorer draws of the folder', async () => {
    expect(statSync(file).size).toBeLessThan(MOST_BYTES);
    await using served = await openExplorer({ isModelHeld: true });
    await waitForMap(served.page);
    const expected = await stillPicture(served.page);
    await look(async (page) => {
      await expect.poll(() => stillPicture(page)).toBe(expected);
      // Of the atlas, whatever the file is called.
      expect(await page.title()).toBe(words.title(basename(inject('seedAtlas'), '.atlas')));
    });
  });

  test('finds by words and says why it does not by meaning', async () => {
    await look(async (page) => {
      await parts.searchLine(page).getByText(words.oneFile.searches).waitFor();
      expect(await parts.alerts(page).count()).toBe(0);
      await ask(page, 'rationale extraction', 'words');
      const shown = await parts.hitTitles(page).first().innerText();
      const [best] = await atlas.search('rationale extraction', { mode: 'keyword', limit: 1 });
      expect(shown).toBe(best!.paper.title);
      await page.getByText(words.oneFile.short).waitFor();
      expect(await parts.mode(page, 'semantic').isDisabled()).toBe(true);
      expect(addressOf(page, 'q')).toBe('rationale extraction');
      await page.reload();
      await ask(page, 'rationale extraction', 'words');
    });
  });

  test('lists the papers like one as the command line does by exact vectors, nine of ten at the least', async () => {
    const shared: number[] = [];
    for (const row of ASKED) {
      const { stdout } = await runCli([
        'similar',
        inject('seedAtlas'),
        idAt(row),
        '--mode',
        'semantic',
        '--limit',
        '10',
        '--json',
      ]);
      const wanted = JSON.parse(stdout).hits.map((hit: { title: string }) => hit.title);
      await look(
        async (page) => {
          await page.getByRole('heading', { name: words.judged.list(1) }).waitFor();
          await parts.hitTitles(page).nth(9).waitFor();
          const listed = (await parts.hitTitles(page).allTextContents()).slice(0, 10);
          shared.push(listed.filter((title) => wanted.includes(title)).length);
        },
        { path: likeThis(row) },
      );
    }
    console.info(`of ten each, shared: ${shared.join(', ')}`);
    expect(Math.min(...shared)).toBeGreaterThanOrEqual(LEAST_SHARED);
    expect(shared.reduce((a, b) => a + b) / shared.length).toBeGreaterThanOrEqual(LEAST_MEAN);
  });

  test('opens a paper with its exact neighbours, and a region', async () => {
    const { indices, k } = await atlas.neighbors();
    const regions = await atlas.regions();
    await look(
      async (page) => {
        await parts.paperTitle(page).getByText(atlas.papers[42]!.title).waitFor();
        const shown = await parts
          .nearest(page)
          .evaluateAll((nodes) => nodes.map((node) => Number(node.getAttribute('data-row'))));
        expect(shown.length).toBeGreaterThan(4);
        expect(shown).toEqual(Array.from(indices.subarray(42 * k, 42 * k + shown.length)));
        await page.keyboard.press('Escape');
        await parts.regionEntry(page, regions[0]!.name).click();
        await parts.region(page).getByRole('heading', { name: regions[0]!.name }).waitFor();
      },
      { path: `#paper=${encodeURIComponent(idAt(42))}` },
    );
  });

  test('keeps the reading list of its atlas over a reload, and saves it', async () => {
    await look(
      async (page) => {
        const { title } = atlas.papers[42]!;
        await parts.paper(page).getByRole('button', { name: words.stars.star, exact: true }).click();
        await page.getByRole('button', { name: words.stars.menu(1), exact: true }).waitFor();
        await page.reload();
        await waitForMap(page);
        await page.getByRole('button', { name: words.stars.menu(1), exact: true }).click();
        const list = page.getByRole('article', { name: words.stars.panel });
        await expect.poll(() => list.locator('.near-title').allTextContents()).toEqual([title]);
        const download = page.waitForEvent('download');
        await list.getByRole('button', { name: words.done.save.open, exact: true }).click();
        await list.getByRole('button', { name: words.save.formats.bibtex }).click();
        const chunks: Buffer[] = [];
        for await (const chunk of await (await download).createReadStream()) chunks.push(chunk as Buffer);
        expect(Buffer.concat(chunks).toString('utf8')).toMatch(/^@\w+\{/);
      },
      { path: `#paper=${encodeURIComponent(idAt(42))}` },
    );
  });

  test('selects papers with a lasso, by Shift and drag, with their telling words', async () => {
    await look(async (page) => {
      const { x, y } = await middleOfMap(page);
      const corners = [
        [x + 170, y - 170],
        [x + 170, y + 170],
        [x - 170, y + 170],
        [x - 170, y - 170],
      ] as const;
      await page.keyboard.down('Shift');
      await page.mouse.move(...corners[0]);
      await page.mouse.down();
      for (const corner of [...corners.slice(1), corners[0]]) await page.mouse.move(...corner, { steps: 20 });
      await page.mouse.up();
      await page.keyboard.up('Shift');
      const panel = page.getByRole('article', { name: words.selection.panel });
      await panel.locator('.terms li').first().waitFor();
      expect(
        await panel.getByRole('list', { name: words.selection.list }).getByRole('button').count(),
      ).toBeGreaterThan(5);
    });
  });

  test.each(['png', 'svg'] as const)('saves its map as a picture, %s', async (kind) => {
    await look(async (page) => {
      await page.getByRole('button', { name: words.picture.menu }).click();
      const dialog = page.getByRole('dialog', { name: words.picture.title });
      const download = page.waitForEvent('download');
      await dialog.getByRole('button', { name: words.picture[kind], exact: true }).click();
      const name = (await download).suggestedFilename();
      expect(name).toMatch(new RegExp(`\\.${kind}$`));
      await dialog.getByText(words.picture.saved(name)).waitFor();
    });
  });

  test('forms its map anew by the knobs', async () => {
    await look(async (page) => {
      await page.getByRole('button', { name: words.shape.menu }).click();
      const panel = page.getByRole('region', { name: words.shape.menu });
      await panel.getByRole('slider', { name: words.shape.neighbors.name }).fill('40');
      await page.getByLabel(words.status.label).getByText(words.shape.changed).waitFor();
      await panel.getByRole('progressbar').waitFor({ state: 'hidden' });
      await panel.getByText(/^This map keeps .*, the atlas’ own /).waitFor();
    });
  });

  test('lays a bibliography over the map, and offers to make no atlas', async () => {
    const bib = join(makeTemporaryFolder(), 'my.bib');
    await runCli(['export', inject('seedAtlas'), '--format', 'bibtex', '--out', bib]);
    await look(async (page) => {
      await page.getByRole('button', { name: words.oneFile.bibliography }).click();
      const dialog = page.getByRole('dialog', { name: words.oneFile.bibliography });
      await dialog.locator('input[type=file]').setInputFiles(bib);
      await dialog.getByRole('button', { name: words.cover.show }).waitFor();
      expect(await dialog.getByRole('button', { name: words.own.make(209, 0) }).count()).toBe(0);
      await dialog.getByRole('button', { name: words.cover.show }).click();
      await page.getByText(words.cover.found(209, 209)).waitFor();
    });
  });

  test('another atlas is not opened in its place, and the page says so', async () => {
    const zip = join(makeTemporaryFolder(), 'other.zip');
    await runCli(['export', inject('seedAtlas'), '--format', 'zip', '--out', zip]);
    await look(async (page) => {
      await page.getByRole('button', { name: words.oneFile.bibliography }).click();
      const dialog = page.getByRole('dialog', { name: words.oneFile.bibliography });
      await dialog.locator('input[type=file]').setInputFiles(zip);
      await dialog.getByText(words.oneFile.noOther).waitFor();
    });
  });

  test.each(['light', 'dark'] as const)('axe-core finds nothing in it, %s', async (colorScheme) => {
    await look(
      async (page) => {
        expect(await findViolations(page)).toEqual([]);
        await ask(page, 'rationale extraction', 'words');
        expect(await findViolations(page)).toEqual([]);
        await page.keyboard.press('Escape');
        await page.getByRole('button', { name: words.oneFile.bibliography }).click();
        await page.getByRole('dialog', { name: words.oneFile.bibliography }).waitFor();
        expect(await findViolations(page, 5)).toEqual([]);
      },
      { colorScheme },
    );
  });

  test('says so when it was cut off on its way', async () => {
    const cut = join(makeTemporaryFolder(), 'cut.html');
    const whole = readFileSync(file);
    writeFileSync(cut, whole.subarray(0, whole.length - 100_001));
    await using opened = await openExplorer({ origin: pathToFileURL(cut).href });
    await opened.page.getByRole('heading', { name: words.oneFile.damaged }).waitFor();
  });

  test('is a page for a phone as well', async () => {
    await look(async (page) => {
      await ask(page, 'rationale extraction', 'words');
      await parts.hits(page).first().tap();
      await parts.paperTitle(page).waitFor();
    }, PHONE);
  });

  test('may run its own script and no other, and fetch nothing', async () => {
    await look(
      async (page) => {
        const tried = await page.evaluate(async () => {
          const script = document.createElement('script');
          script.textContent = 'window.wasRun = true';
          document.body.append(script);
          const isRefused = (work: Promise<unknown>) =>
            work.then(
              () => false,
              () => true,
            );
          return {
            wasRun: 'wasRun' in window,
            fetch: await isRefused(fetch('https://example.org/')),
            itself: await isRefused(fetch(location.href)),
          };
        });
        expect(tried).toEqual({ wasRun: false, fetch: true, itself: true });
      },
      { expected: /Content Security Policy|Refused to|Fetch API cannot load/ },
    );
  });
});
