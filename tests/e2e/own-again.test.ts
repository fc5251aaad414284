import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { words } from '../../packages/demo/src/words.ts';
import { openExplorer } from '../support/browser.ts';
import { ask, describeInBrowser, parts, waitForMap, waitForMeaning } from '../support/explorer-page.ts';
import { dropFiles, JSONL, makeOwn, own, PAPERS } from '../support/own-papers.ts';

/** Enough that the page can be left before all are read. */
const MANY = Array.from({ length: 400 }, (_, at) => ({
  id: `m${at}`,
  title: `Report ${at} on grapes`,
  abstract: `${'Old vines root deep in chalk soil, and the harvest follows the weather. '.repeat(6)} ${at}.`,
}));
const MANY_LINES = MANY.map((paper) => JSON.stringify(paper)).join('\n');

const unfinished = (page: Page) => own.dialog(page).locator('.unfinished .kept-entry');

/** How many papers the line of an unfinished work says are read. */
async function readOf(page: Page): Promise<number> {
  await own.menu(page).click();
  await unfinished(page).waitFor();
  return Number(/(\d+) of 400 papers read/.exec(await unfinished(page).innerText())![1]);
}

/** The first number of papers that is told while the atlas is made. */
async function watchFirstRead(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    const told = globalThis as { firstRead?: string | undefined };
    new MutationObserver(() => {
      const line = document.querySelector('.work-card .work-line')?.textContent ?? '';
      told.firstRead ??= / (\d+) of 400/.exec(line)?.[1];
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
  const first = () => page.evaluate(() => Number((globalThis as { firstRead?: string }).firstRead ?? -1));
  return async () => {
    await expect.poll(first, { timeout: 100_000 }).toBeGreaterThanOrEqual(0);
    return first();
  };
}

describeInBrowser('papers of one’s own, another time', () => {
  test('a making that was left or stopped is gone on with from where it was, or forgotten', async () => {
    await using opened = await openExplorer();
    const { page } = opened;
    await waitForMap(page);
    await dropFiles(page, { name: 'vines.jsonl', text: MANY_LINES });
    await own.button(page, words.own.make(400, 0)).click();
    const card = page.getByRole('complementary', { name: words.own.title });
    await card.getByText(words.own.whileKept).waitFor();
    await card.getByText(/meaning: (?:[2-9]\d|\d{3}) of 400/).waitFor({ timeout: 100_000 });
    // The page is left in the middle of it.
    await page.reload();
    await waitForMap(page);
    const kept = await readOf(page);
    expect(kept).toBeGreaterThanOrEqual(19);

    const firstRead = await watchFirstRead(page);
    await own.button(page, words.own.goOnOf('vines')).click();
    const first = await firstRead();
    expect(first).toBeGreaterThanOrEqual(kept);
    await card.getByText(new RegExp(`meaning: (?!${first} )\\d+ of 400`)).waitFor({ timeout: 100_000 });
    await card.getByRole('button', { name: words.own.stop, exact: true }).click();
    expect(await readOf(page)).toBeGreaterThan(kept);

    await own.button(page, words.own.forgetOf('vines')).click();
    await unfinished(page).getByRole('button', { name: words.own.removeSure }).click();
    await unfinished(page).waitFor({ state: 'detached' });
    await page.reload();
    await waitForMap(page);
    await own.menu(page).click();
    await own.dialog(page).getByText(words.own.none).waitFor();
    expect(await unfinished(page).count()).toBe(0);
  });

  test('a file that has grown goes on with its atlas: papers keep their places, the reading list stays, and nothing is left begun', async () => {
    await using opened = await openExplorer();
    const { page } = opened;
    await waitForMap(page);
    await dropFiles(page, { name: 'my reading.jsonl', text: JSONL });
    await makeOwn(page, 'my reading');
    await waitForMeaning(page);
    const address = new URL(page.url()).search;
    await ask(page, 'astronomy');
    await parts.hitTitles(page).first().click();
    await parts.paper(page).getByRole('button', { name: words.stars.star, exact: true }).click();

    await dropFiles(page, { name: 'my reading.jsonl', text: JSONL });
    await own
      .dialog(page)
      .getByText(/nothing has changed/)
      .waitFor();
    await own.button(page, words.own.cancel).click();
    const more = {
      id: 'new',
      title: 'Wine: a new study',
      abstract: 'Of grapes on volcanic soil.',
      year: 2030,
    };
    const grown = [...PAPERS.slice(1), more].map((paper) => JSON.stringify(paper)).join('\n');
    await dropFiles(page, { name: 'my reading.jsonl', text: grown });
    await own
      .dialog(page)
      .getByText(/1 new, 1 gone\. The other 14 stay/)
      .waitFor();
    await own.button(page, words.own.update('my reading')).click();
    await page
      .getByText(words.own.updated('my reading', { added: 1, edited: 0, removed: 1, same: 14 }))
      .waitFor();
    expect(new URL(page.url()).search).toBe(address);
    await page.getByRole('button', { name: words.stars.menu(1), exact: true }).waitFor();
    await own.menu(page).click();
    expect(await own.entries(page).allInnerTexts()).toEqual([expect.stringContaining('my reading')]);
    expect(await unfinished(page).count()).toBe(0);
  });

  test('another file that has the name of a kept atlas makes one of its own', async () => {
    await using opened = await openExplorer();
    const { page } = opened;
    await waitForMap(page);
    await dropFiles(page, { name: 'export.jsonl', text: JSONL });
    await makeOwn(page, 'export');
    const other = PAPERS.map((paper) => JSON.stringify({ ...paper, id: `other ${paper.id}` })).join('\n');
    await dropFiles(page, { name: 'export.jsonl', text: other });
    await own.button(page, words.own.make(PAPERS.length, 0)).waitFor();
    expect(await own.button(page, words.own.update('export')).count()).toBe(0);
  });
});
