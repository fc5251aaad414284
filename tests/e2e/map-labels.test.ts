import { join } from 'node:path';
import { openAtlas } from 'paper-atlas/node';
import type { Page } from 'playwright-core';
import { beforeAll, expect, inject, test } from 'vitest';
import { openExplorer } from '../support/browser.ts';
import { readPaintedLines, readPaintedText, watchCanvases } from '../support/canvas-watch.ts';
import { runCli } from '../support/cli.ts';
import {
  addressOf,
  addressState,
  describeInBrowser,
  parts,
  stillPicture,
  waitForMap,
  zoomOf,
} from '../support/explorer-page.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';
import { openWorld } from '../support/world.ts';

/** What floats over the map, as boxes of the page. */
const cardsOf = (page: Page) =>
  page
    .locator('.corner > *:visible, .foot > *:visible, .corner-panel:visible, .column:visible')
    .evaluateAll((cards) =>
      cards.map((card) => {
        const { left, right, top, bottom } = card.getBoundingClientRect();
        return { left, right, top, bottom };
      }),
    );

/** Names of regions on the map: their lines and where they stand. */
const namesOf = async (page: Page) => {
  await stillPicture(page);
  const lines = (await readPaintedLines(page))
    .filter(({ isItalic }) => isItalic)
    .map(({ text, x, y, left, right }) => ({ text, x, y, left, right }));
  // A frame in which the window changes is painted twice.
  return [...new Map(lines.map((line) => [JSON.stringify(line), line])).values()];
};

