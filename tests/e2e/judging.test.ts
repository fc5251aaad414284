import { openAtlas } from 'paper-atlas/node';
import type { Page } from 'playwright-core';
import { beforeAll, expect, inject, test } from 'vitest';
import { words } from '../../packages/demo/src/words.ts';
import { findViolations } from '../support/axe.ts';
import { openExplorer } from '../support/browser.ts';
import {
  addressState,
  describeInBrowser,
  parts,
  stillPicture,
  waitForMap,
} from '../support/explorer-page.ts';

const chips = (page: Page) => page.getByRole('list', { name: words.chips.label }).getByRole('button');
const judge = (page: Page, as: 'liked' | 'disliked') =>
  parts.paper(page).getByRole('button', { name: words.judged.buttons[as] });
const asked = (page: Page, name: string) => addressState(page).getAll(name);
const titleOfHit = (page: Page) => parts.hits(page).locator('.hit-title').first();

describeInBrowser('more like this, less like that', () => {
  let ids: readonly string[] = [];
  let titles: readonly string[] = [];
  const pathOf = (row: number) => `?paper=${encodeURIComponent(ids[row]!)}`;
  beforeAll(async () => {
    const atlas = await openAtlas(inject('seedAtlas'));
    ids = atlas.papers.map(({ id }) => id);
    titles = atlas.papers.map(({ title }) => title);
    await atlas.dispose();
  });

  test('without the model: liked papers are a list by themselves, in the order of the library', async () => {
    await using opened = await openExplorer({ isModelHeld: true, path: pathOf(3) });
    const { page } = opened;
    await waitForMap(page);
    await judge(page, 'liked').click();
    expect(await judge(page, 'liked').getAttribute('aria-pressed')).toBe('true');
    await expect.poll(() => asked(page, 'like')).toEqual([ids[3]]);
    await page.keyboard.press('Escape');
    await page.getByRole('heading', { name: words.judged.list(1) }).waitFor();
    await using atlas = await openAtlas(inject('seedAtlas'));
    const [best] = await atlas.similar(ids[3]!, { limit: 1 });
    await expect.poll(() => titleOfHit(page).innerText()).toBe(best!.paper.title);
    await expect.poll(() => chips(page).count()).toBe(1);

    await titleOfHit(page).press('Enter');
    const focused = () => page.evaluate(() => document.activeElement?.textContent);
    const title = await parts.paperTitle(page).innerText();
    await expect.poll(focused).toBe(title);
    await page.keyboard.press('l');
    await expect.poll(() => chips(page).count()).toBe(2);
    await expect.poll(() => parts.liveRegion(page).innerText()).toBe(words.announce.judged('liked', title));
    await page.getByText(words.paper.standing(1, words.judged.these(2))).waitFor({ state: 'hidden' });
    expect(await focused()).toBe(title);
    await page.keyboard.press('Escape');
    await page.getByRole('heading', { name: words.judged.list(2) }).waitFor();
    expect(await titleOfHit(page).innerText()).not.toBe(best!.paper.title);
    await page.keyboard.press('x');
    await expect.poll(() => asked(page, 'like')).toEqual([]);
    await page.getByText(words.rest.lead(209)).waitFor();
  });

  test('a disliked paper sinks to the end, and alone asks for nothing', async () => {
    await using opened = await openExplorer({ isModelHeld: true, path: pathOf(5) });
    const { page } = opened;
    await waitForMap(page);
    await page.getByRole('group', { name: words.judged.label }).waitFor();
    await page.keyboard.press('d');
    expect(await judge(page, 'disliked').getAttribute('aria-pressed')).toBe('true');
    await page.getByText(words.judged.onlyLess).waitFor();
    await page.keyboard.press('Escape');
    await page.getByText(words.rest.lead(209)).waitFor();
    await parts.search(page).fill(titles[5]!);
    await parts.hits(page).first().waitFor();
    expect(await titleOfHit(page).innerText()).not.toBe(titles[5]);
  });

  test('the map marks them, the address holds them, back takes them back, chips remove them', async () => {
    await using opened = await openExplorer({ isModelHeld: true, path: pathOf(3) });
    const { page } = opened;
    await waitForMap(page);
    const before = await stillPicture(page);
    await judge(page, 'liked').click();
    await chips(page).first().waitFor();
    expect(await stillPicture(page)).not.toBe(before);
    await judge(page, 'disliked').click();
    await expect.poll(() => [asked(page, 'like'), asked(page, 'dislike')]).toEqual([[], [ids[3]]]);
    await page.goBack();
    await expect.poll(() => [asked(page, 'like'), asked(page, 'dislike')]).toEqual([[ids[3]], []]);
    expect(await judge(page, 'liked').getAttribute('aria-pressed')).toBe('true');
    await page.reload();
    await chips(page).first().waitFor();
    await chips(page).first().click();
    await expect.poll(() => chips(page).count()).toBe(0);
    expect(asked(page, 'like')).toEqual([]);
  });

  test('the pressed button keeps the focus', async () => {
    await using opened = await openExplorer({ isModelHeld: true, path: pathOf(3) });
    const { page } = opened;
    await judge(page, 'liked').focus();
    await page.keyboard.press('Enter');
    await page.getByText(words.judged.signs.liked, { exact: true }).first().waitFor();
    await page.keyboard.press('Space');
    await expect.poll(() => judge(page, 'liked').getAttribute('aria-pressed')).toBe('false');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain(
      words.judged.buttons.liked,
    );
  });

  test('an address that names unknown papers asks for nothing', async () => {
    await using opened = await openExplorer({
      isModelHeld: true,
      path: '?like=nobody&dislike=nothing&x.no=1',
    });
    await opened.page.getByText(words.rest.lead(209)).waitFor();
    expect(await chips(opened.page).count()).toBe(0);
  });

  test.each(['light', 'dark'] as const)('in the %s: axe finds nothing', async (colorScheme) => {
    await using opened = await openExplorer({
      isModelHeld: true,
      colorScheme,
      path: `${pathOf(3)}&like=${encodeURIComponent(ids[3]!)}&like=${encodeURIComponent(ids[4]!)}&dislike=${encodeURIComponent(ids[9]!)}`,
    });
    const { page } = opened;
    await chips(page).nth(3).waitFor();
    expect(await findViolations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await parts.hits(page).first().waitFor();
    expect(await findViolations(page)).toEqual([]);
  });
});
