import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { PAGE_SCENES } from '../../packages/demo/gallery/page-scenes.ts';
import { GALLERY_SCENES } from '../../packages/demo/gallery/scenes.ts';
import { findViolations } from '../support/axe.ts';
import { openExplorer, PHONE } from '../support/browser.ts';
import { buildGallery } from '../support/built-gallery.ts';
import { describeInBrowser } from '../support/explorer-page.ts';
import { type StaticSite, serveSite } from '../support/static-site.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';

const WINDOW = { width: 1440, height: 900 };
/** Each of many scenes makes its atlas. */
const LONG = { timeout: 400_000 };

const waitUntilReady = (page: Page) => page.locator('html[data-ready]').waitFor();

/** Colours in the picture of the map: one is the empty sea. */
const countColours = (page: Page) =>
  page.evaluate(() => {
    const canvas = document.querySelector('canvas')!;
    const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
    return new Set(new Uint32Array(data.buffer)).size;
  });

describeInBrowser('the gallery', () => {
  let site: StaticSite;
  beforeAll(async () => {
    const folder = makeTemporaryFolder();
    await buildGallery(folder);
    site = await serveSite({ atlas: inject('seedAtlas'), folder });
  });
  afterAll(() => site?.[Symbol.asyncDispose]());

  test('gives each of its scenes a name of its own', () => {
    const names = [...GALLERY_SCENES, ...PAGE_SCENES].map(({ name }) => name);
    expect(names).toEqual([...new Set(names)]);
  });

  test.each(['light', 'dark'] as const)('draws every layer of the map, in the %s', LONG, async (theme) => {
    await using opened = await openExplorer({ origin: site.url, path: 'gallery/index.html?scene=terrain' });
    const { page, complaints } = opened;
    for (const { name } of GALLERY_SCENES) {
      await page.goto(`${site.url}gallery/index.html?${new URLSearchParams({ scene: name, theme })}`);
      await waitUntilReady(page);
      const colours = await countColours(page);
      if (name === 'no-papers') expect(colours, name).toBe(1);
      else expect(colours, name).toBeGreaterThan(20);
      expect(complaints, name).toEqual([]);
    }
  });

  test.each(['light', 'dark'] as const)('shows every state of the page, in the %s', LONG, async (theme) => {
    await using opened = await openExplorer({ origin: site.url, path: 'gallery/page.html' });
    const { page, complaints } = opened;
    for (const { name, shows, isPhone } of PAGE_SCENES) {
      await page.setViewportSize(isPhone ? PHONE.viewport : WINDOW);
      await page.goto(`${site.url}gallery/page.html?${new URLSearchParams({ scene: name, theme })}`);
      await waitUntilReady(page);
      await page.getByText(shows).filter({ visible: true }).first().waitFor();
      expect(await page.evaluate(() => document.documentElement.dataset['theme'])).toBe(theme);
      expect(await findViolations(page, 5), name).toEqual([]);
      expect(complaints, name).toEqual([]);
    }
  });

  test('lists all of them on its first page', async () => {
    await using opened = await openExplorer({ origin: site.url, path: 'gallery/index.html' });
    const { page } = opened;
    await waitUntilReady(page);
    for (const { about } of [...GALLERY_SCENES, ...PAGE_SCENES])
      expect(await page.getByText(about).count(), about).toBe(1);
  });
});
