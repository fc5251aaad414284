import { openAtlas, type Paper } from 'paper-atlas/node';
import { beforeAll, expect, inject, test } from 'vitest';
import { words } from '../../packages/demo/src/words.ts';
import { findViolations } from '../support/axe.ts';
import { openExplorer } from '../support/browser.ts';
import { addressOf, describeInBrowser, focusedText, parts, waitForMap } from '../support/explorer-page.ts';

describeInBrowser('comparing', () => {
  let papers: readonly Paper[];
  beforeAll(async () => {
    papers = (await openAtlas(inject('seedAtlas'))).papers;
  });
  const pathOf = (row: number) => `?paper=${encodeURIComponent(papers[row]!.id)}`;

  test('two papers are compared from the list of nearest: by keyboard, in the address, by words before the model is there', async () => {
    await using opened = await openExplorer({ path: pathOf(0) });
    const { page } = opened;
    await waitForMap(page);
    const open = parts
      .paper(page)
      .getByRole('button', { name: /^Compare with/ })
      .first();
    await open.focus();
    await page.keyboard.press('Enter');
    const comparison = parts.comparison(page);
    await comparison.getByText(words.compare.shared).waitFor();
    expect(await focusedText(page)).toBe(words.compare.heading);
    const [, other] = await comparison.locator('.compare-title').allInnerTexts();
    expect(papers.find(({ id }) => id === addressOf(page, 'with'))?.title).toBe(other);

    // By meaning, as the library says it.
    const pair = (await openAtlas(inject('seedAtlas'))).explainPair(papers[0]!.id, addressOf(page, 'with')!);
    const { sentences, shared } = await pair;
    const best = comparison.locator('.compare-pairs > li').first();
    await best.waitFor({ timeout: 60_000 });
    expect(await best.locator('p').allInnerTexts()).toEqual([sentences![0]!.a.text, sentences![0]!.b.text]);
    expect(await comparison.getByText(shared[0]!.word, { exact: true }).count()).toBeGreaterThan(0);
    expect(await findViolations(page)).toEqual([]);

    await page.reload();
    await best.waitFor({ timeout: 60_000 });
    await page.keyboard.press('Escape');
    await parts.paperTitle(page).waitFor();
    expect(addressOf(page, 'with')).toBeNull();
    await open.press('Enter');
    await comparison.waitFor();
    await page.goBack();
    await parts.paperTitle(page).waitFor();
    expect(await focusedText(page)).toBe(words.compare.open);
  });
});
