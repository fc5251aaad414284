import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openAtlas } from 'paper-atlas/node';
import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { words } from '../../packages/demo/src/words.ts';
import { openExplorer } from '../support/browser.ts';
import { copyAtlas, fileOfKind, replaceKind } from '../support/changed-atlas.ts';
import { runCli } from '../support/cli.ts';
import {
  ask,
  describeInBrowser,
  middleOfMap,
  parts,
  waitForMap,
  waitForMeaning,
} from '../support/explorer-page.ts';
import { serveSite } from '../support/static-site.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';

const RUN = 'window.wasRun=true';
const HTML = [
  `<script>${RUN}</script>`,
  `<img src=x onerror="${RUN}">`,
  `<svg/onload=${RUN}>`,
  `"><iframe srcdoc="<script>parent.${RUN}</script>">`,
  `</title></article><style>*{display:none}</style><base href="https://evil.invalid/">`,
  `<a href="javascript:${RUN}">x</a>`,
  `{{constructor.constructor('${RUN}')()}} \${${RUN}}`,
];
const ODD = [
  '\u202Eright to left override\u202D and \u2067isolates never closed',
  'שלום עולם — الذكاء الاصطناعي العربية',
  'lone \uD800 surrogate \uDC00 and \uDBFF',
  '👩‍👩‍👧‍👦 family 🏳️‍🌈 flag 🧠 brain',
  `Z${'\u0301\u0316\u0489'.repeat(200)}algo`,
  'L'.repeat(10_000),
  'many short words '.repeat(600),
  '\u0000\u0007\u001B[31m control \u2028 and \u2029 separators',
  '__proto__',
  ' \u200B\uFEFF ',
];
const TITLES = [...HTML, ...ODD];
const URLS = [
  `javascript:${RUN}`,
  ` JaVaScRiPt:${RUN}`,
  'data:text/html,<script>parent.wasRun=true</script>',
  'vbscript:msgbox(1)',
  'blob:https://evil.invalid/1',
  'file:///etc/passwd',
  `https://example.org/"onmouseover="${RUN}`,
  'https://example.org/<script>',
];

const RECORDS = TITLES.map((title, at) => ({
  id: `${title.slice(0, 100)}#${at}`,
  title,
  abstract: `${HTML[at % HTML.length]} ${ODD[at % ODD.length]} A study of reasons.`,
  authors: [HTML[at % HTML.length], ODD[at % ODD.length]],
  venue: HTML[(at + 1) % HTML.length],
  url: URLS[at % URLS.length],
  doi: `10.1000/${HTML[at % HTML.length]}`,
  '<img src=x onerror=window.wasRun=true>': HTML[0],
}));

/** Nothing has run, no element came out of a text, every link is http or https, nothing is wider than the window. */
async function expectHarmless(page: Page): Promise<void> {
  const found = await page.evaluate(() => {
    const isScrolled = (node: Element) =>
      node === document.documentElement || /auto|scroll/.test(getComputedStyle(node).overflowX);
    return {
      wasRun: 'wasRun' in window,
      strangers: [
        ...document.body.querySelectorAll('script, img, iframe, style, base, object, embed, link'),
      ].map(({ outerHTML }) => outerHTML.slice(0, 200)),
      handlers: [...document.body.querySelectorAll('*')].flatMap(({ attributes }) =>
        [...attributes].filter(({ name }) => name.startsWith('on')).map(({ name }) => name),
      ),
      links: [...document.querySelectorAll('a')]
        .map(({ protocol }) => protocol)
        .filter((each) => !/^https?:$/.test(each)),
      wide: [document.documentElement, ...document.body.querySelectorAll('*')]
        .filter((node) => node.scrollWidth > node.clientWidth && isScrolled(node))
        .map(({ tagName, className }) => `${tagName} ${className}`),
    };
  });
  expect(found).toEqual({ wasRun: false, strangers: [], handlers: [], links: [], wide: [] });
}

