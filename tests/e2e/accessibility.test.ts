import type { Page } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import { sheetHeights } from '../../packages/demo/src/panels/sheet-settle.ts';
import { words } from '../../packages/demo/src/words.ts';
import { findViolations } from '../support/axe.ts';
import { openExplorer, PHONE } from '../support/browser.ts';
import { ask, describeInBrowser, parts, waitForMap, waitForMeaning } from '../support/explorer-page.ts';
import { serveSite } from '../support/static-site.ts';

const WIDTHS = [390, 768, 1440, 2560];
const HEIGHT = 900;
const NOT_FOUND = /Failed to load resource.* 404/;
/** A finger's breadth, in CSS pixels. */
const FINGER = 44;

/** Elements that stick out of the window at its sides, or can be scrolled sideways. */
function findOverflow(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const name = ({ tagName, className }: Element) => `${tagName}.${className}`;
    const seen = [...document.body.querySelectorAll<HTMLElement>('*')].filter((node) =>
      node.checkVisibility({ visibilityProperty: true, opacityProperty: true }),
    );
    const out = seen.filter((node) => {
      const { left, right, width } = node.getBoundingClientRect();
      // What is a pixel wide is there for screen readers.
      return width > 1 && (left < -1 || right > innerWidth + 1);
    });
    const scrolled = [document.documentElement, ...seen].filter(
      (node) =>
        node.scrollWidth > node.clientWidth + 1 &&
        (node === document.documentElement || /auto|scroll/.test(getComputedStyle(node).overflowX)),
    );
    return [
      ...out.map((node) => `sticks out: ${name(node)}`),
      ...scrolled.map((node) => `scrolled ${name(node)}`),
    ];
  });
}

