import { join } from 'node:path';
import { type AtlasReader, openAtlas } from 'paper-atlas/node';
import type { Page } from 'playwright-core';
import { beforeAll, expect, inject, test } from 'vitest';
import { words } from '../../packages/demo/src/words.ts';
import { openExplorer } from '../support/browser.ts';
import { asPainted, readPaintedText, watchCanvases } from '../support/canvas-watch.ts';
import { copyAtlas } from '../support/changed-atlas.ts';
import {
  addressOf,
  describeInBrowser,
  middleOfMap,
  parts,
  pointAtLand,
  stillPicture,
  waitForMap,
  zoomOf,
} from '../support/explorer-page.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';
import { openWorld } from '../support/world.ts';

describeInBrowser('the map', () => {
  let atlas: Pick<AtlasReader, 'regions' | 'membership' | 'projection' | 'neighbors'> & {
    readonly papers: readonly { readonly id: string; readonly title: string; readonly abstract: string }[];
  };
  let xy: Float32Array;
  beforeAll(async () => {
    atlas = await openAtlas(inject('seedAtlas'));
    ({ xy } = await atlas.projection());
  });

  /** The row of a paper that stands alone on the map, so that nobody can take another for it. */
  function lonelyRow(rank: number): number {
    const clearance = atlas.papers.map(({ title }, row) => {
      const distances = atlas.papers.map((_, other) =>
        other === row ? 9 : Math.hypot(xy[2 * row]! - xy[2 * other]!, xy[2 * row + 1]! - xy[2 * other + 1]!),
      );
      return { row, clearance: title.length > 70 ? 0 : Math.min(...distances) };
    });
    return clearance.sort((a, b) => b.clearance - a.clearance)[rank]!.row;
  }

  const viewOf = (row: number, k: number) =>
    `?view=${xy[2 * row]!.toFixed(3)},${xy[2 * row + 1]!.toFixed(3)},${k}`;
  const selectedRow = (page: Page) => atlas.papers.findIndex(({ id }) => id === addressOf(page, 'paper'));

  test('opens with the 209 papers of the seed and the names of its coarse regions on the land', async () => {
    await using opened = await openExplorer({ isModelHeld: true, prepare: watchCanvases });
    const { page } = opened;
    await waitForMap(page);
    expect(await parts.column(page).innerText()).toContain(words.rest.lead(209));
    const coarse = (await atlas.regions()).filter(({ level }) => level === 0);
    expect(coarse.length).toBeGreaterThan(2);
    for (const { name } of coarse) {
      await expect.poll(() => readPaintedText(page)).toContain(asPainted(name));
      expect(await parts.column(page).getByRole('button', { name }).count(), name).toBe(1);
    }
  });

  test('a dot under the pointer shows its title beside it, the land does not', async () => {
    const row = lonelyRow(0);
    await using opened = await openExplorer({ isModelHeld: true, path: viewOf(row, 8) });
    const { page } = opened;
    await waitForMap(page);
    const title = parts.map(page).getByText(atlas.papers[row]!.title, { exact: true });
    const { x, y } = await middleOfMap(page);
    await page.mouse.move(x, y);
    await title.waitFor();
    const box = (await title.boundingBox())!;
    const away = Math.hypot(
      Math.max(box.x - x, 0, x - box.x - box.width),
      Math.max(box.y - y, 0, y - box.y - box.height),
    );
    expect(away).toBeLessThan(40);
    await pointAtLand(page);
    await title.waitFor({ state: 'hidden' });
  });

  test('a click on a dot opens its paper: abstract, regions, nearest papers with bars', async () => {
    const row = lonelyRow(1);
    await using opened = await openExplorer({ isModelHeld: true, path: viewOf(row, 8) });
    const { page } = opened;
    await waitForMap(page);
    const { x, y } = await middleOfMap(page);
    await page.mouse.click(x, y);
    const paper = parts.paper(page);
    expect(await parts.paperTitle(page).innerText()).toBe(atlas.papers[row]!.title);
    expect(await paper.innerText()).toContain(atlas.papers[row]!.abstract.slice(0, 100));
    const [regions, membership] = [await atlas.regions(), await atlas.membership()];
    for (const id of membership.subarray(2 * row, 2 * row + 2)) {
      if (id >= 0)
        expect(await paper.getByRole('button', { name: regions[id]!.name }).count()).toBeGreaterThan(0);
    }
    const { indices, distances, k } = await atlas.neighbors();
    const nearest = await parts.nearest(page).allInnerTexts();
    expect(nearest).toHaveLength(10);
    for (const [at, text] of nearest.entries()) {
      expect(text).toContain(atlas.papers[indices[row * k + at]!]!.title);
      expect(text).toContain(words.closeness.cosine(1 - distances[row * k + at]!));
    }
  });

  test('nearest papers that the map tore away are named so, and their arcs are dashed', async () => {
    const { indices, k } = await atlas.neighbors();
    const farthest = (row: number) =>
      Math.max(
        ...[...indices.subarray(row * k, row * k + 10)].map((other) =>
          Math.hypot(xy[2 * row]! - xy[2 * other]!, xy[2 * row + 1]! - xy[2 * other + 1]!),
        ),
      );
    const torn = atlas.papers.map((_, row) => row).sort((a, b) => farthest(b) - farthest(a))[0]!;
    await using opened = await openExplorer({
      isModelHeld: true,
      path: `?paper=${encodeURIComponent(atlas.papers[torn]!.id)}`,
      prepare: watchCanvases,
    });
    const { page } = opened;
    await parts.paperTitle(page).waitFor();
    expect(await parts.paper(page).getByText(words.paper.torn, { exact: true }).count()).toBeGreaterThan(0);
    await expect.poll(() => page.evaluate(() => window.dashedLines)).toBeGreaterThan(0);
  });

  test('a click on a paper of the list flies there, and its title stands on the map', async () => {
    await using opened = await openExplorer({ isModelHeld: true, reducedMotion: 'no-preference' });
    const { page } = opened;
    await waitForMap(page);
    const before = await stillPicture(page);
    await parts.search(page).fill('rationales');
    await parts.hits(page).first().click();
    await parts.paperTitle(page).waitFor();
    const row = selectedRow(page);
    await expect
      .poll(() => addressOf(page, 'view')?.split(',').slice(0, 2).map(Number))
      .toEqual([expect.closeTo(xy[2 * row]!, 2), expect.closeTo(xy[2 * row + 1]!, 2)]);
    expect(zoomOf(page)).toBeGreaterThan(1);
    const onMap = parts.map(page).getByText(atlas.papers[row]!.title.slice(0, 25));
    await onMap.filter({ visible: true }).first().waitFor();
    expect(await stillPicture(page)).not.toBe(before);
  });

  test('a region in the column leads there', async () => {
    const id = (await atlas.regions()).findIndex(({ level }) => level === 0);
    const { name } = (await atlas.regions())[id]!;
    const membership = await atlas.membership();
    const members = atlas.papers.map((_, row) => row).filter((row) => membership[2 * row] === id);
    await using opened = await openExplorer({ isModelHeld: true });
    const { page } = opened;
    await parts.column(page).getByRole('button', { name }).click();
    await expect.poll(() => zoomOf(page)).toBeGreaterThan(1);
    const [x, y] = addressOf(page, 'view')!.split(',').map(Number);
    // All of its papers are seen: what is looked at lies among them.
    for (const [axis, value] of [x!, y!].entries()) {
      const values = members.map((row) => xy[2 * row + axis]!);
      expect(value).toBeGreaterThan(Math.min(...values));
      expect(value).toBeLessThan(Math.max(...values));
    }
  });

  test('the wheel comes closer, and finer names appear', async () => {
    await using opened = await openExplorer({ isModelHeld: true, prepare: watchCanvases });
    const { page } = opened;
    await waitForMap(page);
    const fine = (await atlas.regions()).filter(({ level }) => level === 1).map(({ name }) => name);
    const shown = async () => {
      const text = await readPaintedText(page);
      return fine.filter((name) => text.includes(asPainted(name)));
    };
    const { x, y } = await middleOfMap(page);
    await page.mouse.move(x, y);
    const far = await shown();
    const seen = new Set<string>();
    await expect
      .poll(async () => {
        await page.mouse.wheel(0, -120);
        for (const name of await shown()) seen.add(name);
        return [...seen].some((name) => !far.includes(name));
      })
      .toBe(true);
    await expect.poll(() => zoomOf(page)).toBeGreaterThan(1);
  });

  test('dragging moves the land with the pointer, and opens nothing', async () => {
    const row = lonelyRow(0);
    await using opened = await openExplorer({ isModelHeld: true, path: viewOf(row, 8) });
    const { page } = opened;
    await waitForMap(page);
    const { x, y } = await middleOfMap(page);
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + 60, y + 90, { steps: 4 });
    await page.mouse.up();
    await expect.poll(() => addressOf(page, 'view')).not.toBe(viewOf(row, 8).slice('?view='.length));
    expect(addressOf(page, 'paper')).toBeNull();
    await pointAtLand(page);
    await page.mouse.move(x + 60, y + 90);
    await parts.map(page).getByText(atlas.papers[row]!.title, { exact: true }).waitFor();
  });

  test('a double click on land closes the paper', async () => {
    await using opened = await openExplorer({
      isModelHeld: true,
      path: `?paper=${encodeURIComponent(atlas.papers[0]!.id)}`,
    });
    const { page } = opened;
    await parts.paperTitle(page).waitFor();
    const { x, y } = await pointAtLand(page);
    await page.mouse.click(x, y);
    expect(addressOf(page, 'paper')).toBe(atlas.papers[0]!.id);
    await page.mouse.dblclick(x, y);
    await parts.paper(page).waitFor({ state: 'hidden' });
    expect(addressOf(page, 'paper')).toBeNull();
  });

  test('its buttons come closer, go back and show the whole map again', async () => {
    await using opened = await openExplorer({ isModelHeld: true });
    const { page } = opened;
    await waitForMap(page);
    const whole = await stillPicture(page);
    await page.getByRole('button', { name: words.menu.zoomIn }).click();
    await expect.poll(() => zoomOf(page)).toBeGreaterThan(1.2);
    await page.getByRole('button', { name: words.menu.zoomOut }).click();
    await page.getByRole('button', { name: words.menu.zoomOut }).click();
    await expect.poll(() => zoomOf(page)).toBeLessThan(1);
    expect(await stillPicture(page)).not.toBe(whole);
    await page.getByRole('button', { name: words.menu.home }).click();
    await expect.poll(() => addressOf(page, 'view')).toBeNull();
    expect(await stillPicture(page)).toBe(whole);
  });

  test.each([1, 1.5, 2, 3])('has exactly the pixels of a screen with %d pixels to one', async (ratio) => {
    await using opened = await openExplorer({
      isModelHeld: true,
      deviceScaleFactor: ratio,
      viewport: { width: 1001, height: 667 },
    });
    const { page } = opened;
    await waitForMap(page);
    const size = () =>
      parts.canvas(page).evaluate((canvas: HTMLCanvasElement) => {
        const box = canvas.getBoundingClientRect();
        return [canvas.width - box.width * devicePixelRatio, canvas.height - box.height * devicePixelRatio];
      });
    for (const off of await size()) expect(Math.abs(off)).toBeLessThan(1);
    await page.setViewportSize({ width: 803, height: 601 });
    await expect.poll(async () => (await size()).every((off) => Math.abs(off) < 1)).toBe(true);
  });

  test('follows the colours of the system, until others are chosen, which are remembered', async () => {
    await using opened = await openExplorer({ isModelHeld: true, colorScheme: 'dark' });
    const { page } = opened;
    await waitForMap(page);
    const dark = await stillPicture(page);
    await page.emulateMedia({ colorScheme: 'light' });
    const light = await stillPicture(page);
    expect(light).not.toBe(dark);
    await parts.theme(page).click();
    await page.getByRole('button', { name: words.menu.theme('light') }).click();
    await page.getByRole('button', { name: words.menu.theme('dark') }).waitFor();
    expect(await stillPicture(page)).toBe(dark);
    await page.reload();
    await waitForMap(page);
    await page.getByRole('button', { name: words.menu.theme('dark') }).waitFor();
    expect(await stillPicture(page)).toBe(dark);
  });

  test('an atlas without a map gets one on the page, from the code that builds atlases', async () => {
    const bare = join(makeTemporaryFolder(), 'bare.atlas');
    copyAtlas(inject('seedAtlas'), bare, ({ kinds }) => {
      for (const kind of ['projection', 'placement', 'regions', 'membership']) delete kinds[kind];
    });
    await using world = await openWorld(bare, {}, { isModelHeld: true, prepare: watchCanvases });
    const { page } = world;
    await waitForMap(page);
    await page.getByRole('button', { name: words.status.made }).waitFor();
    expect(await parts.alerts(page).count()).toBe(0);
    // Engines round powers in their own ways, so that the map may be another one than Node makes, no worse.
    const regions = parts.column(page).getByRole('listitem').locator('[dir]');
    const names = await regions.allTextContents();
    expect(names.length).toBeGreaterThan(2);
    for (const name of names) await expect.poll(() => readPaintedText(page)).toContain(asPainted(name));
  });
});
