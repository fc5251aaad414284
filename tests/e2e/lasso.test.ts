import { join } from 'node:path';
import { type Atlas, openAtlas, readPapers } from 'paper-atlas/node';
import type { Locator, Page } from 'playwright-core';
import { beforeAll, expect, inject, test } from 'vitest';
import { words } from '../../packages/demo/src/words.ts';
import { findViolations } from '../support/axe.ts';
import { openExplorer, PHONE } from '../support/browser.ts';
import {
  addressState,
  ask,
  describeInBrowser,
  focusedText,
  middleOfMap,
  parts,
  pointAtLand,
  waitForMap,
  waitForMeaning,
} from '../support/explorer-page.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';

/** Presses a button that saves a list: the name of the file, and the titles of the papers in it. */
async function save(page: Page, button: Locator): Promise<{ name: string; saved: readonly string[] }> {
  const [download] = await Promise.all([page.waitForEvent('download'), button.click()]);
  const name = download.suggestedFilename();
  const file = join(makeTemporaryFolder(), name);
  await download.saveAs(file);
  return { name, saved: (await readPapers(file)).papers.map(({ title }) => title) };
}

describeInBrowser('a lasso', () => {
  let papers: Atlas['papers'];
  beforeAll(async () => {
    papers = (await openAtlas(inject('seedAtlas'))).papers;
  });

  const panel = (page: Page) => page.getByRole('article', { name: words.selection.panel });
  const heading = (page: Page) => panel(page).getByRole('heading', { level: 2 });
  const list = (page: Page) =>
    panel(page).getByRole('list', { name: words.selection.list }).locator('[data-row]');
  const titles = (page: Page) => list(page).locator('.near-title');
  const terms = (page: Page) => panel(page).locator('.terms li');

  /** Shift and drag, around the middle of the map. */
  async function drawAround(page: Page, radius: number): Promise<void> {
    const { x, y } = await middleOfMap(page);
    await page.keyboard.down('Shift');
    await page.mouse.move(x + radius, y);
    await page.mouse.down();
    for (let at = 1; at < 80; at++)
      await page.mouse.move(
        x + radius * Math.cos((at * Math.PI) / 40),
        y + radius * Math.sin((at * Math.PI) / 40),
      );
    await page.mouse.up();
    await page.keyboard.up('Shift');
  }

  test('selects what is within: the list, its telling words, its regions; each file holds it', async () => {
    await using opened = await openExplorer({ isModelHeld: true });
    const { page } = opened;
    await waitForMap(page);
    await drawAround(page, 170);
    await terms(page).first().waitFor();
    const listed = await titles(page).allInnerTexts();
    expect(listed.length).toBeGreaterThan(5);
    expect(listed.length).toBeLessThan(papers.length);
    expect(await heading(page).innerText()).toBe(words.selection.title(listed.length));
    expect(await page.title()).toBe(words.title(words.selection.title(listed.length)));
    await expect.poll(() => parts.liveRegion(page).innerText()).toBe(words.selection.announce(listed.length));
    // The words stand in its papers.
    const chosen = papers.filter(({ title }) => listed.includes(title));
    const texts = chosen.map(({ title, abstract }) => `${title} ${abstract}`.toLowerCase()).join(' ');
    for (const term of await terms(page).allInnerTexts())
      expect(texts).toContain(term.toLowerCase().split(/[ -]/)[0]);
    expect(await panel(page).locator('[data-region]').count()).toBeGreaterThan(0);

    await panel(page).getByRole('button', { name: words.done.save.open, exact: true }).click();
    for (const format of ['BibTeX', 'RIS', 'CSV', 'JSON']) {
      const button = panel(page).getByRole('button', { name: words.save.as(listed.length, format) });
      const { name, saved } = await save(page, button);
      expect(name).toMatch(/^paper-atlas-selection-[\d-]{10}\.\w+$/);
      expect(saved, format).toEqual(listed);
    }
  });

  test('stays through reload, back and forward; a paper opens on top of it', async () => {
    await using opened = await openExplorer({ isModelHeld: true });
    const { page } = opened;
    await waitForMap(page);
    await drawAround(page, 150);
    await panel(page).waitFor();
    const listed = await titles(page).allInnerTexts();
    const held = addressState(page).get('lasso')!;
    expect(held.length).toBeLessThanOrEqual(64 * 6);
    await page.reload();
    await heading(page).waitFor();
    expect(await titles(page).allInnerTexts()).toEqual(listed);
    await list(page).first().click();
    await parts.paper(page).getByRole('button', { name: words.selection.backTo }).waitFor();
    await page.goBack();
    await panel(page).waitFor();
    await page.goBack();
    await page.getByText(words.rest.lead(papers.length)).waitFor();
    await page.goForward();
    await panel(page).waitFor();
    expect(await titles(page).allInnerTexts()).toEqual(listed);
    expect(addressState(page).get('lasso')).toBe(held);
  });

  test('lists what a question is closest to first', async () => {
    await using opened = await openExplorer({ isModelHeld: true });
    const { page } = opened;
    await waitForMap(page);
    await ask(page, 'reasoning language', 'words');
    const hits = await parts.hitTitles(page).allTextContents();
    await drawAround(page, 260);
    await panel(page).waitFor();
    const listed = await titles(page).allInnerTexts();
    const found = hits.filter((title) => listed.includes(title));
    expect(found.length).toBeGreaterThan(2);
    expect(listed.slice(0, found.length)).toEqual(found);
  });

  test('of a question shows how close each is, where they become weak, and stars; those that stand out can be saved', async () => {
    await using opened = await openExplorer();
    const { page } = opened;
    await waitForMap(page);
    await waitForMeaning(page);
    await ask(page, 'rationale extraction');
    await drawAround(page, 300);
    await panel(page).waitFor();
    const entries = panel(page).getByRole('list', { name: words.selection.list }).locator('li');
    const lines = await entries.evaluateAll((nodes) =>
      nodes.map((node) =>
        node.matches('.weak-line') ? 'line' : node.matches('.is-weak') ? 'weak' : 'close',
      ),
    );
    const at = lines.indexOf('line');
    expect(at).toBeGreaterThan(0);
    expect(lines.lastIndexOf('line')).toBe(at);
    expect(lines.slice(0, at)).not.toContain('weak');
    expect(await entries.nth(at).innerText()).toBe(words.search.weakBelow.closeness);
    expect(await list(page).locator('.measure').count()).toBe(lines.length - 1);

    const star = entries
      .first()
      .getByRole('button', { name: words.stars.starOf(await titles(page).first().innerText()) });
    await star.click();
    await expect.poll(() => star.getAttribute('aria-pressed')).toBe('true');

    await panel(page).getByRole('button', { name: words.done.save.open, exact: true }).click();
    await panel(page)
      .getByRole('radio', { name: words.done.save.close(at) })
      .check();
    const button = panel(page).getByRole('button', { name: words.save.as(at, 'JSON') });
    const { saved } = await save(page, button);
    expect(saved).toEqual((await titles(page).allInnerTexts()).slice(0, at));
    expect(await findViolations(page)).toEqual([]);
  });

  test('drawn on the atlas’ own map is the same papers on another, there and after a reload', async () => {
    await using opened = await openExplorer({ isModelHeld: true });
    const { page } = opened;
    await waitForMap(page);
    await drawAround(page, 150);
    await panel(page).waitFor();
    const listed = await titles(page).allInnerTexts();
    await page.keyboard.press('m');
    const knobs = page.getByRole('region', { name: words.shape.menu });
    await knobs.getByLabel(words.shape.seed.name, { exact: true }).fill('7');
    await knobs.getByLabel(words.shape.seed.name, { exact: true }).press('Enter');
    await panel(page).getByText(words.selection.ofOwn).waitFor();
    await knobs.getByText(/^This map keeps/).waitFor();
    expect(await titles(page).allInnerTexts()).toEqual(listed);
    expect([...addressState(page).keys()]).toEqual(['own-lasso', 'shape']);
    await page.reload();
    await panel(page).getByText(words.selection.ofOwn).waitFor();
    await page.getByText(words.shape.changed).waitFor();
    expect(await titles(page).allInnerTexts()).toEqual(listed);

    // One that is drawn on this map is put away with it, and said to be.
    await drawAround(page, 120);
    await expect.poll(() => addressState(page).has('lasso')).toBe(true);
    const own = await heading(page).innerText();
    await page.keyboard.press('m');
    await knobs.getByRole('button', { name: words.shape.own }).click();
    await page.getByText(words.selection.putAway).waitFor();
    await panel(page).waitFor({ state: 'hidden' });
    await knobs.getByRole('button', { name: words.shape.undo }).click();
    await panel(page).waitFor();
    expect(await heading(page).innerText()).toBe(own);
  });

  test('is put away by Esc, by a double click on the land, by its button', async () => {
    await using opened = await openExplorer({ isModelHeld: true });
    const { page } = opened;
    await waitForMap(page);
    const isAway = () => page.getByText(words.rest.lead(papers.length)).waitFor();
    await drawAround(page, 120);
    await panel(page).waitFor();
    await page.keyboard.press('Escape');
    await isAway();
    await drawAround(page, 120);
    await panel(page).waitFor();
    const { x, y } = await pointAtLand(page);
    await page.mouse.dblclick(x, y);
    await isAway();
    await drawAround(page, 120);
    await panel(page).getByRole('button', { name: words.selection.back }).click();
    await isAway();
    expect(addressState(page).has('lasso')).toBe(false);
  });

  test('is drawn by keys alone: a frame that arrows move and size, taken with Enter; Esc gives it up', async () => {
    await using opened = await openExplorer({ isModelHeld: true });
    const { page } = opened;
    await waitForMap(page);
    const card = page.getByRole('region', { name: words.area.panel });
    const framed = async () => (await card.getByRole('status').locator('strong').innerText()).split(' ')[0];
    await page.keyboard.press('a');
    const first = await framed();
    for (let step = 0; step < 4; step++) await page.keyboard.press('Shift+ArrowUp');
    await expect.poll(framed).not.toBe(first);
    await page.keyboard.press('ArrowLeft');
    const count = await framed();
    await page.keyboard.press('Enter');
    await expect.poll(() => focusedText(page)).toBe(words.selection.title(Number(count)));
    await page.keyboard.press('Escape');
    await page.keyboard.press('a');
    await page.keyboard.press('Escape');
    await card.waitFor({ state: 'hidden' });
    // All that is seen, by a button that the Tab key finds.
    await page.getByRole('button', { name: words.area.open }).press('Enter');
    await card.getByRole('button', { name: words.area.inView }).press('Enter');
    await expect.poll(() => focusedText(page)).toBe(words.selection.title(papers.length));
  });

  test('is drawn by a finger while areas are being chosen, and the map keeps its place', async () => {
    await using opened = await openExplorer({ isModelHeld: true, ...PHONE });
    const { page } = opened;
    await waitForMap(page);
    await page.getByRole('button', { name: words.area.open }).tap();
    await page.getByRole('region', { name: words.area.panel }).getByText(words.area.draw).waitFor();
    const cdp = await page.context().newCDPSession(page);
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', x = 0, y = 0) =>
      cdp.send('Input.dispatchTouchEvent', { type, touchPoints: type === 'touchEnd' ? [] : [{ x, y }] });
    await touch('touchStart', 250, 250);
    for (let at = 1; at < 30; at++)
      await touch(
        'touchMove',
        150 + 100 * Math.cos((at * Math.PI) / 15),
        250 + 100 * Math.sin((at * Math.PI) / 15),
      );
    await touch('touchEnd');
    await panel(page).waitFor();
    await page.getByRole('region', { name: words.area.panel }).waitFor({ state: 'hidden' });
    expect(addressState(page).has('lasso')).toBe(true);
    expect(addressState(page).has('view')).toBe(false);
  });

  test.each(['light', 'dark'] as const)('breaks no rule of accessibility, %s', async (colorScheme) => {
    await using opened = await openExplorer({ isModelHeld: true, colorScheme });
    const { page } = opened;
    await waitForMap(page);
    await page.keyboard.press('a');
    await page.getByRole('region', { name: words.area.panel }).waitFor();
    expect(await findViolations(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await terms(page).first().waitFor();
    expect(await findViolations(page)).toEqual([]);
  });

  test('in an address that no hand could draw is none', async () => {
    await using opened = await openExplorer({ isModelHeld: true, path: '#lasso=AAAAAAAAAAAA' });
    await waitForMap(opened.page);
    await opened.page.getByText(words.rest.lead(papers.length)).waitFor();
  });
});
