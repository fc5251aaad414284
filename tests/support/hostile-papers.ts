import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { words } from '../../packages/demo/src/words.ts';
import { ask, middleOfMap, parts, waitForMap, waitForMeaning } from './explorer-page.ts';

/** What must never run. */
export const RUN = 'window.wasRun=true';
export const HTML = [
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
export const TITLES = [...HTML, ...ODD];
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

/** A paper for each of the titles, with all its other fields as bad. */
export const RECORDS = TITLES.map((title, at) => ({
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
export async function expectHarmless(page: Page): Promise<void> {
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
export async function walk(
  page: Page,
  ids: readonly string[],
  { hasModel = true }: { readonly hasModel?: boolean } = {},
): Promise<void> {
  page.on('dialog', (dialog) => void dialog.dismiss());
  await waitForMap(page);
  await expectHarmless(page);
  if (hasModel) await waitForMeaning(page);
  // Without a model a text is searched by its words, and not all papers have those of the others.
  for (const query of hasModel ? [HTML[0]!, HTML[1]!, 'reasons', ODD[2]!] : ['reasons']) {
    await parts.search(page).fill(query);
    const legend = hasModel ? words.legend.heat : words.legend.words;
    await page.getByText(`${legend}${query.toWellFormed()}`).waitFor();
    expect(await parts.hits(page).count()).toBe(ids.length);
    await expectHarmless(page);
  }
  await ask(page, 'study', hasModel ? 'meaning' : 'words');
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
