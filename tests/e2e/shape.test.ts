import type { Page } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import { words } from '../../packages/demo/src/words.ts';
import { findViolations } from '../support/axe.ts';
import { openExplorer, PHONE } from '../support/browser.ts';
import { fileOfKind } from '../support/changed-atlas.ts';
import {
  addressState,
  describeInBrowser,
  parts,
  stillPicture,
  waitForMap,
} from '../support/explorer-page.ts';
import { openWorld } from '../support/world.ts';

const { shape } = words;
const panelOf = (page: Page) => page.getByRole('region', { name: shape.menu });
const knobOf = (page: Page, name: string) => panelOf(page).getByRole('slider', { name });
const statusOf = (page: Page) => page.getByLabel(words.status.label);
const undoOf = (page: Page) => panelOf(page).getByRole('button', { name: shape.undo });
const shapeIn = (page: Page) => addressState(page).get('shape');

async function openPanel(page: Page): Promise<void> {
  await waitForMap(page);
  await page.getByRole('button', { name: shape.menu }).click();
  await panelOf(page).waitFor();
}

/** Waits until the map that is asked for stands. */
async function waitForShape(page: Page): Promise<void> {
  await statusOf(page).getByText(shape.changed).waitFor();
  await panelOf(page).getByRole('progressbar').waitFor({ state: 'hidden' });
}