/** Opens every paper, searches, hovers, opens links' places: everything that puts its texts on the page. */
async function walk(page: Page, ids: readonly string[]): Promise<void> {
  page.on('dialog', (dialog) => void dialog.dismiss());
  await waitForMap(page);
  await expectHarmless(page);
  await waitForMeaning(page);
  for (const query of [HTML[0]!, HTML[1]!, 'reasons', ODD[2]!]) {
    await parts.search(page).fill(query);
    await page.getByText(`${words.legend.heat}${query.toWellFormed()}`).waitFor();
    expect(await parts.hits(page).count()).toBe(ids.length);
    await expectHarmless(page);
  }
  await ask(page, 'study');
  for (let at = 0; at < ids.length; at++) {
    await parts.hits(page).nth(at).click();
    await parts.paperTitle(page).waitFor();
    await expectHarmless(page);
    await page.keyboard.press('Escape');
  }
  const { x, y } = await middleOfMap(page);
  for (let step = -10; step <= 10; step++) await page.mouse.move(x + 25 * step, y + 11 * step);
  await expectHarmless(page);
}

describeInBrowser('hostile data', () => {
  const folder = makeTemporaryFolder();
  const built = join(folder, 'built.atlas');
  const forged = join(folder, 'forged.atlas');

  beforeAll(async () => {
    const input = RECORDS.map((record) => JSON.stringify(record)).join('\n');
    const { code, stderr } = await runCli(['build', '-', '--format', 'jsonl', '--out', built], { input });
    expect(code, stderr).toBe(0);
    // What no reader of papers lets through, written past it: the page has only itself to trust.
    copyAtlas(built, forged, (manifest) => {
      const papers = readFileSync(join(built, fileOfKind(built, 'papers')), 'utf8')
        .trimEnd()
        .split('\n');
      const raw = papers.map((line, row) => ({ ...JSON.parse(line), ...RECORDS[row % RECORDS.length] }));
      const lines = raw.map((paper, row) => `${JSON.stringify({ ...paper, id: `${paper.id}${row}` })}\n`);
      replaceKind(forged, manifest, 'papers', Buffer.from(lines.join('')));
      const regions = JSON.parse(readFileSync(join(built, fileOfKind(built, 'regions')), 'utf8'));
      const renamed = regions.map((region: object, at: number) => ({
        ...region,
        name: TITLES[at % TITLES.length],
      }));
      replaceKind(forged, manifest, 'regions', Buffer.from(JSON.stringify(renamed)));
    });
  });

  test.each([
    ['that the command line read', built, 1440],
    ['that was forged past every check', forged, 1440],
    ['that was forged past every check, on a phone', forged, 390],
  ])('an atlas %s is text, whatever one does', async (_name, dir, width) => {
    await using atlas = await openAtlas(built);
    await using site = await serveSite({ atlas: dir });
    await using opened = await openExplorer({ origin: site.url, viewport: { width, height: 844 } });
    await walk(
      opened.page,
      atlas.papers.map(({ id }) => id),
    );
    expect(site.asked.filter((path) => path.includes('evil') || path.endsWith('/x'))).toEqual([]);
  });

  test('such texts stand on the page as they were written', async () => {
    await using site = await serveSite({ atlas: forged });
    await using opened = await openExplorer({ origin: site.url, isModelHeld: true });
    const { page } = opened;
    await waitForMap(page);
    await ask(page, 'study of reasons', 'words');
    const shown = await parts.hits(page).allTextContents();
    for (const title of HTML)
      expect(
        shown.some((text) => text.startsWith(title)),
        title,
      ).toBe(true);
  });

  test('an address made of markup is a query like any other', async () => {
    const query = encodeURIComponent(`"><script>${RUN}</script>`);
    await using opened = await openExplorer({
      isModelHeld: true,
      path: `?q=${query}&paper=${query}&view=${query}`,
    });
    const { page } = opened;
    await waitForMap(page);
    await parts.paper(page).getByText(words.paper.unknown).waitFor();
    await expectHarmless(page);
    expect(await parts.search(page).inputValue()).toBe(`"><script>${RUN}</script>`);
  });
});