/** Everything that can be pressed and is smaller than a finger. */
function findSmallTargets(page: Page): Promise<string[]> {
  return page.evaluate((least) => {
    const targets = [...document.body.querySelectorAll<HTMLElement>('button, a, input, summary')];
    return targets
      .filter((node) => node.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
      .map((node) => ({ node, box: node.getBoundingClientRect() }))
      .filter(({ box }) => box.width < least - 0.5 || box.height < least - 0.5)
      .map(({ node, box }) => {
        const name = node.getAttribute('aria-label') ?? node.innerText.slice(0, 40);
        return `${name}: ${box.width.toFixed(1)} × ${box.height.toFixed(1)}`;
      });
  }, FINGER);
}

/** The states that matter, one after the other; `look` is called in each. */
async function walkStates(page: Page, look: (state: string) => Promise<void>): Promise<void> {
  await waitForMap(page);
  await waitForMeaning(page);
  await look('at rest');
  await page.locator('[data-region]').first().click();
  await parts.region(page).waitFor();
  await look('with a region open');
  await page.keyboard.press('Escape');
  await page.keyboard.press('c');
  await page.getByLabel(words.colour.by).selectOption('region');
  await look('with the legend of the colours open');
  await page.keyboard.press('Escape');
  await page.keyboard.press('m');
  await page.getByRole('region', { name: words.shape.menu }).waitFor();
  await look('with the knobs of the map open');
  await page.keyboard.press('Escape');
  await ask(page, 'faithful explanations');
  await look('with results');
  await parts.hits(page).first().click();
  await parts.paperTitle(page).waitFor();
  await look('with a paper open');
  await parts
    .paper(page)
    .getByRole('button', { name: /^Compare with/ })
    .first()
    .click();
  await parts.comparison(page).locator('.compare-pairs').waitFor({ timeout: 60_000 });
  await look('with two papers side by side');
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await parts.help(page).waitFor();
  await look('with the keys open');
  await parts.help(page).getByRole('button', { name: words.about.open }).click();
  await parts.about(page).waitFor();
  await look('with what stands behind the atlas open');
  await page.keyboard.press('Escape');
}

describeInBrowser('accessibility', () => {
  test.each(['light', 'dark'] as const)(
    'in the %s: axe finds nothing and nothing sticks out, at all widths in all states',
    async (colorScheme) => {
      await using opened = await openExplorer({ viewport: { width: 1440, height: HEIGHT }, colorScheme });
      const { page } = opened;
      const found: string[] = [];
      await walkStates(page, async (state) => {
        for (const width of WIDTHS) {
          await page.setViewportSize({ width, height: HEIGHT });
          const violations = [...(await findViolations(page)), ...(await findOverflow(page))];
          found.push(...violations.map((violation) => `${width} wide, ${state}: ${violation}`));
        }
      });
      expect(found).toEqual([]);
    },
  );

  test('on a phone, upright or on its side, everything that can be pressed is as large as a finger, in all states', async () => {
    await using opened = await openExplorer({
      ...PHONE,
      deviceScaleFactor: 2,
    });
    const { page } = opened;
    const found: string[] = [];
    await walkStates(page, async (state) => {
      for (const viewport of [{ width: 844, height: 390 }, PHONE.viewport]) {
        await page.setViewportSize(viewport);
        found.push(
          ...(await findSmallTargets(page)).map((target) => `${viewport.width} wide, ${state}: ${target}`),
        );
      }
    });
    expect(found).toEqual([]);
  });

  test.each([
    [390, 'light'],
    [1440, 'dark'],
  ] as const)('%d pixels wide, %s: notices are as good', async (width, colorScheme) => {
    await using site = await serveSite({ atlas: inject('seedAtlas'), changes: { 'models/': null } });
    await using opened = await openExplorer({
      origin: site.url,
      viewport: { width, height: HEIGHT },
      colorScheme,
      expected: NOT_FOUND,
    });
    const { page } = opened;
    const notice = parts.alerts(page).filter({ hasText: words.model.missing });
    await notice.waitFor();
    await notice.getByText(words.failure.details).click();
    expect(await findViolations(page)).toEqual([]);
    expect(await findOverflow(page)).toEqual([]);
    if (width === 390) expect(await findSmallTargets(page)).toEqual([]);
  });

  test('on a phone a tap opens a paper, and the sheet goes through its heights', async () => {
    await using opened = await openExplorer({
      ...PHONE,
    });
    const { page } = opened;
    await waitForMap(page);
    const top = async () => (await parts.column(page).boundingBox())!.y;
    const half = await top();
    await page.getByRole('button', { name: words.menu.sheet }).tap();
    await expect.poll(top).toBeLessThan(half - 100);
    await page.getByRole('button', { name: words.menu.sheet }).tap();
    await expect.poll(top).toBeGreaterThan(half + 100);
    await parts.search(page).tap();
    await page.keyboard.type('rationales');
    await parts.hits(page).first().tap();
    await parts.paperTitle(page).waitFor();
    expect(await top()).toBeLessThan(700);
  });

  test('on a phone the sheet follows the finger and goes on as the finger left it', async () => {
    await using opened = await openExplorer({
      isModelHeld: true,
      ...PHONE,
    });
    const { page } = opened;
    await waitForMap(page);
    const wire = await page.context().newCDPSession(page);
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', y?: number) =>
      wire.send('Input.dispatchTouchEvent', { type, touchPoints: y === undefined ? [] : [{ x: 195, y }] });
    const height = async () => (await parts.column(page).boundingBox())!.height;
    const grip = async () => {
      const { y, height: tall } = (await page.getByRole('button', { name: words.menu.sheet }).boundingBox())!;
      return y + tall / 2;
    };
    const half = await height();

    // Slowly, a little: it follows, and comes back.
    let y = await grip();
    await touch('touchStart', y);
    for (const way of [10, 30, 60]) {
      await touch('touchMove', y - way);
      await expect.poll(height).toBeCloseTo(half + way, 0);
    }
    await page.waitForTimeout(200);
    await touch('touchEnd');
    await expect.poll(height).toBeCloseTo(half, 0);

    // Slowly, most of the way.
    await touch('touchStart', y);
    for (let way = 0; way <= 300; way += 20) await touch('touchMove', y - way);
    await page.waitForTimeout(200);
    await touch('touchEnd');
    await expect.poll(height).toBeCloseTo(sheetHeights(844).full, 0);

    // A flick: from the top to the half, though it was let go near the top.
    y = await grip();
    await touch('touchStart', y);
    for (let way = 0; way <= 90; way += 15) await touch('touchMove', y + way);
    await touch('touchEnd');
    await expect.poll(height).toBeLessThan(half + 1);
  });

  test('without map and mouse: search, read, judge, compare, walk the regions, all by keys and read aloud', async () => {
    await using opened = await openExplorer({ isModelHeld: true });
    const { page } = opened;
    await waitForMap(page);
    const focused = () =>
      page.evaluate(() => {
        const at = document.activeElement as HTMLElement;
        return at.getAttribute('aria-label') ?? at.innerText;
      });
    const tabTo = async (name: RegExp) => {
      for (let step = 0; step < 60 && !name.test(await focused()); step++) await page.keyboard.press('Tab');
      expect(await focused()).toMatch(name);
    };
    const read = () => parts.liveRegion(page).innerText();
    await page.keyboard.press('/');
    await page.keyboard.type('rationales');
    await parts.hits(page).first().waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    const title = await parts.paperTitle(page).innerText();
    await expect.poll(focused).toBe(title);
    await expect.poll(read).toContain(title);
    await page.keyboard.press('l');
    await expect.poll(read).toBe(words.announce.judged('liked', title));
    await tabTo(/^Compare with/);
    const compare = await focused();
    await page.keyboard.press('Enter');
    await parts.comparison(page).waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(focused).toBe(compare);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await page.keyboard.press('x');
    await page.getByText(words.rest.lead(209)).waitFor();
    // The list that had the focus is gone.
    await expect.poll(focused).toBe(words.search.label);
    await page.keyboard.press('ArrowDown');
    const region = (await focused()).split('\n')[0]!;
    await page.keyboard.press('Enter');
    await parts.region(page).waitFor();
    await expect.poll(read).toContain(region);
    await expect.poll(focused).toBe(region);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Escape');
    await expect.poll(async () => (await focused()).split('\n')[0]).toBe(region);
  });

  test('what explains the line on the map leaves the buttons of the map free', async () => {
    await using opened = await openExplorer({ isModelHeld: true });
    const { page } = opened;
    await waitForMap(page);
    const line = page.getByLabel(words.status.label);
    for (const part of await line.locator('[aria-describedby]').all()) {
      await part.hover();
      const tip = (await line.getByRole('tooltip').filter({ visible: true }).boundingBox())!;
      for (const name of [words.menu.zoomIn, words.menu.zoomOut, words.menu.home]) {
        const button = (await page.getByRole('button', { name }).boundingBox())!;
        expect(tip.x + tip.width, name).toBeLessThanOrEqual(button.x);
      }
    }
  });

  test('the legend names both ends of its scale, at rest, by words and by meaning', async () => {
    await using opened = await openExplorer();
    const { page } = opened;
    await waitForMap(page);
    const legend = page.locator('.legend');
    for (const end of words.legend.restEnds) expect(await legend.innerText()).toContain(end);
    await waitForMeaning(page);
    await ask(page, 'faithful explanations');
    for (const end of words.legend.heatEnds) expect(await legend.innerText()).toContain(end);
  });

  test('loading and failing are said to those who listen: in regions of status and alert', async () => {
    await using opened = await openExplorer({
      path: '?atlas=nowhere/',
      expected: NOT_FOUND,
    });
    const { page } = opened;
    await page.getByRole('status').filter({ hasText: words.failure.noAtlas }).waitFor();
    expect(await findViolations(page)).toEqual([]);
  });

  test('a larger text size breaks nothing', async () => {
    await using opened = await openExplorer({ viewport: { width: 720, height: 450 } });
    const { page } = opened;
    await walkStates(page, async (state) => expect(await findOverflow(page), state).toEqual([]));
  });

  test('colours forced by the system leave bars and legend as they are', async () => {
    await using opened = await openExplorer({ forcedColors: 'active' });
    const { page } = opened;
    await waitForMeaning(page);
    const colours = () =>
      page.evaluate(() =>
        [...document.querySelectorAll('[aria-hidden="true"]')]
          .filter((node) => node instanceof HTMLElement && node.checkVisibility() && node.innerText === '')
          .map((node) => getComputedStyle(node).backgroundColor + getComputedStyle(node).backgroundImage)
          .filter((colour) => !/, 0\)none$/.test(colour)),
      );
    await ask(page, 'faithful explanations');
    const forced = await colours();
    expect(forced.length).toBeGreaterThan(50);
    await page.emulateMedia({ forcedColors: 'none' });
    expect(await colours()).toEqual(forced);
  });
});
