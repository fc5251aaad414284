import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { openAtlas } from 'paper-atlas/node';
import { beforeAll, expect, test } from 'vitest';
import { words } from '../../packages/demo/src/words.ts';
import { leavesThePage, openExplorer } from '../support/browser.ts';
import { copyAtlas, fileOfKind, replaceKind } from '../support/changed-atlas.ts';
import { runCli } from '../support/cli.ts';
import { ask, describeInBrowser, parts, waitForMap } from '../support/explorer-page.ts';
import { expectHarmless, HTML, RECORDS, RUN, TITLES, walk } from '../support/hostile-papers.ts';
import { serveSite } from '../support/static-site.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';

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

  test('an atlas in one file, opened from a disk, is text too: it can end no element and reach nothing', async () => {
    const file = join(folder, 'forged.html');
    const { code, stderr } = await runCli(['export', forged, '--format', 'html', '--out', file]);
    expect(code, stderr).toBe(0);
    await using atlas = await openAtlas(forged);
    await using opened = await openExplorer({ origin: pathToFileURL(file).href });
    await walk(
      opened.page,
      atlas.papers.map(({ id }) => id),
      { hasModel: false },
    );
    expect(opened.requests.filter(leavesThePage)).toEqual([pathToFileURL(file).href]);
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

  test('such texts are text in the SVG of the map too, which is well-formed and runs nothing', async () => {
    await using site = await serveSite({ atlas: forged });
    await using opened = await openExplorer({ origin: site.url, isModelHeld: true });
    const { page } = opened;
    await waitForMap(page);
    await page.getByRole('button', { name: words.picture.menu }).click();
    const button = page.getByRole('button', { name: words.picture.svg, exact: true });
    const [download] = await Promise.all([page.waitForEvent('download'), button.click()]);
    const file = join(makeTemporaryFolder(), download.suggestedFilename());
    await download.saveAs(file);
    const text = readFileSync(file, 'utf8');
    // The fonts that it carries are a style, which this page's policy lets no text bring in.
    const style = /<style>(.*?)<\/style>/su.exec(text)?.[1] ?? '';
    expect(style.replace(/^\/\*[^<&]*?\*\/$/mu, '').trim()).toMatch(/^(?:@font-face\{[^{}<&]+\}\s*)+$/u);
    const read = await page.evaluate(
      (text) => {
        const svg = new DOMParser().parseFromString(text, 'image/svg+xml');
        const nodes = [...svg.querySelectorAll('*')];
        return {
          root: svg.documentElement.nodeName,
          names: [...new Set(nodes.map(({ nodeName }) => nodeName))].toSorted(),
          attributes: nodes.flatMap((node) => node.getAttributeNames()),
          titles: [...svg.querySelectorAll('circle > title')].map(({ textContent }) => textContent),
        };
      },
      text.replace(`<style>${style}</style>`, ''),
    );
    expect(read.root).toBe('svg');
    expect(read.names).toEqual(['circle', 'path', 'svg', 'text', 'title']);
    expect(read.attributes.filter((name) => name.startsWith('on') || name.includes('href'))).toEqual([]);
    for (const title of HTML) expect(read.titles).toContain(title);
    await expectHarmless(page);
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
