import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openAtlas } from 'paper-atlas/node';
import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { words } from '../../packages/demo/src/words.ts';
import { findViolations } from '../support/axe.ts';
import { openExplorer } from '../support/browser.ts';
import { runCli } from '../support/cli.ts';
import {
  addressState,
  describeInBrowser,
  parts,
  stillPicture,
  waitForMap,
} from '../support/explorer-page.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';
import { openWorld } from '../support/world.ts';

const PAPERS = fileURLToPath(new URL('../fixtures/filterable-papers.jsonl', import.meta.url));
const HELD = { isModelHeld: true } as const;

const button = (page: Page) => page.getByRole('button', { name: words.filters.open, exact: true });
const panel = (page: Page) => page.getByRole('region', { name: words.filters.open, exact: true });
const chips = (page: Page) => page.getByRole('list', { name: words.chips.label }).getByRole('button');
const asked = (page: Page, name: string) => addressState(page).get(name);
const from = (page: Page) => panel(page).getByRole('slider', { name: words.filters.from('Year') });

describeInBrowser('filters', () => {
  const dir = join(makeTemporaryFolder(), 'filterable.atlas');
  let years: readonly (number | null)[] = [];
  let venues: readonly (string | null)[] = [];
  beforeAll(async () => {
    const { code, stderr } = await runCli(['build', PAPERS, '--out', dir]);
    expect(code, stderr).toBe(0);
    await using atlas = await openAtlas(dir);
    years = atlas.papers.map(({ year }) => year);
    venues = atlas.papers.map(({ venue }) => venue);
  });
  const countYears = (low: number, high = 9999) =>
    years.filter((year) => year !== null && year >= low && year <= high).length;
  const shows = (page: Page, n: number) =>
    expect.poll(() => parts.searchLine(page).innerText()).toContain(words.papers(n));

  test('there are none where the papers have nothing to filter by', async () => {
    await using opened = await openExplorer(HELD);
    const { page } = opened;
    await waitForMap(page);
    await page.getByText(words.rest.lead(209)).waitFor();
    await page.waitForTimeout(500);
    expect(await button(page).isVisible()).toBe(false);
  });

  test('years by keys, by the mouse, in the address, and back', async () => {
    await using world = await openWorld(dir, {}, HELD);
    const { page } = world;
    await waitForMap(page);
    await button(page).click();
    const [least, greatest] = [2012, 2024];
    await from(page).focus();
    for (let step = 0; step < 3; step++) await page.keyboard.press('ArrowRight');
    await shows(page, countYears(least + 3));
    await expect.poll(() => asked(page, 'year')).toBe(`${least + 3}..`);
    expect(await from(page).getAttribute('aria-valuetext')).toBe(String(least + 3));
    expect(await page.evaluate(() => document.activeElement?.getAttribute('type'))).toBe('range');

    const box = (await panel(page).locator('.histogram').first().boundingBox())!;
    const at = (year: number) => box.x + (box.width * (year - least + 0.5)) / (greatest - least + 1);
    await page.mouse.move(at(2016), box.y + 20);
    await page.mouse.down();
    await page.mouse.move(at(2018), box.y + 20, { steps: 4 });
    await page.mouse.up();
    await shows(page, countYears(2016, 2018));
    await expect.poll(() => asked(page, 'year')).toBe('2016..2018');
    await page.getByRole('heading', { name: words.filters.list }).waitFor();
    await page.reload();
    await chips(page).first().waitFor();
    await shows(page, countYears(2016, 2018));
    await chips(page).first().click();
    await expect.poll(() => asked(page, 'year')).toBeNull();
    await page.goBack();
    await shows(page, countYears(2016, 2018));
  });

  test('a press on a bar takes the numbers between its ends, in the legend of the colours too', async () => {
    await using world = await openWorld(dir, {}, { ...HELD, path: '#colour=x.citations' });
    const { page } = world;
    await waitForMap(page);
    const bars = page.getByRole('region', { name: words.colour.menu }).locator('.histogram-bar');
    const low = await bars.evaluateAll((all) => all.findIndex((bar) => bar.clientHeight > 0));
    const box = (await bars.nth(low).boundingBox())!;
    await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
    await expect.poll(() => asked(page, 'r.citations')).toMatch(/^\d*\.\.\d+$/);
    expect(
      await bars.evaluateAll((all) => all.filter((bar) => !bar.classList.contains('is-out')).length),
    ).toBe(1);
  });

  test('a year far from all others squeezes no bar, and where the bars leap is said', async () => {
    const lines = readFileSync(PAPERS, 'utf8').trim().split('\n');
    const far = { ...JSON.parse(lines[0]!), id: 'far', title: 'An early note on calculating', year: 1843 };
    const file = join(makeTemporaryFolder(), 'far.jsonl');
    writeFileSync(file, `${lines.join('\n')}\n${JSON.stringify(far)}\n`);
    const odd = join(makeTemporaryFolder(), 'far.atlas');
    const { code, stderr } = await runCli(['build', file, '--out', odd]);
    expect(code, stderr).toBe(0);
    await using world = await openWorld(odd, {}, HELD);
    const { page } = world;
    await waitForMap(page);
    await button(page).click();
    await panel(page)
      .getByText(words.filters.leaps(['1843 – 2012']))
      .waitFor();
    // One bar for it, and one for each of the thirteen others.
    expect(
      await panel(page).getByRole('group', { name: 'Year', exact: true }).locator('.histogram-bar').count(),
    ).toBe(14);
    await from(page).focus();
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => asked(page, 'year')).toBe('2012..');
  });

  test('values are found by typing, and counted', async () => {
    await using world = await openWorld(dir, {}, HELD);
    const { page } = world;
    await waitForMap(page);
    await button(page).click();
    await panel(page).getByText('Author', { exact: true }).click();
    await panel(page)
      .getByRole('textbox', { name: words.filters.find('Author') })
      .fill('kovac');
    const box = panel(page).getByRole('checkbox', { name: /Dana Kovač/ });
    await box.check();
    await expect.poll(() => asked(page, 'author')).toBe('Dana Kovač');
    expect(await page.evaluate(() => (document.activeElement as HTMLElement).dataset['value'])).toBe(
      'Dana Kovač',
    );
    await panel(page).getByText('Venue', { exact: true }).click();
    await panel(page).getByRole('checkbox', { name: /^ACL/ }).check();
    await expect.poll(() => chips(page).count()).toBeGreaterThanOrEqual(2);
    await page.keyboard.press('Escape');
    await panel(page).waitFor({ state: 'hidden' });
    expect(await button(page).evaluate((node) => node === document.activeElement)).toBe(true);
    await page.keyboard.press('x');
    await expect.poll(() => [asked(page, 'author'), asked(page, 'venue')]).toEqual([null, null]);
  });

  test('papers outside turn grey, none vanish, and so they do for a filter in the query', async () => {
    await using world = await openWorld(dir, {}, HELD);
    const { page } = world;
    await waitForMap(page);
    const atRest = await stillPicture(page);
    await parts.search(page).fill('year:>2019');
    await shows(page, countYears(2020));
    const written = await stillPicture(page);
    expect(written).not.toBe(atRest);
    await parts.search(page).fill('');
    await expect.poll(() => stillPicture(page)).toBe(atRest);
    await page.goto(`${new URL('.', page.url()).href}?year=2020..`);
    await waitForMap(page);
    await shows(page, countYears(2020));
    await expect.poll(() => stillPicture(page)).toBe(written);
  });

  test('a filter in the query that leaves nothing is named, with what there is; the ways to ask stay beside it', async () => {
    await using world = await openWorld(dir, {}, HELD);
    const { page } = world;
    await waitForMap(page);
    const ways = page.getByText('"exact phrase"').filter({ visible: true });
    await page.getByText(words.ask.offer).filter({ visible: true }).click();
    await parts.search(page).fill('graphs year:1800');
    await page.getByRole('heading', { name: words.filters.noneWritten('year:1800') }).waitFor();
    await page.getByText(words.filters.theseAreOf([2012, 2024])).waitFor();
    await shows(page, 0);
    await ways.waitFor();
    await parts.search(page).press('Escape');
    await ways.waitFor({ state: 'hidden' });
    expect(await parts.search(page).inputValue()).toBe('graphs year:1800');
    await page.getByRole('button', { name: words.filters.without('year:1800') }).click();
    await expect.poll(() => parts.search(page).inputValue()).toBe('graphs');
  });

  test('filters that leave nothing say which one to loosen', async () => {
    await using world = await openWorld(
      dir,
      {},
      { ...HELD, path: '?year=2013..2013&venue=GEB&category=cs.CV' },
    );
    const { page } = world;
    await page.getByRole('heading', { name: words.filters.none }).waitFor();
    await page.getByRole('button', { name: words.filters.without('Category: cs.CV') }).click();
    await shows(page, venues.filter((venue, row) => venue === 'GEB' && years[row] === 2013).length);
    await page.goBack();
    await page.getByRole('button', { name: words.filters.clear }).click();
    await page.getByText(words.rest.lead(40)).waitFor();
  });

  test.each(['light', 'dark'] as const)(
    'in the %s: axe finds nothing, at all widths',
    async (colorScheme) => {
      await using world = await openWorld(dir, {}, { ...HELD, colorScheme, path: '?year=2015..2020' });
      const { page } = world;
      await waitForMap(page);
      await button(page).click();
      await panel(page).getByText('Author', { exact: true }).click();
      for (const width of [390, 1440]) {
        await page.setViewportSize({ width, height: 900 });
        expect(await findViolations(page)).toEqual([]);
      }
      await page.goto(`${new URL('.', page.url()).href}?year=2013..2013&venue=GEB&category=cs.CV`);
      await page.getByRole('heading', { name: words.filters.none }).waitFor();
      expect(await findViolations(page)).toEqual([]);
    },
  );

  test('the legend of the colours filters too; how new papers were is one of them; a region shows its years', async () => {
    await using world = await openWorld(dir, {}, { ...HELD, path: '#colour=venue' });
    const { page } = world;
    await waitForMap(page);
    const legend = page.getByRole('region', { name: words.colour.menu });
    // What the papers have is described after they came.
    const entry = legend.getByRole('list').getByRole('button').first();
    const venue = await entry.locator('.colour-name').innerText();
    const papers = venues.filter((other) => other === venue).length;
    expect(await entry.locator('.colour-count').innerText()).toBe(String(papers));
    await entry.click();
    await shows(page, papers);
    expect(asked(page, 'venue')).toBe(venue);
    await entry.click();
    await expect.poll(() => asked(page, 'venue')).toBeNull();

    const choice = legend.getByRole('combobox', { name: words.colour.by });
    await choice.selectOption('year');
    await legend.getByRole('slider', { name: words.filters.from('Year') }).press('ArrowRight');
    await shows(page, countYears(2013));
    await legend.getByRole('slider', { name: words.filters.from('Year') }).press('ArrowLeft');
    await expect.poll(() => asked(page, 'year')).toBeNull();

    await choice.selectOption('novelty');
    await legend.getByText(words.colour.why.novelty).waitFor();
    await legend.getByText(words.colour.without.novelty).waitFor();

    await page.locator('[data-region]').first().click();
    const history = parts.region(page).getByRole('img', { name: words.region.historyOf([]) });
    await history.waitFor();
    const told = [...(await history.getAttribute('aria-label'))!.matchAll(/\d{4}: (\d+) paper/g)];
    const shown = Number.parseInt(await parts.region(page).locator('.region-size').innerText(), 10);
    const [without = '0'] = await parts
      .region(page)
      .getByText(/without a year/)
      .allInnerTexts();
    const sum = told.reduce((all, [, n]) => all + Number(n), 0);
    expect(sum).toBeGreaterThan(0);
    expect(sum + Number.parseInt(without, 10)).toBe(shown);
  });
});
