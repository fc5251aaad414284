import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { words } from '../../packages/demo/src/words.ts';
import { findViolations } from '../support/axe.ts';
import { openExplorer, PHONE } from '../support/browser.ts';
import { ask, describeInBrowser, parts, waitForMap, waitForMeaning } from '../support/explorer-page.ts';

const more = (page: Page, n: number) => page.getByRole('button', { name: words.done.more(n), exact: true });
const save = (page: Page) => page.getByRole('button', { name: words.done.save.open, exact: true });
const told = (page: Page, text: string | RegExp) => page.getByRole('status').filter({ hasText: text });

describeInBrowser('the list', () => {
  test('goes on as far as there are papers, and the focus goes to the first that came', async () => {
    await using opened = await openExplorer();
    const { page } = opened;
    await waitForMeaning(page);
    await ask(page, 'rationales');
    await parts.column(page).getByText(words.search.more(50, 209)).waitFor();
    await more(page, 50).focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => parts.hits(page).count()).toBe(100);
    const focused = await parts
      .hits(page)
      .evaluateAll((hits) => hits.findIndex((hit) => hit.isSameNode(document.activeElement)));
    expect(focused).toBe(50);
    await more(page, 50).click();
    await more(page, 50).click();
    await more(page, 9).click();
    await expect.poll(() => parts.hits(page).count()).toBe(209);
    const rows = await parts
      .hits(page)
      .evaluateAll((hits) => hits.map((hit) => hit.getAttribute('data-row')));
    expect(new Set(rows).size).toBe(209);
    expect(await page.getByRole('button', { name: /^Show \d/ }).count()).toBe(0);
    // Another question begins with a short list again.
    await ask(page, 'lottery tickets');
    await expect.poll(() => parts.hits(page).count()).toBe(50);
  });

  test('is saved from beside its count: what stands out, what is listed, or all; and one is told', async () => {
    await using opened = await openExplorer();
    const { page } = opened;
    await waitForMeaning(page);
    await ask(page, 'reward model training');
    const line = await parts.searchLine(page).innerText();
    const close = Number(/^(\d+) of 209 papers stand out/.exec(line)![1]);
    await save(page).click();
    for (const [which, papers] of [
      [words.done.save.close(close), close],
      [words.done.save.listed(50), 50],
      [words.done.save.all(209), 209],
    ] as const) {
      await page.getByRole('radio', { name: which, exact: true }).check();
      const download = page.waitForEvent('download');
      await page.getByRole('button', { name: words.save.as(papers, 'JSON'), exact: true }).click();
      const file = await (await download).path();
      expect(JSON.parse(await readFile(file, 'utf8'))).toHaveLength(papers);
      const name = (await download).suggestedFilename();
      expect(name).toMatch(/^paper-atlas-papers-\d{4}-\d\d-\d\d\.json$/);
      await told(page, words.done.saved(papers, name)).waitFor();
    }
    await page.keyboard.press('Escape');
    await save(page).and(page.locator('[aria-expanded=false]')).waitFor();
    expect(await parts.search(page).inputValue()).toBe('reward model training');
  });

  test('of an address that asks by words has its bars and figures once meaning is ready', async () => {
    await using opened = await openExplorer({ path: '#q=rationales&mode=keyword' });
    const { page } = opened;
    await parts.hits(page).first().locator('.measure').waitFor();
    expect(await parts.mode(page, 'keyword').isChecked()).toBe(true);
  });

  test('names no far paper a close one: it says that the words alone brought it there', async () => {
    await using opened = await openExplorer();
    const { page } = opened;
    await waitForMeaning(page);
    await ask(page, 'xai');
    expect(await parts.searchLine(page).innerText()).toMatch(/^2 of 209 papers stand out/);
    const first = await parts.hits(page).nth(1).innerText();
    expect(first).toContain(words.search.byWords.one);
    expect(await parts.column(page).getByText(words.search.byWords.one).count()).toBe(2);
  });
});

describeInBrowser('one step back from a paper', () => {
  test('leads the focus to its hit, else to the first of the list', async () => {
    await using opened = await openExplorer({ isModelHeld: true });
    const { page } = opened;
    await waitForMap(page);
    await ask(page, 'rationales', 'words');
    const focusedHit = () =>
      parts.hits(page).evaluateAll((hits) => hits.findIndex((hit) => hit.isSameNode(document.activeElement)));
    await parts.hits(page).nth(2).click();
    await parts.paperTitle(page).waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(focusedHit).toBe(2);
    // What one likes is in the list no longer.
    const liked = await parts.hitTitles(page).nth(4).innerText();
    await parts.hits(page).nth(4).click();
    await page.keyboard.press('l');
    await page.getByRole('button', { name: words.judged.remove.liked(liked.trim()) }).waitFor();
    await page.getByText(words.judged.these(1)).first().waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(focusedHit).toBe(0);
  });
});

describeInBrowser('a citation', () => {
  test('is copied as a line and as BibTeX', async () => {
    const permissions = ['clipboard-read', 'clipboard-write'];
    await using opened = await openExplorer({ isModelHeld: true, permissions });
    const { page } = opened;
    await waitForMap(page);
    await ask(page, 'rationales', 'words');
    await parts.hits(page).first().click();
    const title = await parts.paperTitle(page).innerText();
    await page.getByRole('button', { name: words.done.cite.plain }).click();
    await told(page, words.done.copied.plain).waitFor();
    const read = () => page.evaluate(() => navigator.clipboard.readText());
    expect(await read()).toContain(title.replace(/\s+/g, ' '));
    await page.getByRole('button', { name: words.done.cite.bibtex }).click();
    await told(page, words.done.copied.bibtex).waitFor();
    expect(await read()).toMatch(/^@\w+\{/);
  });

  test.each([
    ['light', {}],
    ['dark', PHONE],
  ] as const)(
    'is shown and selected where the clipboard is closed; axe finds nothing, on %s',
    async (colorScheme, screen) => {
      await using opened = await openExplorer({
        ...{ isModelHeld: true, colorScheme, ...screen },
        prepare: async (context) => {
          await context.addInitScript(() => {
            navigator.clipboard.writeText = () => Promise.reject(new DOMException('', 'NotAllowedError'));
          });
        },
      });
      const { page } = opened;
      await waitForMap(page);
      await ask(page, 'rationales', 'words');
      await save(page).click();
      const found = await findViolations(page);
      await parts.hits(page).first().click();
      await page.getByRole('button', { name: words.done.cite.bibtex }).click();
      const text = page.getByRole('textbox', { name: words.done.cite.text });
      await text.waitFor();
      const selected = await text.evaluate((field: HTMLTextAreaElement) =>
        field.value.slice(field.selectionStart, field.selectionEnd),
      );
      expect(selected).toMatch(/^@\w+\{[\s\S]+\}$/);
      found.push(...(await findViolations(page)));
      expect(found).toEqual([]);
    },
  );
});
