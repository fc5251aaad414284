import { readFile, stat } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { openAtlas } from 'paper-atlas/node';
import type { Page } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import { barOf } from '../../packages/demo/src/search/warmth.ts';
import { words } from '../../packages/demo/src/words.ts';
import { openExplorer } from '../support/browser.ts';
import {
  addressState,
  ask,
  describeInBrowser,
  parts,
  stillPicture,
  waitForAnswer,
  waitForMap,
  waitForMeaning,
} from '../support/explorer-page.ts';
import { EXPLORER, serveSite } from '../support/static-site.ts';

const QUERY = 'how do models justify their answers to people';

/** The explorer with its model on a slow line: half of the weights comes in pieces, the rest when it is asked for. */
async function openWithSlowModel() {
  let release = (): void => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const answer = async (response: ServerResponse, file: string): Promise<void> => {
    const bytes = await readFile(file);
    response.setHeader('content-length', bytes.length);
    if (response.req.method === 'HEAD') return void response.end();
    const piece = Math.ceil(bytes.length / 16);
    for (let at = 0; at < 8; at++) {
      response.write(bytes.subarray(at * piece, (at + 1) * piece));
      await delay(50);
    }
    await released;
    response.end(bytes.subarray(8 * piece));
  };
  const site = await serveSite({
    atlas: inject('seedAtlas'),
    changes: { [WEIGHTS]: (response, file) => void answer(response, file) },
  });
  const opened = await openExplorer({ origin: site.url });
  return {
    page: opened.page,
    release: () => release(),
    async [Symbol.asyncDispose]() {
      await opened[Symbol.asyncDispose]();
      await site[Symbol.asyncDispose]();
    },
  };
}
const RUNTIME = 'runtime/ort-wasm-simd-threaded.wasm';
const WEIGHTS = 'models/Xenova/all-MiniLM-L6-v2/onnx/model_quantized.onnx';

/** Notes every list that is shown from now on, by the query that it answers. */
async function watchLists(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(
    ([heat, marked]) => {
      const seen: string[] = [];
      Object.assign(window, { seenLists: seen });
      new MutationObserver(() => {
        const legend = [...document.querySelectorAll('p')].map(({ innerText }) => innerText.split('\n')[0]!);
        const line = legend.find((text) => text.startsWith(heat!) || text.startsWith(marked!));
        if (line !== undefined && line !== seen.at(-1)) seen.push(line);
      }).observe(document.body, { subtree: true, childList: true, characterData: true });
    },
    [words.legend.heat.trim(), words.legend.words.trim()],
  );
  return () => page.evaluate(() => (window as unknown as { seenLists: string[] }).seenLists);
}

/** Types all keys of a text within one moment, as no fingers could. */
async function typeAtOnce(page: Page, text: string): Promise<void> {
  await parts.search(page).evaluate((input: HTMLInputElement, typed) => {
    for (let end = 1; end <= typed.length; end++) {
      input.value = typed.slice(0, end);
      input.dispatchEvent(new InputEvent('input', { bubbles: true }));
    }
  }, text);
}

