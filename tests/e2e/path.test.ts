import { join } from 'node:path';
import { ingestPapers, openAtlas, type Paper, rankByNovelty } from 'paper-atlas/node';
import type { Locator, Page } from 'playwright-core';
import { beforeAll, expect, inject, test } from 'vitest';
import { words } from '../../packages/demo/src/words.ts';
import { findViolations } from '../support/axe.ts';
import { openExplorer, PHONE } from '../support/browser.ts';
import { copyAtlas, replaceKind } from '../support/changed-atlas.ts';
import {
  addressState,
  ask,
  describeInBrowser,
  parts,
  stillPicture,
  waitForMap,
} from '../support/explorer-page.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';
import { openWorld } from '../support/world.ts';

const FIRST = 'Rationales for Sequential Predictions';
const LAST = 'STaR: Bootstrapping Reasoning With Reasoning';

describeInBrowser('a reading path', () => {
  let titles: string[];
  let first: Paper;
  let last: Paper;
  beforeAll(async () => {
    await using atlas = await openAtlas(inject('seedAtlas'));
    [first, last] = [atlas.findPaper(FIRST), atlas.findPaper(LAST)];
    titles = (await atlas.path(first.id, last.id)).steps.map(({ paper }) => paper.title);
  });

  async function readCover(bibliography: string) {
    await using atlas = await openAtlas(inject('seedAtlas'));
    const source = { name: 'my.bib', bytes: new Blob([bibliography]).stream() };
    return atlas.cover((await ingestPapers([source])).papers);
  }

  const panel = (page: Page) => page.getByRole('article', { name: words.path.panel });
  const steps = (page: Page) => panel(page).getByRole('list', { name: words.path.list }).getByRole('button');
  const stepTitles = (page: Page) => steps(page).locator('.near-title').allInnerTexts();
  const open = (page: Page) => page.getByRole('button', { name: words.path.open });
  const pathInAddress = (page: Page) => addressState(page).getAll('path');

  test('leads from the open paper to one that is searched for; it is drawn, listed, in the address, and steps back', async () => {
    await using opened = await openExplorer({ path: `#paper=${first.id}`, isModelHeld: true });
    const { page } = opened;
    await waitForMap(page);
    await open(page).click();
    await page.getByText(words.path.choose).waitFor();
    expect(pathInAddress(page)).toEqual([first.id]);
    // Arrows point at a dot without taking it; Enter does.
    await parts.map(page).focus();
    await page.keyboard.press('ArrowDown');
    expect(pathInAddress(page)).toEqual([first.id]);
    await page.keyboard.press('Enter');
    await steps(page).first().waitFor();
    expect(pathInAddress(page)).toHaveLength(2);
    await page.keyboard.press('Escape');
    await open(page).click();
    await page.getByText(words.path.choose).waitFor();
    const before = await stillPicture(page);
    expect(await findViolations(page)).toEqual([]);

    await ask(page, 'star bootstrapping reasoning', 'words');
    await page.getByRole('button', { name: LAST }).first().click();
    await steps(page).first().waitFor();
    expect(await stepTitles(page)).toEqual(titles);
    expect(pathInAddress(page)).toEqual([first.id, last.id]);
    expect(await page.getByText(words.path.choose).isVisible()).toBe(false);
    expect(await parts.liveRegion(page).textContent()).toBe(words.path.announce(titles.length, true));
    expect(await stillPicture(page)).not.toBe(before);
    expect(await findViolations(page)).toEqual([]);

    // A paper of it opens on top, and the path is there again below it.
    await steps(page).nth(1).click();
    await parts.paperTitle(page).waitFor();
    expect(await parts.paperTitle(page).innerText()).toBe(titles[1]);
    await page.getByRole('button', { name: words.path.backTo }).waitFor();
    await page.keyboard.press('Escape');
    await steps(page).first().waitFor();

    await page.reload();
    await steps(page).first().waitFor();
    expect(await stepTitles(page)).toEqual(titles);
    await page.keyboard.press('Escape');
    await parts.paperTitle(page).waitFor();
    expect(await parts.paperTitle(page).innerText()).toBe(FIRST);
    expect(pathInAddress(page)).toEqual([]);
    await page.goBack();
    await steps(page).first().waitFor();

    // A bibliography over the atlas takes the place of the path, and is put away by Esc like it.
    const bibliography = `@misc{a, title = {${FIRST}}}\n@book{b, title = {The TeXbook}}`;
    const file = { name: 'my.bib', mimeType: 'text/plain', buffer: Buffer.from(bibliography) };
    const [found] = (await readCover(bibliography)).found;
    await page.getByRole('button', { name: words.own.menu }).click();
    await page.locator('.own input[type=file]').setInputFiles(file);
    await page.getByRole('button', { name: words.cover.show }).click();
    const cover = page.getByRole('article', { name: words.cover.panel });
    await cover.getByText(words.cover.found(1, 2)).waitFor();
    await cover.getByText('The TeXbook').waitFor();
    const unread = cover.locator('[data-row]');
    await unread.first().waitFor();
    // Where nothing of a region is near, that is said.
    const known = found!.papers[0]!.title;
    const near = await cover.getByText(words.cover.next(known)).count();
    const loose = await cover.getByText(words.cover.nextFar(known)).count();
    expect([near > 0, near + loose]).toEqual([true, await unread.count()]);
    expect(await findViolations(page)).toEqual([]);
    const title = await unread.first().locator('.near-title').innerText();
    await unread.first().click();
    await parts.paperTitle(page).waitFor();
    expect(await parts.paperTitle(page).innerText()).toBe(title);
    await page.keyboard.press('Escape');
    await cover.waitFor();
    await page.keyboard.press('Escape');
    await cover.waitFor({ state: 'hidden' });
  });

  test('and a comparison are had from a list by keys alone, and the focus comes back to where it was', async () => {
    await using opened = await openExplorer({ path: '#region=1', isModelHeld: true });
    const { page } = opened;
    await waitForMap(page);
    const entry = parts.region(page).locator('ol [data-row]').nth(2);
    const has = (locator: Locator) =>
      expect.poll(() => locator.evaluate((node) => node === document.activeElement)).toBe(true);
    await entry.focus();
    await page.keyboard.press('Enter');
    await has(parts.paperTitle(page));
    const compare = parts
      .paper(page)
      .getByRole('button', { name: /^Compare with/ })
      .nth(1);
    await compare.press('Enter');
    await parts.comparison(page).waitFor();
    await page.keyboard.press('Escape');
    await has(compare);

    await open(page).press('Enter');
    await has(entry);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await steps(page).first().waitFor();
    expect(pathInAddress(page)).toHaveLength(2);
    await page.keyboard.press('Escape');
    await has(parts.paperTitle(page));
    await page.keyboard.press('Escape');
    await has(entry);
  });

  test('what was asked before makes room for the end that one types, and Enter takes no path to where it begins', async () => {
    await using opened = await openExplorer({ isModelHeld: true });
    const { page } = opened;
    await waitForMap(page);
    await ask(page, FIRST, 'words');
    await page.keyboard.press('Enter');
    await open(page).press('Enter');
    await page.getByText(words.path.choose).waitFor();
    await page.keyboard.type('STaR');
    expect(await parts.search(page).inputValue()).toBe('STaR');
    await ask(page, FIRST, 'words');
    await page.keyboard.press('Enter');
    await expect.poll(() => pathInAddress(page)).toHaveLength(2);
    expect(new Set(pathInAddress(page)).size).toBe(2);
  });

  test('between two compared papers, and without one it says so and where it ends instead; what was new is told of papers with years; on a telephone', async () => {
    // Two halves of the atlas that know nothing of each other, with years.
    await using seed = await openAtlas(inject('seedAtlas'));
    const dated = seed.papers.map((paper, row) => JSON.stringify({ ...paper, year: 2010 + (row % 7) }));
    const half = 100;
    const split = join(makeTemporaryFolder(), 'split.atlas');
    copyAtlas(inject('seedAtlas'), split, (manifest) => {
      const count = manifest.counts.papers;
      const k = 15;
      const indices = new Int32Array(count * k);
      for (let row = 0; row < count; row++) {
        const [from, size] = row < half ? [0, half] : [half, count - half];
        for (let i = 0; i < k; i++) indices[row * k + i] = from + ((row - from + i + 1) % size);
      }
      const distances = new Float32Array(count * k).fill(0.5);
      replaceKind(split, manifest, 'papers', new TextEncoder().encode(`${dated.join('\n')}\n`));
      replaceKind(split, manifest, 'neighbors', new Uint8Array(indices.buffer));
      replaceKind(split, manifest, 'neighbor-distances', new Uint8Array(distances.buffer));
    });
    await using atlas = await openAtlas(split);
    const [one, other] = [atlas.papers[1]!, atlas.papers[half]!];
    const address = `#${new URLSearchParams({ paper: one.id, with: other.id })}`;
    await using world = await openWorld(split, {}, { ...PHONE, path: address, isModelHeld: true });
    const { page } = world;
    await parts.comparison(page).waitFor();
    await page.getByRole('button', { name: words.path.between }).click();
    await panel(page)
      .getByText(words.path.none(other.title.slice(0, 160)))
      .waitFor();
    const { steps: expected } = await atlas.path(one.id, other.id);
    expect(await stepTitles(page)).toEqual(expected.map(({ paper }) => paper.title));
    for (const step of await steps(page).all())
      expect((await step.boundingBox())!.height).toBeGreaterThanOrEqual(44);

    const novelty = await atlas.novelty();
    await page.getByRole('button', { name: words.path.back }).click();
    const before = parts.paper(page).locator('section', {
      has: page.getByRole('heading', { name: words.novelty.paper }),
    });
    await before.getByText(words.novelty.among(novelty.earlier[1]!)).waitFor();
    expect(await before.locator('.near-title').innerText()).toBe(atlas.papers[novelty.nearest[1]!]!.title);

    const membership = await atlas.membership();
    const region = membership[2]!;
    await parts.paper(page).locator('.region-chip').first().click();
    const newcomers = parts.region(page).getByRole('list', { name: words.novelty.region });
    await newcomers.first().waitFor({ state: 'attached' });
    const members = atlas.papers.flatMap((_, row) => (membership[2 * row] === region ? [row] : []));
    expect(await newcomers.locator('.near-title').allTextContents()).toEqual(
      Array.from(rankByNovelty(novelty, 5, members), (row) => atlas.papers[row]!.title),
    );
  });
});