describeInBrowser('the shape of the map', () => {
  test('a knob forms the map anew, with other places, names and figures; back gives the very map before', async () => {
    await using opened = await openExplorer({ isModelHeld: true });
    const { page } = opened;
    await openPanel(page);
    const [before, status] = [await stillPicture(page), await statusOf(page).innerText()];
    const regions = await page.locator('[data-region]').allInnerTexts();
    expect(await undoOf(page).isDisabled()).toBe(true);

    await knobOf(page, shape.neighbors.name).fill('40');
    await waitForShape(page);
    const after = await stillPicture(page);
    expect(after).not.toBe(before);
    expect(await statusOf(page).innerText()).not.toContain(status);
    expect(await page.locator('[data-region]').allInnerTexts()).not.toEqual(regions);
    await panelOf(page)
      .getByText(/^This map keeps .*, the atlas’ own /)
      .waitFor();
    expect(shapeIn(page)).toBe('40,0.1,42');

    await statusOf(page)
      .getByRole('button', { name: words.papers(209) })
      .click();
    await parts
      .about(page)
      .getByText(words.about.mapParameters(40, 0.1, 42))
      .waitFor();
    await page.keyboard.press('Escape');

    await page.keyboard.press('Control+z');
    await statusOf(page).getByText(shape.changed).waitFor({ state: 'detached' });
    expect(await stillPicture(page)).toBe(before);
    expect(await statusOf(page).innerText()).toBe(status);
    expect(await page.locator('[data-region]').allInnerTexts()).toEqual(regions);
    expect(shapeIn(page)).toBeNull();
    await panelOf(page).getByRole('button', { name: shape.redo }).click();
    await waitForShape(page);
    expect(await stillPicture(page)).toBe(after);
  });

  test('the address holds it: reloading, sharing, back and forward give the same map', async () => {
    await using opened = await openExplorer({ isModelHeld: true });
    const { page } = opened;
    await openPanel(page);
    const own = await stillPicture(page);
    await knobOf(page, shape.minDist.name).fill('0.8');
    await waitForShape(page);
    await panelOf(page).getByRole('spinbutton', { name: shape.seed.name }).fill('7');
    await page.keyboard.press('Enter');
    await expect.poll(() => shapeIn(page)).toBe('15,0.8,7');
    await waitForShape(page);
    const made = await stillPicture(page);

    await page.reload();
    await openPanel(page);
    await waitForShape(page);
    expect(await stillPicture(page)).toBe(made);
    await page.goBack();
    await expect.poll(() => shapeIn(page)).toBe('15,0.8,42');
    await page.goBack();
    await expect.poll(() => shapeIn(page)).toBeNull();
    await statusOf(page).getByText(shape.changed).waitFor({ state: 'detached' });
    expect(await stillPicture(page)).toBe(own);
  });

  test('the arrow keys move a knob, and Esc puts the knobs away and leaves the map', async () => {
    await using opened = await openExplorer({ isModelHeld: true });
    const { page } = opened;
    await waitForMap(page);
    await page.keyboard.press('m');
    await expect
      .poll(() => knobOf(page, shape.neighbors.name).evaluate((node) => node === document.activeElement))
      .toBe(true);
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => shapeIn(page)).toBe('17,0.1,42');
    await waitForShape(page);
    await page.keyboard.press('Escape');
    await panelOf(page).waitFor({ state: 'hidden' });
    expect(shapeIn(page)).toBe('17,0.1,42');
    await page.keyboard.press('m');
    await panelOf(page).getByRole('button', { name: shape.own }).click();
    await expect.poll(() => shapeIn(page)).toBeNull();
  });

  test('it is seen forming, pass by pass, and can be cancelled; where motion is unwelcome only the last map is seen', async () => {
    for (const reducedMotion of ['no-preference', 'reduce'] as const) {
      await using opened = await openExplorer({ isModelHeld: true, reducedMotion });
      const { page } = opened;
      await openPanel(page);
      const before = await stillPicture(page);
      // From within the page, so that nothing is missed.
      const stages = await page.evaluate(
        ([stageClass, cancelText, slider]) =>
          new Promise<{ texts: string[]; pictures: string[] }>((resolve) => {
            const canvas = document.querySelector('canvas')!;
            const stage = document.querySelector(stageClass!)!;
            const [texts, pictures] = [new Set<string>(), new Set<string>()];
            const look = () => {
              texts.add(stage.textContent);
              pictures.add(canvas.toDataURL());
              if (!/Measuring|Naming/.test(stage.textContent)) return requestAnimationFrame(look);
              const buttons = [...document.querySelectorAll('button')];
              buttons.find(({ textContent }) => textContent === cancelText)!.click();
              return resolve({ texts: [...texts], pictures: [...pictures] });
            };
            const knob = document.querySelector<HTMLInputElement>(slider!)!;
            knob.value = '60';
            knob.dispatchEvent(new Event('input', { bubbles: true }));
            requestAnimationFrame(look);
          }),
        ['.shape-stage', shape.cancel, '.knob-slider'],
      );
      expect(stages.texts.some((text) => text.startsWith('Forming: pass'))).toBe(true);
      if (reducedMotion === 'reduce') expect(stages.pictures).toHaveLength(1);
      else expect(stages.pictures.length).toBeGreaterThan(2);
      await panelOf(page).getByRole('progressbar').waitFor({ state: 'hidden' });
      expect(await stillPicture(page)).toBe(before);
      await expect.poll(() => shapeIn(page)).toBeNull();
      expect(await undoOf(page).isDisabled()).toBe(true);
    }
  });

  test('a region in the address is one of the map that is asked for', async () => {
    await using opened = await openExplorer({ isModelHeld: true });
    const { page } = opened;
    await openPanel(page);
    await knobOf(page, shape.neighbors.name).fill('5');
    await waitForShape(page);
    await page.locator('[data-region]').last().click();
    const name = await parts.region(page).getByRole('heading', { level: 2 }).innerText();
    expect(addressState(page).get('region')).not.toBeNull();
    await page.reload();
    await parts.region(page).getByRole('heading', { level: 2, name }).waitFor();
    expect(await statusOf(page).innerText()).toContain(shape.changed);
  });

  test('without vectors it forms of the neighbours that the atlas has', async () => {
    const seed = inject('seedAtlas');
    await using world = await openWorld(
      seed,
      { [`atlas/${fileOfKind(seed, 'embeddings')}`]: null },
      { isModelHeld: true, expected: /404/ },
    );
    const { page } = world;
    await openPanel(page);
    await panelOf(page).getByText(shape.fewer(16)).waitFor();
    expect(await knobOf(page, shape.neighbors.name).getAttribute('max')).toBe('16');
    await knobOf(page, shape.neighbors.name).fill('6');
    await waitForShape(page);
    expect(await statusOf(page).innerText()).toMatch(/keeps\s\d+\s%/);
    await page.getByRole('button', { name: words.colour.menu }).click();
    await page.getByRole('combobox', { name: words.colour.by }).selectOption('placement');
  });

  test.each([
    [390, 844],
    [844, 390],
    [768, 1024],
    [1024, 600],
    [1024, 640],
    [1280, 720],
    [1440, 900],
  ])('the knobs leave the map in sight and lie in the window, %d × %d', async (width, height) => {
    await using opened = await openExplorer({ isModelHeld: true, viewport: { width, height } });
    const { page } = opened;
    await openPanel(page);
    const panel = (await panelOf(page).boundingBox())!;
    expect(panel.x).toBeGreaterThanOrEqual(0);
    expect(panel.x + panel.width).toBeLessThanOrEqual(width);
    expect(panel.y).toBeGreaterThanOrEqual(0);
    expect(panel.y + panel.height).toBeLessThanOrEqual(height);
    // On top everywhere: nothing else floats over it.
    const { seen, isOnTop } = await page.evaluate(() => {
      const at = (x: number, y: number) => document.elementFromPoint(x, y);
      const middles = Array.from({ length: 900 }, (_, cell) =>
        at((((cell % 30) + 0.5) * innerWidth) / 30, ((Math.floor(cell / 30) + 0.5) * innerHeight) / 30),
      );
      const node = document.querySelector('.shape')!;
      const { left, top, right, bottom } = node.getBoundingClientRect();
      const inside = [0.1, 0.5, 0.9].flatMap((x) =>
        [0.1, 0.5, 0.9].map((y) => at(left + x * (right - left), top + y * (bottom - top))),
      );
      return {
        seen: middles.filter((each) => each instanceof HTMLCanvasElement).length / 900,
        isOnTop: inside.every((each) => node.contains(each)),
      };
    });
    expect(isOnTop).toBe(true);
    expect(seen).toBeGreaterThan(0.3);
    // The keys come to all of it, and what has the focus is seen.
    await knobOf(page, shape.neighbors.name).focus();
    for (const name of [shape.minDist.name, shape.seed.name, shape.seed.another]) {
      await page.keyboard.press('Tab');
      await expect
        .poll(() =>
          page.evaluate(() => {
            const { left, right, top, bottom } = document.activeElement!.getBoundingClientRect();
            const middle = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
            return document.activeElement!.contains(middle);
          }),
        )
        .toBe(true);
      expect(await panelOf(page).locator(':focus').and(panelOf(page).getByLabel(name)).count(), name).toBe(1);
    }
  });

  test('on a phone it stands in the place of the sheet, and makes way for what is opened there', async () => {
    await using opened = await openExplorer({ isModelHeld: true, ...PHONE });
    const { page } = opened;
    await openPanel(page);
    expect(await parts.column(page).isVisible()).toBe(false);
    await page.keyboard.press('/');
    await panelOf(page).waitFor({ state: 'hidden' });
    expect(await parts.search(page).evaluate((node) => node === document.activeElement)).toBe(true);
    await parts.search(page).blur();

    await page.keyboard.press('c');
    const colours = page.getByRole('region', { name: words.colour.menu });
    await colours.getByRole('combobox').selectOption('region');
    await colours.getByRole('list').getByRole('button').first().press('Enter');
    await colours.waitFor({ state: 'hidden' });
    const heading = parts.region(page).getByRole('heading', { level: 2 });
    await heading.waitFor();
    expect(await parts.column(page).locator(':focus').count()).toBe(1);
  });

  test.each(['light', 'dark'] as const)(
    'in the %s axe finds nothing, on a phone neither',
    async (colorScheme) => {
      await using opened = await openExplorer({ isModelHeld: true, ...PHONE, colorScheme });
      const { page } = opened;
      await waitForMap(page);
      await page.getByRole('button', { name: shape.menu }).tap();
      const found: string[] = [];
      for (const neighbors of ['20', '25']) {
        for (const width of [390, 768, 1440]) {
          await page.setViewportSize({ width, height: 844 });
          found.push(...(await findViolations(page)).map((violation) => `${width} wide: ${violation}`));
        }
        await knobOf(page, shape.neighbors.name).fill(neighbors);
        await waitForShape(page);
      }
      expect(found).toEqual([]);
      await page.setViewportSize(PHONE.viewport);
      for (const target of await panelOf(page).locator('button:visible, input:visible').all())
        expect((await target.boundingBox())!.height).toBeGreaterThanOrEqual(44);
    },
  );
});
