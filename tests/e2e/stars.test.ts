import { join } from 'node:path';
import { type Atlas, openAtlas } from 'paper-atlas/node';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { words } from '../../packages/demo/src/words.ts';
import { findViolations } from '../support/axe.ts';
import { openExplorer, PHONE } from '../support/browser.ts';
import { copyAtlas, replaceKind } from '../support/changed-atlas.ts';
import {
  addressState,
  describeInBrowser,
  focusedText,
  parts,
  stillPicture,
  waitForMap,
} from '../support/explorer-page.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';
import { openWorld } from '../support/world.ts';

const panel = (page: Page) => page.getByRole('article', { name: words.stars.panel });
const menu = (page: Page, n: number) => page.getByRole('button', { name: words.stars.menu(n), exact: true });
const starred = (page: Page) => panel(page).getByRole('list', { name: words.stars.list });
const titlesOf = (page: Page) => starred(page).locator('.near-title').allTextContents();
const button = (page: Page, name: string | RegExp) => panel(page).getByRole('button', { name });
const starOfPaper = (page: Page) =>
  parts.paper(page).getByRole('button', { name: words.stars.star, exact: true });

async function openList(page: Page): Promise<void> {
  await page.keyboard.press('r');
  await panel(page).waitFor();
}

/** Brings a file by the chooser. */
async function bring(page: Page, name: string, text: string): Promise<void> {
  const file = { name, mimeType: 'text/plain', buffer: Buffer.from(text) };
  await panel(page).locator('input[type=file]').setInputFiles(file);
  await panel(page).getByRole('heading', { name, exact: true }).waitFor();
}

/** Lets a file fall onto the page. */
async function drop(page: Page, name: string, text: string): Promise<void> {
  await page.evaluate(
    (given) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([given.text], given.name));
      for (const type of ['dragover', 'drop'])
        document.body.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
    },
    { name, text },
  );
}

