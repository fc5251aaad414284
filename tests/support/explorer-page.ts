import { createHash } from 'node:crypto';
import type { SearchMode } from 'paper-atlas';
import type { Locator, Page } from 'playwright-core';
import { describe, inject } from 'vitest';
import { helpWords } from '../../packages/demo/src/words/help-words.ts';
import { words } from '../../packages/demo/src/words.ts';

/** A group of tests that is skipped, visibly, where there is no browser. */
export function describeInBrowser(name: string, tests: () => void): void {
  describe.skipIf(inject('chromium') === null)(name, tests);
}

type Part = (page: Page) => Locator;

const paper: Part = (page) => page.getByRole('article', { name: words.paper.panel });
const map: Part = (page) => page.getByRole('group', { name: words.map.label });
const nearest: Part = (page) =>
  paper(page).locator('section', { has: page.getByRole('heading', { name: words.paper.nearest }) });

/** The parts of the explorer as people find them: by role and name. */
export const parts = {
  search: (page: Page) => page.getByRole('searchbox', { name: words.search.label }),
  column: (page: Page) => page.getByRole('region', { name: words.search.column }),
  /** How the list was found, how many, how long. */
  searchLine: (page: Page) => page.getByRole('search').getByRole('status'),
  modes: (page: Page) => page.getByRole('radiogroup', { name: words.mode.label }),
  mode: (page: Page, mode: SearchMode) => page.getByRole('radio', { name: words.mode[mode] }),
  hits: (page: Page) => page.getByRole('list', { name: words.search.list }).locator('[data-row]'),
  hitTitles: (page: Page) => page.getByRole('list', { name: words.search.list }).locator('.hit-title'),
  paper,
  paperTitle: (page: Page) => paper(page).getByRole('heading', { level: 2 }),
  nearest: (page: Page) => nearest(page).locator('[data-row]'),
  comparison: (page: Page) => page.getByRole('article', { name: words.compare.panel }),
  map,
  canvas: (page: Page) => map(page).locator('canvas'),
  region: (page: Page) => page.getByRole('article', { name: words.region.panel }),
  /** A region in the list of regions. */
  regionEntry: (page: Page, name: string) => page.locator('[data-list]').getByRole('button', { name }),
  /** What is read aloud of the open paper. */
  liveRegion: (page: Page) => page.locator('[aria-live="polite"]'),
  help: (page: Page) => page.getByRole('dialog', { name: helpWords.title }),
  about: (page: Page) => page.getByRole('dialog', { name: words.about.title }),
  alerts: (page: Page) => page.getByRole('alert'),
  theme: (page: Page) => page.getByRole('button', { name: /^Colours: / }),
};

/** Waits until the atlas is open and its map stands. */
export async function waitForMap(page: Page): Promise<void> {
  await parts.canvas(page).waitFor();
  await page.getByRole('button', { name: words.menu.home }).waitFor();
  // The map comes before the papers; the column sketches their place until they are here.
  await page.locator('.sketch-line').first().waitFor({ state: 'detached' });
  await page.evaluate(() => document.fonts.ready);
}

/** Waits until the model answers; nothing may be typed yet. */
export async function waitForMeaning(page: Page): Promise<void> {
  await parts.searchLine(page).getByText(words.model.ready).waitFor();
}

/** Asks, and waits for the list by words alone or by meaning too. */
export async function ask(page: Page, query: string, kind: 'words' | 'meaning' = 'meaning'): Promise<void> {
  await parts.search(page).fill(query);
  await waitForAnswer(page, query, kind);
}

export async function waitForAnswer(page: Page, query: string, kind: 'words' | 'meaning'): Promise<void> {
  const legend = kind === 'meaning' ? words.legend.heat : words.legend.words;
  // It is there, unseen, where there is no map.
  await page.getByText(`${legend}${query.slice(0, 60)}`).waitFor({ state: 'attached' });
  const mode = kind === 'meaning' ? words.mode.hybrid : words.mode.keyword;
  await parts
    .modes(page)
    .locator(':checked')
    .and(page.getByRole('radio', { name: mode }))
    .waitFor();
}

/** What the page's address holds of its state now: the parameters of the fragment. */
export function addressState(page: Page): URLSearchParams {
  return new URLSearchParams(new URL(page.url()).hash.slice(1));
}

/** A parameter of the page's address, as it is now. */
export function addressOf(page: Page, name: 'q' | 'paper' | 'with' | 'view'): string | null {
  return addressState(page).get(name);
}

/** The zoom that the address holds; 1 when it holds none. */
export function zoomOf(page: Page): number {
  return Number(addressOf(page, 'view')?.split(',')[2] ?? 1);
}

/** The middle of what the column leaves free of the map: where the view's own middle is. */
export async function middleOfMap(page: Page): Promise<{ x: number; y: number }> {
  const map = (await parts.map(page).boundingBox())!;
  const column = (await parts.column(page).boundingBox())!;
  const left = column.x + column.width + 16;
  return { x: (left + map.width - 16) / 2, y: map.height / 2 };
}

/** A place of the map where no paper is: the pointer stands on it afterwards. */
export async function pointAtLand(page: Page): Promise<{ x: number; y: number }> {
  const middle = await middleOfMap(page);
  const places = [0.1, 0.2, 0.3, 0.4, 0.5].flatMap((y) =>
    [0, 100, -100, 200, -200].map((x) => ({ x: middle.x + x, y: 2 * middle.y * y + 0.05 })),
  );
  for (const place of places) {
    await page.mouse.move(place.x, place.y);
    const cursor = await parts.canvas(page).evaluate((canvas) => getComputedStyle(canvas).cursor);
    if (cursor === 'grab') return place;
  }
  throw new Error('there is a paper at every place of the map that was tried');
}

/** A hash of the map's picture, when it has come to rest: two looks at it are the same. */
export async function stillPicture(page: Page): Promise<string> {
  const look = async () => {
    const picture = await parts
      .canvas(page)
      .evaluate(
        (canvas: HTMLCanvasElement) =>
          new Promise<string>((resolve) => requestAnimationFrame(() => resolve(canvas.toDataURL()))),
      );
    return createHash('sha256').update(picture).digest('hex');
  };
  let last = await look();
  for (;;) {
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 50)));
    const next = await look();
    if (next === last) return next;
    last = next;
  }
}

/** The text of what has the focus, nothing when nothing has it. */
export function focusedText(page: Page): Promise<string> {
  return page.evaluate(() =>
    document.activeElement === document.body ? '' : (document.activeElement as HTMLElement).innerText,
  );
}