describeInBrowser('what is written on the map', () => {
  let coarse: readonly { readonly id: number; readonly name: string; readonly size: number }[];
  let xy: Float32Array;
  let membership: Int32Array;
  beforeAll(async () => {
    const atlas = await openAtlas(inject('seedAtlas'));
    coarse = (await atlas.regions())
      .map((region, id) => ({ ...region, id }))
      .filter(({ level }) => level === 0);
    ({ xy } = await atlas.projection());
    membership = await atlas.membership();
  });
  const oneLine = (names: Awaited<ReturnType<typeof namesOf>>) => {
    const found = names.find(({ text }) => coarse.some(({ name }) => name === text))!;
    return { ...found, region: coarse.find(({ name }) => name === found.text)! };
  };

  test.each([
    [1440, 900],
    [1280, 800],
    [1024, 600],
    [844, 390],
    [760, 600],
    [390, 844],
  ])('stands under no card that floats over it, %d × %d', async (width, height) => {
    const viewport = { width, height };
    for (const [path, key] of [
      ['', null],
      ['', 'm'],
      ['?colour=region', null],
      ['?colour=region&view=0.2,0.1,1.5', null],
      ['?q=rationales', null],
      ['?view=0.2,0.1,1.5', 'm'],
      ['?view=-0.2,0.3,4', null],
    ] as const) {
      await using opened = await openExplorer({ isModelHeld: true, prepare: watchCanvases, viewport, path });
      const { page } = opened;
      await waitForMap(page);
      if (key !== null) await page.keyboard.press(key);
      await stillPicture(page);
      const lines = await readPaintedLines(page);
      if (path === '') expect(lines.length).toBeGreaterThan(3);
      const covered = (await cardsOf(page)).flatMap((card) =>
        lines.filter(
          ({ left, right, y }) =>
            left < card.right && right > card.left && y + 5 > card.top && y - 5 < card.bottom,
        ),
      );
      expect(covered, `${path} ${key}`).toEqual([]);
    }
  });

  test('stays where it is while one types; only its emphasis changes', async () => {
    await using opened = await openExplorer({ isModelHeld: true, prepare: watchCanvases });
    const { page } = opened;
    await waitForMap(page);
    const before = await namesOf(page);
    expect(before.length).toBeGreaterThan(3);
    for (const text of [
      'r',
      'rationales',
      'rationales that explain what a very long question asked of the model',
    ]) {
      await parts.search(page).fill(text);
      await page
        .locator('.legend-query')
        .filter({ hasText: text.slice(0, 20) })
        .waitFor();
      const after = await namesOf(page);
      // A name may be gone where the legend has grown over it; none has moved.
      expect(before).toEqual(expect.arrayContaining(after));
      expect(after.length).toBeGreaterThanOrEqual(before.length - 2);
    }
  });

  test('the name of a region opens it: fitted, the others dimmed, its papers listed; Esc closes it', async () => {
    await using opened = await openExplorer({ isModelHeld: true, prepare: watchCanvases });
    const { page } = opened;
    await waitForMap(page);
    const whole = await stillPicture(page);
    const { x, y, region } = oneLine(await namesOf(page));
    await page.mouse.move(x, y);
    expect(await parts.canvas(page).evaluate((canvas) => getComputedStyle(canvas).cursor)).toBe('pointer');
    await page.mouse.dblclick(x, y);
    await expect.poll(() => addressState(page).get('region')).toBe(String(region.id));
    await parts.column(page).getByRole('heading', { name: region.name }).waitFor();
    await expect.poll(() => zoomOf(page)).toBeGreaterThan(1);
    const rows = Array.from({ length: xy.length / 2 }, (_, row) => row).filter(
      (row) => membership[2 * row] === region.id,
    );
    const middle = [0, 1].map((axis) => {
      const places = rows.map((row) => xy[2 * row + axis]!);
      return (Math.min(...places) + Math.max(...places)) / 2;
    });
    const view = addressOf(page, 'view')!.split(',').map(Number);
    expect(Math.hypot(view[0]! - middle[0]!, view[1]! - middle[1]!)).toBeLessThan(0.01);
    await page.keyboard.press('Escape');
    await expect.poll(() => page.url()).not.toMatch(/region=|view=/);
    await page.mouse.move(5, 5);
    expect(await stillPicture(page)).toBe(whole);
    await page.goBack();
    await expect.poll(() => addressState(page).get('region')).toBe(String(region.id));
  });

  test('on a phone the sheet makes room for the region', async () => {
    await using opened = await openExplorer({
      isModelHeld: true,
      prepare: watchCanvases,
      viewport: { width: 390, height: 844 },
      hasTouch: true,
    });
    const { page } = opened;
    await waitForMap(page);
    const { x, y } = oneLine(await namesOf(page));
    const before = (await parts.column(page).boundingBox())!;
    await page.touchscreen.tap(x, y);
    await expect
      .poll(async () => (await parts.column(page).boundingBox())!.height)
      .toBeLessThan(before.height / 2);
    expect(addressState(page).get('region')).not.toBeNull();
  });

  test('from near, titles stand beside the dots, and the zoom ends where there are still papers', async () => {
    await using opened = await openExplorer({
      isModelHeld: true,
      prepare: watchCanvases,
      path: `?view=${xy[0]},${xy[1]},48`.replaceAll(/(\.\d{3})\d*/g, '$1'),
    });
    const { page } = opened;
    await waitForMap(page);
    await stillPicture(page);
    const titles = (await readPaintedLines(page)).filter(({ isItalic }) => !isItalic);
    expect(titles.length).toBeGreaterThan(2);
  });

  test.each([1, 3, 10, 20])('an atlas of %d papers shows their titles', async (count) => {
    const atlas = await openAtlas(inject('seedAtlas'));
    const out = join(makeTemporaryFolder(), `${count}.atlas`);
    const input = JSON.stringify(atlas.papers.slice(0, count));
    const { code, stderr } = await runCli(['build', '-', '--format', 'json', '--out', out], { input });
    expect(code, stderr).toBe(0);
    await using world = await openWorld(out, {}, { isModelHeld: true, prepare: watchCanvases });
    const { page } = world;
    await waitForMap(page);
    await stillPicture(page);
    const lines = await readPaintedLines(page);
    // So few that names made of their titles would only repeat them.
    if (count <= 10) expect(lines.filter(({ isItalic }) => isItalic)).toEqual([]);
    const text = await readPaintedText(page);
    const shown = atlas.papers.slice(0, count).filter(({ title }) => text.includes(title.slice(0, 8)));
    expect(shown.length).toBeGreaterThanOrEqual(Math.ceil(0.6 * count));
    // What lies in sight needs no flight.
    await parts.map(page).focus();
    await page.keyboard.press('ArrowRight');
    await parts.paperTitle(page).waitFor();
    expect(addressOf(page, 'view')).toBeNull();
  });
});
