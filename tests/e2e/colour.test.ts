import { type Atlas, describeColumns, openAtlas, type Region } from 'paper-atlas/node';
import type { Page } from 'playwright-core';
import { beforeAll, expect, inject, test } from 'vitest';
import { categoryPalette } from '../../packages/demo/src/map/dot-colours.ts';
import { words } from '../../packages/demo/src/words.ts';
import { findViolations } from '../support/axe.ts';
import { openExplorer, PHONE } from '../support/browser.ts';
import {
  addressState,
  ask,
  describeInBrowser,
  parts,
  stillPicture,
  waitForMap,
} from '../support/explorer-page.ts';

const { colour } = words;
const panelOf = (page: Page) => page.getByRole('region', { name: colour.menu });
const choiceOf = (page: Page) => panelOf(page).getByRole('combobox', { name: colour.by });
const legendOf = (page: Page) => panelOf(page).getByRole('list', { name: colour.legend });

/** Pixels of the map that have just this colour: the middles of dots. */
function countPixels(page: Page, hex: string): Promise<number> {
  return parts.canvas(page).evaluate(
    (canvas: HTMLCanvasElement, sought) => {
      // A copy that is made to be read: the map's own is made to be drawn.
      const copy = new OffscreenCanvas(canvas.width, canvas.height);
      const context = copy.getContext('2d', { willReadFrequently: true })!;
      context.drawImage(canvas, 0, 0);
      const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
      let found = 0;
      for (let at = 0; at < data.length; at += 4)
        if (sought.every((value, channel) => data[at + channel] === value)) found++;
      return found;
    },
    [1, 3, 5].map((start) => Number.parseInt(hex.slice(start, start + 2), 16)),
  );
}

describeInBrowser('the colours of the papers', () => {
  let papers: Atlas['papers'];
  let regions: readonly Region[];
  beforeAll(async () => {
    const atlas = await openAtlas(inject('seedAtlas'));
    papers = atlas.papers;
    regions = await atlas.regions();
  });

  test('by region: each dot has the colour of its entry, which opens the region; the address holds the choice', async () => {
    await using opened = await openExplorer({ isModelHeld: true });
    const { page } = opened;
    await waitForMap(page);
    const coarse = regions.filter(({ level }) => level === 0).sort((a, b) => b.size - a.size);
    const palette = categoryPalette(Math.min(8, coarse.length), coarse.length > 8, 'light');
    const inked = async () =>
      (await Promise.all(palette.map((fill) => countPixels(page, fill)))).map((found) => found > 0);
    expect((await inked()).slice(0, -1)).not.toContain(true);

    await page.keyboard.press('c');
    await expect.poll(() => choiceOf(page).evaluate((node) => node === document.activeElement)).toBe(true);
    await choiceOf(page).selectOption('region');
    await expect.poll(inked).not.toContain(false);
    expect(addressState(page).get('colour')).toBe('region');
    const entries = legendOf(page).getByRole('button');
    expect(await entries.count()).toBe(Math.min(coarse.length, coarse.length > 8 ? 7 : 8));
    await entries.first().click();
    await parts.region(page).getByRole('heading', { name: coarse[0]!.name }).waitFor();
    expect(await entries.first().getAttribute('aria-pressed')).toBe('true');
    // Nothing vanishes: the others turn grey.
    await expect.poll(() => countPixels(page, palette[1]!)).toBe(0);
    expect(await countPixels(page, palette[0]!)).toBeGreaterThan(0);
    await entries.first().click();
    await expect.poll(inked).not.toContain(false);

    await page.goBack();
    await page.goBack();
    await page.goBack();
    await expect.poll(() => addressState(page).get('colour')).toBeNull();
    await panelOf(page).waitFor({ state: 'hidden' });
  });

  test('from an address they are there at once; Esc in the legend puts it away and leaves the colours', async () => {
    await using opened = await openExplorer({ isModelHeld: true, path: '#colour=placement' });
    const { page } = opened;
    await waitForMap(page);
    await panelOf(page).getByText(colour.why.placement).waitFor();
    await panelOf(page).getByRole('img').waitFor();
    const before = await stillPicture(page);
    await panelOf(page).getByRole('button', { name: colour.invert }).click();
    expect(addressState(page).get('invert')).toBe('1');
    expect(await stillPicture(page)).not.toBe(before);
    await panelOf(page).getByRole('button', { name: colour.invert }).press('Escape');
    await panelOf(page).waitFor({ state: 'hidden' });
    expect(addressState(page).get('colour')).toBe('placement');
    await page.getByRole('button', { name: colour.names['placement']! }).click();
    await panelOf(page).waitFor();
  });

  test('by closeness: asks for a question first, then shows its answer', async () => {
    await using opened = await openExplorer({ isModelHeld: true, path: '#colour=closeness' });
    const { page } = opened;
    await waitForMap(page);
    await panelOf(page).getByText(colour.why.askFirst).waitFor();
    await ask(page, 'rationales', 'words');
    await panelOf(page).getByText(colour.why.warmth).waitFor();
    expect(await panelOf(page).getByRole('img').getAttribute('aria-label')).toContain(
      colour.names['closeness']!.toLowerCase(),
    );
    // Put away, the legend goes on saying what the dots are coloured by, beside what the heat means.
    const key = page.getByRole('button', { name: `${colour.chip}${colour.names['closeness']}` });
    expect(await key.count()).toBe(0);
    await panelOf(page).getByRole('button', { name: colour.close }).click();
    await page.getByText(`${words.legend.words}rationales`).waitFor();
    await key.click();
    await panelOf(page).waitFor();
  });

  test('what is offered is what the atlas has', async () => {
    await using opened = await openExplorer({ isModelHeld: true });
    const { page } = opened;
    await waitForMap(page);
    await page.getByRole('button', { name: colour.menu }).click();
    const years = describeColumns(papers).some(({ name }) => name === 'year');
    const offered = await choiceOf(page).getByRole('option').allInnerTexts();
    expect(offered.includes(words.filters.columns.year)).toBe(years);
    expect(offered).toContain(colour.names['placement']);
  });

  test.each(['light', 'dark'] as const)(
    'in the %s axe finds nothing, on a phone neither',
    async (colorScheme) => {
      await using opened = await openExplorer({
        isModelHeld: true,
        ...PHONE,
        colorScheme,
      });
      const { page } = opened;
      await waitForMap(page);
      await page.getByRole('button', { name: colour.menu }).tap();
      const found: string[] = [];
      for (const by of ['region', 'placement', 'closeness'])
        for (const width of [390, 768, 1440]) {
          await page.setViewportSize({ width, height: 844 });
          await choiceOf(page).selectOption(by);
          found.push(
            ...(await findViolations(page)).map((violation) => `${by}, ${width} wide: ${violation}`),
          );
        }
      expect(found).toEqual([]);
      await page.setViewportSize(PHONE.viewport);
      await choiceOf(page).selectOption('region');
      for (const target of await panelOf(page).locator('button:visible, select').all())
        expect((await target.boundingBox())!.height).toBeGreaterThanOrEqual(44);
    },
  );
});
