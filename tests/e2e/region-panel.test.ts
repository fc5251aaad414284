import { join } from 'node:path';
import { type Atlas, openAtlas, type Region, readPapers } from 'paper-atlas/node';
import type { Page } from 'playwright-core';
import { beforeAll, expect, inject, test } from 'vitest';
import { words } from '../../packages/demo/src/words.ts';
import { openExplorer, PHONE } from '../support/browser.ts';
import { addressState, ask, describeInBrowser, parts, waitForMap } from '../support/explorer-page.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';

describeInBrowser('a region in the column', () => {
  let papers: Atlas['papers'];
  let regions: readonly Region[];
  let membership: Int32Array;
  beforeAll(async () => {
    const atlas = await openAtlas(inject('seedAtlas'));
    papers = atlas.papers;
    regions = await atlas.regions();
    membership = await atlas.membership();
  });

  const addressRegion = (page: Page) => addressState(page).get('region');
  const focused = (page: Page) => page.evaluate(() => (document.activeElement as HTMLElement).innerText);
  const titlesOf = (id: number) =>
    papers
      .filter((_, row) => membership[2 * row] === id || membership[2 * row + 1] === id)
      .map(({ title }) => title);

  test('shows name, size, telling words, what lies within, and its papers; the address names it', async () => {
    await using opened = await openExplorer({ isModelHeld: true });
    const { page } = opened;
    await waitForMap(page);
    const { name, size, terms } = regions[1]!;
    await parts.regionEntry(page, name).click();
    const panel = parts.region(page);
    await panel.getByRole('heading', { name }).waitFor();
    await panel.getByText(words.papers(size), { exact: true }).first().waitFor();
    const text = await panel.innerText();
    for (const { term } of terms) expect(text).toContain(term);
    for (const inner of regions.filter(({ parent }) => parent === 1)) expect(text).toContain(inner.name);
    const listed = await panel
      .getByRole('list', { name: words.region.papers })
      .getByRole('button')
      .allInnerTexts();
    expect(listed.toSorted()).toEqual(titlesOf(1).toSorted());
    expect(addressRegion(page)).toBe('1');
    expect(await page.title()).toBe(words.title(name));

    await page.reload();
    await panel.getByRole('heading', { name }).waitFor();
    expect(await panel.innerText()).toBe(text);

    // Each file holds its papers, in the order of the list.
    const folder = makeTemporaryFolder();
    await panel.getByRole('button', { name: words.done.save.open, exact: true }).click();
    for (const format of ['BibTeX', 'RIS', 'CSV', 'JSON']) {
      const button = panel.getByRole('button', { name: words.save.as(size, format), exact: true });
      const [download] = await Promise.all([page.waitForEvent('download'), button.click()]);
      const file = join(folder, download.suggestedFilename());
      await download.saveAs(file);
      const read = await readPapers(file);
      expect(
        read.papers.map(({ title }) => title),
        format,
      ).toEqual(listed);
    }
  });

  test('a paper of it opens on top; Esc goes back to it, then to all regions, each time to where one was', async () => {
    await using opened = await openExplorer({ isModelHeld: true });
    const { page } = opened;
    await waitForMap(page);
    const { name } = regions[0]!;
    await parts.regionEntry(page, name).focus();
    await page.keyboard.press('Enter');
    await parts.region(page).waitFor();
    expect(await focused(page)).toBe(name);
    const entry = parts
      .region(page)
      .getByRole('list', { name: words.region.papers })
      .getByRole('button')
      .nth(2);
    const title = await entry.innerText();
    await entry.press('Enter');
    await expect.poll(() => parts.paperTitle(page).innerText()).toBe(title);
    await page.getByRole('button', { name: words.paper.backToRegion(name) }).waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => focused(page)).toBe(title);
    expect(addressRegion(page)).toBe('0');
    await page.keyboard.press('Escape');
    await page.getByText(words.rest.lead(209)).waitFor();
    expect(await focused(page)).toContain(name);
    expect(addressRegion(page)).toBeNull();
  });

  test('a paper’s own region opens from its panel; closed, the list that was asked for is there again', async () => {
    await using opened = await openExplorer({ isModelHeld: true });
    const { page } = opened;
    await waitForMap(page);
    await ask(page, 'rationales', 'words');
    const hits = await parts.hits(page).allTextContents();
    await parts.hits(page).first().click();
    await parts.paper(page).locator('.region-chip').last().click();
    await parts.region(page).getByText(words.region.within).waitFor();
    await parts.region(page).getByRole('button', { name: words.paper.backToList }).click();
    expect(await parts.hits(page).allTextContents()).toEqual(hits);
    await page.goBack();
    await parts.region(page).waitFor();
  });

  test('that the map does not have is said to be unknown', async () => {
    await using opened = await openExplorer({ isModelHeld: true, path: '?region=4321' });
    const { page } = opened;
    await waitForMap(page);
    await parts.region(page).getByText(words.region.unknown).waitFor();
    await page.getByRole('button', { name: words.region.back }).click();
    await page.getByText(words.rest.lead(209)).waitFor();
  });

  test('on a phone the sheet goes down to its name, the map is free', async () => {
    await using opened = await openExplorer({
      isModelHeld: true,
      ...PHONE,
    });
    const { page } = opened;
    await waitForMap(page);
    await parts.regionEntry(page, regions[1]!.name).tap();
    const heading = parts.region(page).getByRole('heading', { name: regions[1]!.name });
    await heading.waitFor();
    await expect.poll(async () => (await parts.column(page).boundingBox())!.height).toBeLessThan(160);
    const { y, height } = (await heading.boundingBox())!;
    expect(y + height).toBeLessThan(844);
    await page.getByRole('button', { name: words.menu.sheet }).tap();
    await parts.search(page).waitFor();
  });
});
