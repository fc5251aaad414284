import { openAtlas, type Region } from 'paper-atlas/node';
import { beforeAll, expect, inject, test } from 'vitest';
import { words } from '../../packages/demo/src/words.ts';
import { openExplorer } from '../support/browser.ts';
import { describeInBrowser, parts, waitForMap } from '../support/explorer-page.ts';

/** The code of the panels that the first map does not need. */
const LATER = /\/assets\/later-panels-.*\.js$/;

describeInBrowser('panels that come late', () => {
  let regions: readonly Region[];
  beforeAll(async () => {
    regions = await (await openAtlas(inject('seedAtlas'))).regions();
  });

  test('are asked for once, before one of them is opened', async () => {
    await using opened = await openExplorer({ isModelHeld: true });
    const { page, requests } = opened;
    const asked = () => requests.filter((url) => LATER.test(url));
    await waitForMap(page);
    await expect.poll(asked).toHaveLength(1);
    await parts.regionEntry(page, regions[0]!.name).click();
    await parts.region(page).getByRole('heading', { name: regions[0]!.name }).waitFor();
    await page.getByRole('button', { name: words.colour.menu }).click();
    await page.getByRole('combobox', { name: words.colour.by }).waitFor();
    expect(asked()).toHaveLength(1);
  });

  test('take the focus when they come after they were opened', async () => {
    await using opened = await openExplorer({ isModelHeld: true });
    const { page } = opened;
    let release = (): void => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.route(LATER, async (route) => {
      await held;
      await route.continue();
    });
    await page.reload();
    await waitForMap(page);
    await parts.regionEntry(page, regions[0]!.name).focus();
    await page.keyboard.press('Enter');
    expect(await parts.region(page).count()).toBe(0);
    release();
    const heading = parts.region(page).getByRole('heading', { name: regions[0]!.name });
    await heading.waitFor();
    await expect.poll(() => heading.evaluate((node) => node === document.activeElement)).toBe(true);
  });

  test('that cannot be had say so, and what was there before is there again', async () => {
    await using opened = await openExplorer({ isModelHeld: true });
    const { page } = opened;
    // Not by refusing it: a file that did not come is a message of the browser's, too.
    await page.route(LATER, (route) => route.fulfill({ contentType: 'text/javascript', body: 'throw 1;' }));
    await page.reload();
    await waitForMap(page);
    const said = page.getByRole('status').getByText(words.done.unopened);
    await parts.regionEntry(page, regions[0]!.name).click();
    await said.waitFor();
    await parts.regionEntry(page, regions[0]!.name).waitFor();
    expect(await parts.region(page).count()).toBe(0);
    await page.getByRole('button', { name: words.shape.menu }).click();
    await expect
      .poll(() => page.getByRole('button', { name: words.shape.menu }).getAttribute('aria-expanded'))
      .toBe('false');
  });
});