describeInBrowser('search', () => {
  test('words find papers while the model is loading, its bytes are shown, then meaning answers by itself', async () => {
    await using opened = await openWithSlowModel();
    const { page, release } = opened;
    const { size } = await stat(join(EXPLORER, WEIGHTS));
    await waitForMap(page);
    const loading = parts.searchLine(page).getByText(/\d+\.\d of \d+\.\d MB/);
    await loading.waitFor();
    const readAmount = async () => (await loading.innerText()).match(/\d+\.\d/g)!.map(Number);
    const totals = new Set<number>();
    const readDone = async () => {
      const [done, total] = await readAmount();
      totals.add(total!);
      return done!;
    };
    // The half of the weights and the whole runtime: what is held back is the other half.
    const { size: runtime } = await stat(join(EXPLORER, RUNTIME));
    await expect.poll(readDone, { interval: 20 }).toBeGreaterThan((0.49 * size + runtime) / 1e6);
    expect(totals.size, [...totals].join()).toBe(1);
    const [total] = totals;
    // Shown to a tenth, and rounded.
    expect(total).toBeGreaterThanOrEqual(Number(((size + runtime) / 1e6).toFixed(1)));
    const bar = page.getByRole('progressbar');
    const position = await bar.evaluate((node: HTMLProgressElement) => node.position);
    expect(position).toBeCloseTo(1 - size / 2e6 / total!, 1);

    await ask(page, 'rationales', 'words');
    const found = await parts.hits(page).allTextContents();
    expect(found.length).toBeGreaterThan(3);
    for (const text of found.slice(0, 4)) expect(text).toMatch(/rational/i);
    expect(await parts.searchLine(page).innerText()).toMatch(/\d+ papers\s+(< 1|\d+) ms/);
    expect(await parts.hits(page).first().locator('mark').count()).toBeGreaterThan(0);

    release();
    await waitForAnswer(page, 'rationales', 'meaning');
    await bar.waitFor({ state: 'hidden' });
    expect(await parts.searchLine(page).innerText()).toMatch(/of 209 papers stands? out\s+\d+ ms/);
  });

  test('words that no paper has say so, and meaning answers them', async () => {
    await using opened = await openWithSlowModel();
    const { page, release } = opened;
    await waitForMap(page);
    await parts.search(page).fill('zeitgeist quarks');
    await parts.column(page).getByText(words.search.noWords('zeitgeist quarks')).waitFor();
    await parts.column(page).getByText(words.search.noWordsYet).waitFor();
    release();
    await waitForAnswer(page, 'zeitgeist quarks', 'meaning');
    expect(await parts.hits(page).count()).toBe(50);
  });

  test('a question finds papers before the model is there: by its telling words, and by most of them', async () => {
    await using opened = await openExplorer({ isModelHeld: true });
    const { page } = opened;
    await waitForMap(page);
    const question = 'does an explanation show how the model really came to its answer?';
    await ask(page, question, 'words');
    expect(await parts.hits(page).count()).toBeGreaterThan(4);
    expect(await parts.hits(page).first().locator('mark').count()).toBeGreaterThan(2);
    await ask(page, 'what is a rationale', 'words');
    expect(await parts.hits(page).count()).toBeGreaterThan(10);
    expect(await parts.column(page).getByText(words.search.noWordsYet).isVisible()).toBe(false);
  });

  test('all bars have one scale: of hits, of the open paper, of its neighbours', async () => {
    await using opened = await openExplorer();
    const { page } = opened;
    await waitForMeaning(page);
    await ask(page, QUERY);
    await using atlas = await openAtlas(inject('seedAtlas'));
    const checkBars = async (least: number) => {
      const measures = await page
        .getByTitle(/cosine /)
        .evaluateAll((nodes) =>
          nodes
            .filter((node) => node.checkVisibility())
            .map((node) => [
              node.textContent,
              node.querySelector<HTMLElement>('[aria-hidden] > *')!.style.width,
            ]),
        );
      expect(measures.length).toBeGreaterThanOrEqual(least);
      for (const [text, width] of measures) {
        const percentile = Number(/(\d+(?:\.\d+)?)\s%/.exec(text!)![1]);
        expect(Number.parseFloat(width!) / 100).toBeCloseTo(barOf(percentile), 1);
      }
    };
    await checkBars(50);
    const first = parts.hits(page).first();
    await first.click();
    await parts.nearest(page).first().waitFor();
    await checkBars(11);
    // Of pairs of papers, as the command line says.
    const title = await parts.paperTitle(page).innerText();
    const [near] = await atlas.similar(atlas.findPaper(title).id, { limit: 209, mode: 'semantic' });
    const shown = await parts.nearest(page).first().innerText();
    expect(shown).toContain(near!.paper.title);
    expect(shown).toContain(words.closeness.percent(near!.percentile!));
  });

  test('it gives the list that the command line gives, with the same closeness, and says where it becomes weak', async () => {
    await using opened = await openExplorer();
    const { page } = opened;
    await waitForMeaning(page);
    await ask(page, QUERY);
    await using atlas = await openAtlas(inject('seedAtlas'));
    const expected = await atlas.search(QUERY, { limit: 209, isPrefix: true });
    // What is not seen is not laid out, and has no inner text.
    const shown = await parts.hits(page).allTextContents();
    expect(shown).toHaveLength(50);
    const ranks = shown.map((text) => expected.findIndex(({ paper }) => text.startsWith(paper.title)));
    // Both round the model's numbers in their own way: neighbours of the list may change places.
    expect(ranks[0]).toBe(0);
    for (const [at, rank] of ranks.entries()) {
      expect(Math.abs(rank - at), shown[at]!).toBeLessThan(12);
      const cosine = Number(/cosine (−?\d\.\d\d)/.exec(shown[at]!)![1]!.replace('−', '-'));
      expect(Math.abs(cosine - expected[rank]!.similarity!)).toBeLessThan(0.06);
    }
    const line = await parts.searchLine(page).innerText();
    const close = Number(/^(\d+) of 209 papers stand out/.exec(line)![1]);
    const { weakFrom } = await atlas.rank(QUERY, { isPrefix: true });
    expect(Math.abs(close - (weakFrom! - 1))).toBeLessThan(5);
    await parts.column(page).getByText(words.search.weakBelow.closeness).waitFor();
  });

  test('a hit shows the sentence that earned it: by words at once, by meaning a moment later, in the same room', async () => {
    await using opened = await openExplorer();
    const { page } = opened;
    await waitForMeaning(page);
    await ask(page, QUERY);
    await using atlas = await openAtlas(inject('seedAtlas'));
    const first = parts.hits(page).first();
    const height = (await first.boundingBox())!.height;
    await expect.poll(() => first.locator('.earning').count()).toBe(1);
    const title = (await first.innerText()).split('\n')[0]!;
    expect(atlas.findPaper(title).abstract).toContain(
      (await first.locator('.earning').innerText()).slice(0, 60),
    );
    await page.waitForTimeout(1500);
    expect((await first.boundingBox())!.height).toBe(height);
    await first.click();
    const abstract = parts.paper(page).locator('.paper-abstract');
    await expect.poll(() => abstract.locator('.earning').count()).toBe(1);
    expect(await abstract.innerText()).toBe(atlas.findPaper(title).abstract);
    await parts
      .paper(page)
      .getByText(/^Meaning \d+\s%, words \d+\s%$/)
      .waitFor();
  });

  test('hybrid, meaning or words: the list is ranked anew at once, and the address keeps the choice', async () => {
    await using opened = await openExplorer();
    const { page } = opened;
    await waitForMeaning(page);
    await ask(page, 'rationale faithfulness');
    const hybrid = await parts.hits(page).allTextContents();
    await parts.mode(page, 'semantic').check();
    await expect.poll(() => parts.hits(page).allTextContents()).not.toEqual(hybrid);
    expect(addressState(page).get('mode')).toBe('semantic');
    await page.keyboard.press('ArrowRight');
    await waitForAnswer(page, 'rationale faithfulness', 'words');
    expect(await parts.searchLine(page).innerText()).toMatch(/^\d+ papers/);
    await page.reload();
    await waitForAnswer(page, 'rationale faithfulness', 'words');
    await page.goBack();
    await expect.poll(() => parts.mode(page, 'semantic').isChecked()).toBe(true);
  });

  test('while the model is loading there are words, and the choice waits', async () => {
    await using opened = await openExplorer({ isModelHeld: true, path: '?mode=semantic' });
    const { page } = opened;
    await waitForMap(page);
    await ask(page, 'rationale', 'words');
    expect(await parts.mode(page, 'hybrid').isDisabled()).toBe(true);
    await parts.column(page).getByText(words.model.soon, { exact: true }).waitFor();
  });

  test('a query may ask for phrases, fields and years; what is not understood is said, with its place', async () => {
    await using opened = await openExplorer();
    const { page } = opened;
    await waitForMeaning(page);
    await parts.search(page).focus();
    await page.getByText(words.ask.offer).first().click();
    await parts.column(page).getByText('"exact phrase"').waitFor();
    await ask(page, '"chain of thought" -distillation');
    for (const text of await parts.hits(page).allTextContents()) expect(text).not.toMatch(/distill/i);
    await ask(page, 'year:20x0 rationale');
    const notes = page.getByRole('list', { name: words.search.notes });
    await notes.getByText(/taken as words/).waitFor();
    expect(await notes.locator('u').first().innerText()).toBe('year:20x0');
  });

  test('a word that no paper has is told of with what was looked for instead, which is marked as such', async () => {
    await using opened = await openExplorer();
    const { page } = opened;
    await waitForMeaning(page);
    await ask(page, 'banana bread recipe');
    const notes = page.getByRole('list', { name: words.search.notes });
    await notes.getByText(words.search.instead('bread', ['broad', 'break'])).waitFor();
    const marks = parts.column(page).locator('mark', { hasText: /^(broad|break)/i });
    await marks.first().waitFor();
    for (const mark of await marks.all()) expect(await mark.getAttribute('class')).toBe('is-instead');
    await ask(page, 'banana');
    await notes.waitFor({ state: 'hidden' });
  });

  test('a newer key cancels the older query: only the last list is ever shown', async () => {
    await using opened = await openExplorer();
    const { page } = opened;
    await waitForMeaning(page);
    const readLists = await watchLists(page);
    await typeAtOnce(page, QUERY);
    await waitForAnswer(page, QUERY, 'meaning');
    expect(await readLists()).toEqual([`${words.legend.heat}${QUERY}`]);
    const typed = await parts.hits(page).allTextContents();

    await parts.search(page).fill('');
    await page.getByText(words.legend.rest).waitFor();
    await ask(page, QUERY);
    expect(await parts.hits(page).allTextContents()).toEqual(typed);
  });

  test('keys after keys show lists of what was typed, in the order of typing, and end with the last', async () => {
    await using opened = await openExplorer();
    const { page } = opened;
    await waitForMeaning(page);
    const readLists = await watchLists(page);
    await parts.search(page).pressSequentially(QUERY, { delay: 15 });
    await waitForAnswer(page, QUERY, 'meaning');
    const lists = (await readLists()).map((line) => line.slice(words.legend.heat.length));
    for (const query of lists) expect(QUERY.startsWith(query), query).toBe(true);
    const lengths = lists.map(({ length }) => length);
    expect(lengths).toEqual(lengths.toSorted((a, b) => a - b));
    expect(lists.at(-1)).toBe(QUERY);
  });

  test('a query lights up the land, another one elsewhere, none leaves it as it was', async () => {
    await using opened = await openExplorer();
    const { page } = opened;
    await waitForMeaning(page);
    const rest = await stillPicture(page);
    await ask(page, QUERY);
    const lit = await stillPicture(page);
    await ask(page, 'games with agents that know each other');
    const other = await stillPicture(page);
    expect(new Set([rest, lit, other]).size).toBe(3);
    await page.getByRole('button', { name: words.search.clear }).click();
    await page.getByText(words.legend.rest).waitFor();
    expect(await stillPicture(page)).toBe(rest);
    expect(await parts.search(page).evaluate((input) => input === document.activeElement)).toBe(true);
  });

  test('a hit says which words it has, where it stands for the query, and where it lies', async () => {
    await using opened = await openExplorer();
    const { page } = opened;
    await waitForMeaning(page);
    await ask(page, 'faithful explanations');
    await parts.hits(page).nth(1).click();
    await parts.paper(page).getByText(words.paper.standing(2, '“faithful explanations”')).waitFor();
    // The page has no address of its papers: who is asked for one is named where it can be seen.
    const link = parts.paper(page).getByRole('link');
    expect(await link.innerText()).toBe('Search Google Scholar for its title (opens a new tab)');
    await page.getByRole('button', { name: words.paper.backToList }).click();
    await waitForAnswer(page, 'faithful explanations', 'meaning');
    expect(await parts.hits(page).count()).toBe(50);
  });

  test('odd queries break nothing: blanks, signs, 5,000 characters, emoji, writing from right to left', async () => {
    await using opened = await openExplorer();
    const { page } = opened;
    await waitForMeaning(page);
    const odd = ['?!… — ()[]{}\\^$.*+|', 'reasoning about reasons '.repeat(210), '🧠👩‍🔬 שלום עולם'];
    for (const query of odd) {
      await parts.search(page).fill(query);
      await page.getByText(`${words.legend.heat}${query.trim().slice(0, 60)}`).waitFor();
      expect(await parts.hits(page).count()).toBe(50);
    }
    await parts.search(page).fill('   ');
    await parts.searchLine(page).getByText(words.model.ready).waitFor();
    await ask(page, 'rationale');
    expect(await parts.hits(page).count()).toBe(50);
  });
});
