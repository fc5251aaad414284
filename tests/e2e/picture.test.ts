import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { openAtlas, type Region } from 'paper-atlas/node';
import type { Page } from 'playwright-core';
import { beforeAll, expect, inject, test } from 'vitest';
import { words } from '../../packages/demo/src/words.ts';
import { findViolations } from '../support/axe.ts';
import { openExplorer, PHONE } from '../support/browser.ts';
import { ask, describeInBrowser, parts, waitForMap } from '../support/explorer-page.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';

describeInBrowser('the map as a picture', () => {
  let regions: readonly Region[];
  beforeAll(async () => {
    regions = await (await openAtlas(inject('seedAtlas'))).regions();
  });

  const dialog = (page: Page) => page.getByRole('dialog', { name: words.picture.title });

  async function save(page: Page, kind: 'png' | 'svg'): Promise<string> {
    const button = dialog(page).getByRole('button', { name: words.picture[kind], exact: true });
    const [download] = await Promise.all([page.waitForEvent('download'), button.click()]);
    const file = join(makeTemporaryFolder(), download.suggestedFilename());
    await download.saveAs(file);
    await dialog(page).getByText(words.picture.saved(download.suggestedFilename())).waitFor();
    return file;
  }

  const openDialog = async (page: Page) => {
    await page.getByRole('button', { name: words.picture.menu }).click();
    await dialog(page).waitFor();
  };

  /** What stands in an SVG, read as XML by a browser that runs no script. */
  async function readSvg(page: Page, file: string) {
    const text = readFileSync(file, 'utf8');
    const [whole, style] = /<style>([^<]*)<\/style>/.exec(text)!;
    // The page's own policy would refuse its style, and complain.
    const read = await page.evaluate(
      (text) => {
        const { documentElement: root } = new DOMParser().parseFromString(text, 'image/svg+xml');
        const all = [...root.querySelectorAll('*')];
        return {
          root: root.nodeName,
          box: root.getAttribute('viewBox')!.split(' ').map(Number),
          names: [...new Set(all.map(({ nodeName }) => nodeName))],
          texts: [...root.querySelectorAll('text')].map(({ textContent }) => textContent!),
          titles: [...root.querySelectorAll('circle > title')].map(({ textContent }) => textContent!),
          circles: [...root.querySelectorAll('circle')].map((circle) =>
            ['cx', 'cy', 'r'].map((name) => Number(circle.getAttribute(name))),
          ),
          paths: root.querySelectorAll('path').length,
          links: all.flatMap((node) => (node.getAttribute('href') ?? '').slice(0, 5) || []),
        };
      },
      text.replace(whole, ''),
    );
    return { ...read, style: style! };
  }

  test('is an SVG with the names of its regions, a circle for each paper in view, and nothing that runs or loads', async () => {
    await using opened = await openExplorer({ isModelHeld: true });
    const { page } = opened;
    await waitForMap(page);
    await openDialog(page);
    const file = await save(page, 'svg');
    const svg = await readSvg(page, file);
    expect(svg.root).toBe('svg');
    expect(svg.circles).toHaveLength(209);
    const [, , width, height] = svg.box;
    for (const [x, y, r] of svg.circles) {
      expect(x! > 0 && x! < width! && y! > 0 && y! < height!).toBe(true);
      expect(r).toBeGreaterThan(0);
    }
    expect(svg.paths).toBeGreaterThan(10);
    const written = svg.texts.join(' ');
    for (const { name } of regions.filter(({ level }) => level === 0))
      for (const word of name.split(' · ')) expect(written).toContain(word.split(' ')[0]);
    expect(written).toContain(words.papers(209));
    expect(svg.names.toSorted()).toEqual(['circle', 'path', 'text', 'title']);
    expect(svg.links).toEqual([]);
    // Names, the atlas' own, and what is said of it: each in its face, and each once.
    expect(svg.style.match(/@font-face/g)).toHaveLength(3);
    expect(svg.style.match(/url\((?!data:font\/woff2)/g)).toBeNull();
    expect(svg.style.length).toBeLessThan(120_000);

    // It opens by itself, and looks like something.
    const other = await page.context().newPage();
    await other.goto(pathToFileURL(file).href);
    expect(await other.locator('circle').first().isVisible()).toBe(true);
    expect(
      await other.evaluate(async () => {
        const faces = await document.fonts.load('italic 600 16px "Source Serif 4"');
        return faces.map(({ status }) => status);
      }),
    ).toEqual(['loaded']);
    await other.close();
  });

  test('shows of a close look what is in it, and of a question its heat', async () => {
    await using opened = await openExplorer({ isModelHeld: true, path: '#view=0.2,0.3,6' });
    const { page } = opened;
    await waitForMap(page);
    await ask(page, 'rationales', 'words');
    await openDialog(page);
    const svg = await readSvg(page, await save(page, 'svg'));
    expect(svg.circles.length).toBeGreaterThan(0);
    expect(svg.circles.length).toBeLessThan(209);
    const written = svg.texts.join(' ');
    expect(written).toContain(`${words.legend.words}“rationales”`);
    expect(written).toContain(words.picture.ends(...words.legend.wordsEnds));
    expect(written).not.toContain(words.stars.legend(1));
    // The glow is a picture within it.
    expect(svg.links).toEqual(['data:']);
  });

  test('names what its colours mean, their ends or each, and the star where one is in it', async () => {
    await using opened = await openExplorer({ isModelHeld: true, path: '#colour=placement' });
    const { page } = opened;
    await waitForMap(page);
    await page.getByRole('region', { name: words.colour.menu }).waitFor();
    await parts.map(page).focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('s');
    await page.keyboard.press('0');
    await openDialog(page);
    const byNumber = (await readSvg(page, await save(page, 'svg'))).texts;
    expect(byNumber).toContain(words.picture.ends(words.colour.share(0), words.colour.share(1)));
    expect(byNumber).toContain(words.stars.legend(1));
    await page.keyboard.press('Escape');
    await page.getByLabel(words.colour.by).selectOption('region');
    await openDialog(page);
    const byRegion = (await readSvg(page, await save(page, 'svg'))).texts;
    const names = regions.filter(({ level }) => level === 0).map(({ name }) => name);
    expect(names.filter((name) => byRegion.includes(name.slice(0, 60))).length).toBeGreaterThan(5);
  });

  test.each([
    ['a large screen', { viewport: { width: 1440, height: 900 }, path: '#colour=region' }],
    ['a phone', PHONE],
  ])('is a PNG of a good size in which something is drawn, from %s', async (_screen, options) => {
    await using opened = await openExplorer({ isModelHeld: true, ...options });
    const { page } = opened;
    await waitForMap(page);
    await openDialog(page);
    const bytes = readFileSync(await save(page, 'png'));
    const picture = await page.evaluate(
      async (data) => {
        const image = await createImageBitmap(new Blob([new Uint8Array(data)], { type: 'image/png' }));
        const canvas = new OffscreenCanvas(image.width, image.height);
        const context = canvas.getContext('2d')!;
        context.drawImage(image, 0, 0);
        const { data: pixels } = context.getImageData(0, 0, image.width, image.height);
        const colours = new Set<number>();
        for (let at = 0; at < pixels.length; at += 4)
          colours.add((pixels[at]! << 16) | (pixels[at + 1]! << 8) | pixels[at + 2]!);
        return { width: image.width, height: image.height, colours: colours.size };
      },
      [...bytes],
    );
    expect(Math.max(picture.width, picture.height)).toBeGreaterThanOrEqual(2400);
    expect(await dialog(page).getByText(words.picture.pngWhy(picture.width)).count()).toBe(1);
    expect(picture.colours).toBeGreaterThan(100);
  });

  test.each(['light', 'dark'] as const)(
    'is offered in a window that breaks no rule of accessibility, %s',
    async (colorScheme) => {
      await using opened = await openExplorer({ isModelHeld: true, colorScheme });
      const { page } = opened;
      await waitForMap(page);
      await openDialog(page);
      expect(await findViolations(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await dialog(page).waitFor({ state: 'hidden' });
    },
  );
});