async function save(page: Page, format: 'bibtex' | 'json'): Promise<string> {
  // Beside the count, as of every list.
  const open = panel(page).getByRole('button', { name: words.done.save.open, exact: true });
  if ((await open.getAttribute('aria-expanded')) === 'false') await open.click();
  const download = page.waitForEvent('download');
  await panel(page).getByRole('button', { name: words.save.formats[format] }).click();
  expect((await download).suggestedFilename()).toContain('-reading-list-');
  const chunks: Buffer[] = [];
  for await (const chunk of await (await download).createReadStream()) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

describeInBrowser('the reading list', () => {
  let atlas: Atlas;
  beforeAll(async () => {
    atlas = await openAtlas(inject('seedAtlas'));
  });
  afterAll(() => atlas.dispose());
  const paperPath = (row: number) => `#${new URLSearchParams({ paper: atlas.papers[row]!.id })}`;
  const titles = (...rows: number[]) => rows.map((row) => atlas.papers[row]!.title);

  test('takes papers from a list, from an open paper and by key; marks them on the map and in lists; is there again after a reload, and in no address', async () => {
    await using opened = await openExplorer({ isModelHeld: true });
    const { page } = opened;
    await waitForMap(page);
    await openList(page);
    await panel(page).getByText(words.stars.how).waitFor();
    expect(await focusedText(page)).toBe(words.stars.panel);
    expect(await findViolations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await panel(page).waitFor({ state: 'hidden' });

    const bare = await stillPicture(page);
    await parts.search(page).fill('rationales');
    await parts.hits(page).first().waitFor();
    const [first, second] = await parts.hitTitles(page).allTextContents();
    const toggle = page.getByRole('button', { name: words.stars.starOf(first!), exact: true });
    await toggle.click();
    await menu(page, 1).waitFor();
    expect(await toggle.getAttribute('aria-pressed')).toBe('true');
    await expect.poll(() => parts.liveRegion(page).innerText()).toBe(words.stars.starred(first!));
    await page.getByText(words.stars.legend(1)).waitFor();

    // The entry that has the focus, by key; then the open paper.
    await parts.search(page).press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('s');
    await menu(page, 2).waitFor();
    await page.keyboard.press('Enter');
    await parts.paperTitle(page).waitFor();
    expect(await parts.paperTitle(page).innerText()).toBe(second);
    expect(await starOfPaper(page).getAttribute('aria-pressed')).toBe('true');
    await page.keyboard.press('s');
    await menu(page, 1).waitFor();
    await starOfPaper(page).click();
    await menu(page, 2).waitFor();
    expect(await starOfPaper(page).getAttribute('aria-pressed')).toBe('true');

    await page.keyboard.press('Escape');
    await parts.search(page).fill('');
    await page.getByText(words.rest.lead(209)).waitFor();
    await parts.map(page).focus();
    await page.keyboard.press('0');
    await expect.poll(() => [...addressState(page).keys()]).toEqual([]);
    expect(await stillPicture(page)).not.toBe(bare);
    await page.reload();
    await menu(page, 2).waitFor();
    await menu(page, 2).click();
    await starred(page).waitFor();
    expect(await titlesOf(page)).toEqual([second, first]);
    expect(await findViolations(page)).toEqual([]);

    // A paper opens on top, is marked among others, and closing it leads back to it in the list.
    await starred(page).locator('[data-row]').nth(1).click();
    await parts.paper(page).getByRole('button', { name: words.stars.backTo }).click();
    await starred(page).waitFor();
    expect(await focusedText(page)).toContain(first);
  });

  test('removes, clears and asks; nothing is lost that cannot be undone', async () => {
    await using opened = await openExplorer({ isModelHeld: true, path: paperPath(4), colorScheme: 'dark' });
    const { page } = opened;
    await waitForMap(page);
    await starOfPaper(page).click();
    for (const row of [7, 9]) {
      await page.goto(new URL(paperPath(row), page.url()).href);
      await page.getByRole('heading', { level: 2, name: atlas.papers[row]!.title }).waitFor();
      await starOfPaper(page).click();
    }
    await menu(page, 3).waitFor();
    await page.keyboard.press('r');
    await starred(page).waitFor();
    expect(await titlesOf(page)).toEqual(titles(9, 7, 4));
    await button(page, words.stars.removeOf(atlas.papers[7]!.title)).click();
    await expect.poll(() => titlesOf(page)).toEqual(titles(9, 4));
    // The paper that took its place has the focus.
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe(
      words.stars.removeOf(atlas.papers[4]!.title),
    );
    await button(page, words.stars.clear).click();
    await panel(page).getByText(words.stars.none).waitFor();
    await expect.poll(() => parts.liveRegion(page).innerText()).toBe(words.stars.removed(2));
    expect(await findViolations(page)).toEqual([]);
    await button(page, words.stars.undo).click();
    await expect.poll(() => titlesOf(page)).toEqual(titles(9, 4));
    await button(page, words.stars.undo).click();
    await expect.poll(() => titlesOf(page)).toEqual(titles(9, 7, 4));
    expect(await button(page, words.stars.undo).count()).toBe(0);

    await button(page, words.stars.more).click();
    await page.getByRole('heading', { name: words.judged.list(3) }).waitFor();
    const ids = [9, 7, 4].map((row) => atlas.papers[row]!.id);
    expect(addressState(page).getAll('like')).toEqual(ids);
    const [best] = await atlas.similar(ids, { limit: 1 });
    await expect.poll(() => parts.hitTitles(page).first().innerText()).toBe(best!.paper.title);

    // What it took the place of is one press away, by a button and by Esc.
    for (const isByKey of [false, true]) {
      await parts.search(page).fill('rationales');
      await page.getByRole('button', { name: words.stars.menu(3) }).click();
      await button(page, words.stars.more).click();
      const back = page.getByRole('button', { name: words.chips.back('rationales') });
      await back.waitFor();
      await expect.poll(() => parts.search(page).inputValue()).toBe('');
      if (isByKey) await page.keyboard.press('Escape');
      else await back.press('Enter');
      await expect.poll(() => parts.search(page).inputValue()).toBe('rationales');
      expect(addressState(page).getAll('like')).toEqual(isByKey ? [] : ids);
      await page
        .getByRole('button', { name: words.judged.remove.liked(atlas.papers[9]!.title) })
        .waitFor({ state: isByKey ? 'hidden' : 'visible' });
      if (!isByKey) await page.keyboard.press('x');
    }
  });

  test('goes out as BibTeX and JSON, and comes back into an empty browser as the same list; what is not here and what is bad is told', async () => {
    const rows = [12, 3, 150];
    const saved: Record<'bibtex' | 'json', string> = { bibtex: '', json: '' };
    {
      await using opened = await openExplorer({ isModelHeld: true });
      const { page } = opened;
      await waitForMap(page);
      await openList(page);
      await bring(page, 'mine.json', JSON.stringify(rows.map((row) => atlas.papers[row]!)));
      await panel(page).getByText(words.stars.brought(3, 3)).waitFor();
      expect(await titlesOf(page)).toEqual(titles(...rows));
      saved.bibtex = await save(page, 'bibtex');
      saved.json = await save(page, 'json');
    }
    expect(JSON.parse(saved.json)).toEqual(rows.map((row) => atlas.papers[row]!));
    for (const [name, text] of [
      ['list.bib', saved.bibtex],
      ['list.json', saved.json],
    ] as const) {
      await using opened = await openExplorer({ isModelHeld: true });
      const { page } = opened;
      await waitForMap(page);
      await openList(page);
      await drop(page, name, text);
      await panel(page).getByText(words.stars.brought(3, 3)).waitFor();
      await panel(page).getByText(words.stars.broughtNew(3, 0)).waitFor();
      expect(await titlesOf(page)).toEqual(titles(...rows));
      if (name === 'list.json') continue;

      const more = `@misc{a, title = {${atlas.papers[20]!.title}}}\n@misc{b, title = {${atlas.papers[3]!.title}}}\n@book{c, title = {The TeXbook}}\n@misc{d, note = {nothing}}\n`;
      await bring(page, 'more.bib', more);
      await panel(page).getByText(words.stars.brought(2, 3)).waitFor();
      await panel(page).getByText(words.stars.broughtNew(1, 1)).waitFor();
      await panel(page).getByText('The TeXbook').waitFor();
      await panel(page)
        .getByText(words.own.line('', 4, false), { exact: true })
        .waitFor();
      expect(await findViolations(page)).toEqual([]);
      await button(page, words.stars.undo).click();
      await expect.poll(() => titlesOf(page)).toEqual(titles(...rows));
      await drop(page, 'broken.json', '{"papers": [');
      await panel(page)
        .getByRole('status')
        .getByText(/broken\.json/)
        .first()
        .waitFor();
      expect(await titlesOf(page)).toEqual(titles(...rows));
    }
  });

  test('two pages are in step, and what each stars at once is in both', async () => {
    let context: BrowserContext | undefined;
    await using opened = await openExplorer({
      isModelHeld: true,
      path: paperPath(4),
      prepare: async (made) => {
        context = made;
      },
    });
    const { page } = opened;
    const other = await context!.newPage();
    await other.goto(new URL(paperPath(8), page.url()).href);
    await Promise.all([waitForMap(page), waitForMap(other)]);
    await Promise.all([starOfPaper(page).click(), starOfPaper(other).click()]);
    await Promise.all([menu(page, 2).waitFor(), menu(other, 2).waitFor()]);
    await starOfPaper(other).click();
    await menu(page, 1).waitFor();
    await openList(page);
    expect(await titlesOf(page)).toEqual(titles(4));
  });

  test('another atlas has its own; a paper that a rebuilt one has no longer is shown and saved as it was', async () => {
    const folder = join(makeTemporaryFolder(), 'rebuilt.atlas');
    const setIds = (rename: (id: string, row: number) => string) =>
      copyAtlas(inject('seedAtlas'), folder, (manifest) => {
        const lines = atlas.papers.map((paper, row) =>
          JSON.stringify({ ...paper, id: rename(paper.id, row) }),
        );
        replaceKind(folder, manifest, 'papers', new TextEncoder().encode(`${lines.join('\n')}\n`));
      });
    setIds((id) => id);
    await using world = await openWorld(folder, {}, { isModelHeld: true, path: paperPath(5) });
    const { page } = world;
    await waitForMap(page);
    await starOfPaper(page).click();
    await page.goto(new URL(paperPath(6), page.url()).href);
    await page.getByRole('heading', { level: 2, name: atlas.papers[6]!.title }).waitFor();
    await starOfPaper(page).click();
    await openList(page);
    // Kept with all that is known of it.
    await expect
      .poll(() =>
        page.evaluate(
          () =>
            new Promise<number>((resolve) => {
              const asked = indexedDB.open('paper-atlas-stars');
              asked.onsuccess = () => {
                const all = asked.result.transaction('stars').objectStore('stars').getAll();
                all.onsuccess = () => {
                  asked.result.close();
                  resolve(all.result.filter(({ paper }) => paper?.abstract !== undefined).length);
                };
              };
            }),
        ),
      )
      .toBe(2);
    setIds((id, row) => (row === 5 ? 'another-id' : id));
    await page.goto(new URL('/', page.url()).href);
    await menu(page, 2).click();
    await starred(page).getByText(words.stars.lost).waitFor();
    expect(await titlesOf(page)).toEqual(titles(6, 5));
    expect(JSON.parse(await save(page, 'json'))).toEqual([atlas.papers[6], atlas.papers[5]]);
    expect(await findViolations(page)).toEqual([]);

    copyAtlas(inject('seedAtlas'), folder, (manifest) => {
      manifest['atlasId'] = 'f'.repeat(32);
    });
    await page.reload();
    await menu(page, 0).waitFor();
  });

  test('a browser that stores nothing says so once, and the list works as long as the page', async () => {
    await using opened = await openExplorer({
      isModelHeld: true,
      path: paperPath(4),
      prepare: async (context) =>
        void (await context.addInitScript(() => {
          IDBFactory.prototype.open = () => {
            throw new DOMException('storage is off', 'SecurityError');
          };
        })),
    });
    const { page } = opened;
    await waitForMap(page);
    const notice = parts.alerts(page).filter({ hasText: words.stars.unkept });
    await notice.waitFor();
    await starOfPaper(page).click();
    await menu(page, 1).waitFor();
    expect(await notice.count()).toBe(1);
    expect(await findViolations(page)).toEqual([]);
    await page.getByRole('button', { name: words.stars.wave }).click();
    await openList(page);
    await panel(page).getByText(words.stars.unkeptRead).waitFor();
    expect(await titlesOf(page)).toEqual(titles(4));
    await button(page, words.stars.removeOf(atlas.papers[4]!.title)).click();
    await panel(page).getByText(words.stars.none).waitFor();
    expect(await notice.count()).toBe(0);
  });

  test('on a telephone it fills the sheet, and everything is as large as a finger', async () => {
    await using opened = await openExplorer({ ...PHONE, isModelHeld: true, path: paperPath(4) });
    const { page } = opened;
    await waitForMap(page);
    await starOfPaper(page).tap();
    await menu(page, 1).tap();
    await starred(page).waitFor();
    for (const each of await panel(page).getByRole('button').all()) {
      const { width, height } = (await each.boundingBox())!;
      expect(Math.min(width, height), await each.innerText()).toBeGreaterThanOrEqual(43.5);
    }
    expect(await findViolations(page)).toEqual([]);
  });
});
