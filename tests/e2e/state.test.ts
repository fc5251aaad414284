import { type AtlasReader, openAtlas } from 'paper-atlas/node';
import type { Page } from 'playwright-core';
import { beforeAll, expect, inject, test } from 'vitest';
import { helpWords } from '../../packages/demo/src/words/help-words.ts';
import { words } from '../../packages/demo/src/words.ts';
import { openExplorer } from '../support/browser.ts';
import {
  addressOf,
  ask,
  describeInBrowser,
  focusedText,
  parts,
  waitForAnswer,
  waitForMap,
  waitForMeaning,
  zoomOf,
} from '../support/explorer-page.ts';

const QUERY = 'faithful explanations';

describeInBrowser('state', () => {
  let papers: readonly { readonly id: string; readonly title: string }[];
  let atlas: Pick<AtlasReader, 'projection' | 'regions' | 'membership' | 'neighbors'>;
  let xy: Float32Array;
  beforeAll(async () => {
    const opened = await openAtlas(inject('seedAtlas'));
    atlas = opened;
    papers = opened.papers;
    ({ xy } = await atlas.projection());
  });

  const selectedRow = (page: Page) => papers.findIndex(({ id }) => id === addressOf(page, 'paper'));
  const pathOf = (row: number) => `?paper=${encodeURIComponent(papers[row]!.id)}`;
  /** The title of the open paper beside its dot. */
  const mapTitle = (page: Page, title: string) => parts.map(page).getByText(title.slice(0, 25));

  test('query, paper and view come back after a reload', async () => {
    await using opened = await openExplorer();
    const { page } = opened;
    await waitForMeaning(page);
    await ask(page, QUERY);
    await parts.hits(page).nth(2).click();
    const title = await parts.paperTitle(page).innerText();
    await page.getByRole('button', { name: words.menu.zoomIn }).click();
    await expect.poll(() => zoomOf(page)).toBeGreaterThan(3);
    const address = page.url();
    const place = (await mapTitle(page, title).boundingBox())!;

    await page.reload();
    await waitForMap(page);
    await waitForAnswer(page, QUERY, 'meaning');
    expect(await parts.paperTitle(page).innerText()).toBe(title);
    expect(await parts.search(page).inputValue()).toBe(QUERY);
    expect(page.url()).toBe(address);
    expect(await page.title()).toBe(words.title(title.slice(0, 100)));
    const { x, y } = (await mapTitle(page, title).boundingBox())!;
    // The address holds the view to a thousandth of the map.
    expect(Math.hypot(x - place.x, y - place.y)).toBeLessThan(4);
  });

  test('the page is called by its atlas, or by how many papers that has', async () => {
    await using opened = await openExplorer({ isModelHeld: true });
    await expect.poll(() => opened.page.title()).toBe(words.title(words.papers(209)));
  });

  test('an address says everything: it opens the same in another window', async () => {
    await using opened = await openExplorer({ path: `?q=${QUERY}&view=0.1,-0.2,3` });
    const { page } = opened;
    await waitForAnswer(page, QUERY, 'meaning');
    expect(await parts.search(page).inputValue()).toBe(QUERY);
    expect(addressOf(page, 'view')).toBe('0.1,-0.2,3');
    await expect.poll(() => page.title()).toBe(words.title(QUERY));
  });

  test('an address that says nonsense opens the whole map; an unknown paper is said to be unknown', async () => {
    await using opened = await openExplorer({
      isModelHeld: true,
      path: '?paper=no-such-paper&view=a,b,c&q=%00%ff',
    });
    const { page } = opened;
    await waitForMap(page);
    await parts.paper(page).getByText(words.paper.unknown).waitFor();
    await page.getByRole('button', { name: words.paper.backToList }).click();
    expect(addressOf(page, 'paper')).toBeNull();
  });

  test('back and forward walk through queries and papers', async () => {
    await using opened = await openExplorer();
    const { page } = opened;
    await waitForMeaning(page);
    await ask(page, QUERY);
    await parts.hits(page).first().click();
    const first = await parts.paperTitle(page).innerText();
    await parts.nearest(page).first().click();
    await expect.poll(() => parts.paperTitle(page).innerText()).not.toBe(first);
    const second = await parts.paperTitle(page).innerText();

    await page.goBack();
    await expect.poll(() => parts.paperTitle(page).innerText()).toBe(first);
    await page.goBack();
    await parts.hits(page).first().waitFor();
    expect(await parts.search(page).inputValue()).toBe(QUERY);
    await page.goBack();
    await page.getByText(words.rest.lead(209)).waitFor();
    expect(await parts.search(page).inputValue()).toBe('');
    for (let step = 0; step < 3; step++) await page.goForward();
    await expect.poll(() => parts.paperTitle(page).innerText()).toBe(second);
    expect(await parts.search(page).inputValue()).toBe(QUERY);
  });

  test('the live region reads title and region of the open paper, and its rank', async () => {
    await using opened = await openExplorer({ path: pathOf(3) });
    const { page } = opened;
    const [regions, membership] = [await atlas.regions(), await atlas.membership()];
    const nameOf = (row: number) =>
      regions[membership[2 * row + 1]!]?.name ?? regions[membership[2 * row]!]?.name ?? null;
    const live = parts.liveRegion(page);
    await expect
      .poll(() => live.innerText())
      .toBe(words.announce.selected(papers[3]!.title, nameOf(3), null, 0));
    await waitForMeaning(page);
    await ask(page, QUERY);
    await parts.hits(page).nth(4).click();
    const row = selectedRow(page);
    await expect
      .poll(() => live.innerText())
      .toBe(words.announce.selected(papers[row]!.title, nameOf(row), 5, papers.length));
    await page.keyboard.press('Escape');
    await expect.poll(() => live.innerText()).toBe('');
  });

  test('/ goes to the search box, where keys are letters', async () => {
    await using opened = await openExplorer({ isModelHeld: true, path: pathOf(0) });
    const { page } = opened;
    await parts.paperTitle(page).waitFor();
    await page.keyboard.press('/');
    expect(await parts.search(page).evaluate((input) => input === document.activeElement)).toBe(true);
    expect(await parts.search(page).inputValue()).toBe('');
    await page.keyboard.type('n/p?0+-');
    expect(await parts.search(page).inputValue()).toBe('n/p?0+-');
    expect(await parts.help(page).isVisible()).toBe(false);
  });

  test('arrows go to the nearest dot in their direction', async () => {
    await using opened = await openExplorer({ isModelHeld: true });
    const { page } = opened;
    await waitForMap(page);
    await page.keyboard.press('ArrowRight');
    await parts.paperTitle(page).waitFor();
    const sign = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] } as const;
    let moves = 0;
    for (const [key, [x, y]] of [...Object.entries(sign), ...Object.entries(sign)]) {
      const from = selectedRow(page);
      await page.keyboard.press(key);
      const to = selectedRow(page);
      if (to === from) continue;
      moves++;
      const ahead = x * (xy[2 * to]! - xy[2 * from]!) + y * (xy[2 * to + 1]! - xy[2 * from + 1]!);
      expect(ahead, key).toBeGreaterThan(0);
      expect(await parts.paperTitle(page).innerText()).toBe(papers[to]!.title);
    }
    expect(moves).toBeGreaterThan(5);
  });

  test('n and p walk along the true neighbours of the paper where one began', async () => {
    await using opened = await openExplorer({ isModelHeld: true, path: pathOf(7) });
    const { page } = opened;
    await parts.paperTitle(page).waitFor();
    const { indices, k } = await atlas.neighbors();
    const way = [7, ...indices.subarray(7 * k, 7 * k + 10)];
    await waitForMap(page);
    for (const row of way.slice(1, 4)) {
      await page.keyboard.press('n');
      await expect.poll(() => selectedRow(page)).toBe(row);
    }
    for (const row of [way[2], way[1], 7, 7]) {
      await page.keyboard.press('p');
      await expect.poll(() => selectedRow(page)).toBe(row);
    }
    for (let step = 0; step < 12; step++) await page.keyboard.press('n');
    await expect.poll(() => selectedRow(page)).toBe(way[10]);
  });

  test('Enter in the search box opens the best hit and goes into it; arrows go along the list', async () => {
    await using opened = await openExplorer();
    const { page } = opened;
    await waitForMeaning(page);
    await ask(page, QUERY);
    const [first, second] = await parts.hitTitles(page).allTextContents();
    const focusedTitle = async () => (await focusedText(page)).split('\n')[0]!;
    await page.keyboard.press('Enter');
    const title = await parts.paperTitle(page).innerText();
    expect(first).toBe(title);
    expect(await focusedText(page)).toBe(title);
    await page.keyboard.press('Escape');
    await parts.hits(page).first().waitFor();

    await parts.search(page).focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    expect(await focusedTitle()).toBe(second);
    await page.keyboard.press('ArrowUp');
    expect(await focusedTitle()).toBe(first);
    await page.keyboard.press('Enter');
    await expect.poll(() => parts.paperTitle(page).innerText()).toBe(title);
    expect(await focusedText(page)).toBe(title);
    await page.getByRole('button', { name: words.paper.backToList }).press('Enter');
    await expect.poll(focusedTitle).toBe(first);
  });

  test('Enter on the map goes into the open paper', async () => {
    await using opened = await openExplorer({ isModelHeld: true, path: pathOf(5) });
    const { page } = opened;
    await waitForMap(page);
    await parts.map(page).focus();
    await page.keyboard.press('Enter');
    expect(await focusedText(page)).toBe(papers[5]!.title);
  });

  test('Esc steps back: help, paper, query, view', async () => {
    await using opened = await openExplorer({
      isModelHeld: true,
      path: `?q=${QUERY}&paper=${papers[2]!.id}&view=0,0,3`,
    });
    const { page } = opened;
    await waitForMap(page);
    await parts.paperTitle(page).waitFor();
    await page.keyboard.press('?');
    await parts.help(page).waitFor();
    await page.keyboard.press('Escape');
    await parts.help(page).waitFor({ state: 'hidden' });
    expect(await parts.paper(page).isVisible()).toBe(true);
    await page.keyboard.press('Escape');
    await parts.paper(page).waitFor({ state: 'hidden' });
    expect(addressOf(page, 'q')).toBe(QUERY);
    await page.keyboard.press('Escape');
    await page.getByText(words.rest.lead(209)).waitFor();
    expect(addressOf(page, 'q')).toBeNull();
    expect(addressOf(page, 'view')).not.toBeNull();
    await page.keyboard.press('Escape');
    await expect.poll(() => addressOf(page, 'view')).toBeNull();
    await page.keyboard.press('Escape');
    const { search, hash } = new URL(page.url());
    expect([search, hash]).toEqual(['', '']);
  });

  test('Esc gives the focus back to where one was: the box, the list, the map', async () => {
    await using opened = await openExplorer({ isModelHeld: true });
    const { page } = opened;
    await waitForMap(page);
    await ask(page, 'rationales', 'words');
    const isBox = () => parts.search(page).evaluate((input) => input === document.activeElement);
    await page.keyboard.press('Enter');
    const title = await parts.paperTitle(page).innerText();
    await expect.poll(() => focusedText(page)).toBe(title);
    await page.keyboard.press('Escape');
    await expect.poll(isBox).toBe(true);

    for (let step = 0; step < 3; step++) await page.keyboard.press('ArrowDown');
    const hit = await focusedText(page);
    await page.keyboard.press('Enter');
    await parts.nearest(page).first().press('Enter');
    await page.keyboard.press('Escape');
    await expect.poll(() => focusedText(page)).toBe(hit);
    await page.keyboard.press('Escape');
    await expect.poll(isBox).toBe(true);

    await parts.map(page).focus();
    await page.keyboard.press('ArrowRight');
    await parts.paperTitle(page).waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    const isMap = () => parts.map(page).evaluate((node) => node === document.activeElement);
    await expect.poll(isMap).toBe(true);
  });

  test('+ - 0 come closer, go back, show the whole map', async () => {
    await using opened = await openExplorer({ isModelHeld: true });
    const { page } = opened;
    await waitForMap(page);
    await page.keyboard.press('+');
    await page.keyboard.press('=');
    await expect.poll(() => zoomOf(page)).toBeCloseTo(2.56, 1);
    await page.keyboard.press('-');
    await expect.poll(() => zoomOf(page)).toBeCloseTo(1.6, 1);
    await page.keyboard.press('0');
    await expect.poll(() => addressOf(page, 'view')).toBeNull();
  });

  test('a dialog whose code cannot be had says so', async () => {
    await using opened = await openExplorer({ isModelHeld: true });
    const { page } = opened;
    await waitForMap(page);
    const isHelp = /\/assets\/help-.*\.js$/;
    // Not by refusing it: a file that did not come is a message of the browser's, too.
    await page.route(isHelp, (route) => route.fulfill({ contentType: 'text/javascript', body: 'throw 1;' }));
    await page.keyboard.press('?');
    await page.getByRole('status').getByText(words.done.unopened).waitFor();
    expect(await parts.help(page).count()).toBe(0);
  });

  test('? lists every key, and everything that the list names is there', async () => {
    await using opened = await openExplorer({ isModelHeld: true });
    const { page } = opened;
    await waitForMap(page);
    await page.keyboard.press('?');
    const text = await parts.help(page).innerText();
    for (const [, meaning] of helpWords.keys) expect(text).toContain(meaning);
    // The map comes first: what its signs mean, then the keys.
    for (const [, name, meaning] of helpWords.signs) {
      expect(text).toContain(name);
      expect(text.indexOf(meaning)).toBeLessThan(text.indexOf(helpWords.keysTitle));
    }
    await parts.help(page).getByRole('button', { name: helpWords.close }).click();
    await parts.help(page).waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: words.menu.help }).click();
    await parts.help(page).waitFor();
  });

  test('what stands behind the atlas: i opens it, the focus stays in it, Esc gives it back; the first hint is not seen twice', async () => {
    await using opened = await openExplorer({ isModelHeld: true });
    const { page } = opened;
    await waitForMap(page);
    const hint = page.getByText(words.hint.text);
    await hint.waitFor();
    await parts.map(page).focus();
    await page.keyboard.press('i');
    const text = await parts.about(page).innerText();
    const { about } = words;
    for (const part of ['all-MiniLM-L6-v2', about.mapParameters(15, 0.1, 42), about.trustworthiness])
      expect(text).toContain(part);
    expect(text).toMatch(/Paper Atlas \d+\.\d+\.\d+/);
    for (const [work, licence] of about.licensed) {
      expect(text).toContain(work);
      expect(text).toContain(licence);
    }
    const isInside = () => parts.about(page).evaluate((node) => node.contains(document.activeElement));
    expect(await isInside()).toBe(true);
    await page.keyboard.press('Escape');
    await parts.about(page).waitFor({ state: 'hidden' });
    expect(await parts.map(page).evaluate((node) => node === document.activeElement)).toBe(true);
    await page.getByRole('button', { name: words.hint.close }).click();
    await hint.waitFor({ state: 'hidden' });
    await page.reload();
    await page.getByText(words.rest.lead(209)).waitFor();
    expect(await hint.isVisible()).toBe(false);
  });

  test('the Tab key reaches everything: search, list, colours, help, zoom, map', async () => {
    await using opened = await openExplorer();
    const { page } = opened;
    await waitForMeaning(page);
    await ask(page, QUERY);
    const reached = new Set<string>();
    for (let step = 0; step < 160; step++) {
      await page.keyboard.press('Tab');
      reached.add(
        await page.evaluate(() => {
          const at = document.activeElement as HTMLElement;
          return at.getAttribute('aria-label') ?? at.innerText.split('\n')[0]!;
        }),
      );
    }
    const wanted: string[] = [
      words.search.label,
      words.search.clear,
      words.menu.help,
      words.menu.zoomIn,
      words.menu.zoomOut,
    ];
    wanted.push(words.menu.home, words.map.label, ...(await parts.hitTitles(page).allTextContents()));
    for (const name of wanted) expect([...reached], name).toContain(name);
  });
});
