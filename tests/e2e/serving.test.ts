import { readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import type { Page } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import { words } from '../../packages/demo/src/words.ts';
import { openExplorer } from '../support/browser.ts';
import { fileOfKind } from '../support/changed-atlas.ts';
import {
  ask,
  describeInBrowser,
  parts,
  stillPicture,
  waitForMap,
  waitForMeaning,
} from '../support/explorer-page.ts';
import { serveSite } from '../support/static-site.ts';

const PATHS = ['/some/deep/path/', '/with%20blank/%C3%A4/'];

/** Uses what makes requests: fonts, workers, model, runtime, papers. */
async function useAll(page: Page): Promise<void> {
  await waitForMap(page);
  await waitForMeaning(page);
  await ask(page, 'why did the model decide so');
  await parts.hits(page).first().click();
  await parts.paperTitle(page).waitFor();
  await page.keyboard.press('?');
  await parts.help(page).waitFor();
  await page.keyboard.press('Escape');
  await stillPicture(page);
}

/** What the page's own policy forbade, as its events say. */
function watchPolicy(page: Page): Promise<void> {
  return page.evaluate(() => {
    const broken: string[] = [];
    Object.assign(window, { brokenPolicy: broken });
    addEventListener('securitypolicyviolation', ({ blockedURI, violatedDirective }) =>
      broken.push(`${violatedDirective}: ${blockedURI}`),
    );
  });
}
const readPolicy = (page: Page) =>
  page.evaluate(() => (window as unknown as { brokenPolicy: string[] }).brokenPolicy);

describeInBrowser('serving', () => {
  test('paper-atlas serve: nothing leaves the origin, nothing breaks its strict policy', async () => {
    await using opened = await openExplorer();
    const { page, requests } = opened;
    await watchPolicy(page);
    await useAll(page);
    expect(await readPolicy(page)).toEqual([]);
    const kinds = [
      /\/assets\//,
      /\/atlas\/manifest\.json$/,
      /\/atlas\/data\//,
      /\/models\//,
      /\/runtime\/.*\.wasm$/,
    ];
    for (const kind of kinds)
      expect(
        requests.some((url) => kind.test(url)),
        String(kind),
      ).toBe(true);
    expect(requests.filter((url) => !url.startsWith(inject('explorer')))).toEqual([]);
    const { headers } = await fetch(inject('explorer'));
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(await page.context().cookies()).toEqual([]);
  });

  test.each(PATHS)(
    'a static build works under %s of any web server, and asks for nothing above it',
    async (path) => {
      const policy = (await fetch(inject('explorer'))).headers.get('content-security-policy')!;
      await using site = await serveSite({
        atlas: inject('seedAtlas'),
        path,
        headers: { 'content-security-policy': policy },
      });
      await using opened = await openExplorer({ origin: site.url });
      const { page } = opened;
      await watchPolicy(page);
      await useAll(page);
      expect(await readPolicy(page)).toEqual([]);
      expect(site.asked.filter((asked) => !asked.startsWith(path))).toEqual([]);
      await page.reload();
      await parts.paperTitle(page).waitFor();
      expect(page.url().startsWith(`${site.url}#`)).toBe(true);
    },
  );

  test('another atlas is opened by its address, beside the page', async () => {
    await using site = await serveSite({ atlas: inject('seedAtlas'), path: '/here/' });
    await using opened = await openExplorer({ origin: site.url, path: '?atlas=../here/atlas&q=rationale' });
    const { page } = opened;
    await waitForMap(page);
    expect(site.asked).toContain('/here/atlas/manifest.json');
    await page.getByRole('button', { name: words.search.clear }).click();
    await expect.poll(() => new URL(page.url()).search).toBe('?atlas=..%2Fhere%2Fatlas');
  });

  test('the map is drawn from places and regions alone; papers, vectors and the rest are asked for afterwards', async () => {
    const atlas = inject('seedAtlas');
    const papers = fileOfKind(atlas, 'papers');
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const give = async (response: ServerResponse, file: string) => {
      await held;
      response.end(readFileSync(file));
    };
    await using site = await serveSite({
      atlas,
      changes: { [`atlas/${papers}`]: (response, file) => void give(response, file) },
    });
    await using opened = await openExplorer({ origin: site.url });
    const { page } = opened;
    await page.getByText(words.status.coming(209)).waitFor();
    await parts.canvas(page).waitFor();
    const wanted = ['projection', 'regions', 'membership'].map((kind) => `/atlas/${fileOfKind(atlas, kind)}`);
    const ofAtlas = site.asked.filter((path) => path.startsWith('/atlas/'));
    // What comes first is enough for a map; nothing else was asked for before the papers.
    expect(ofAtlas.slice(0, 4).sort()).toEqual(['/atlas/manifest.json', ...wanted].sort());
    expect(ofAtlas.filter((path) => /embeddings|keywords/.test(path))).toEqual([]);
    await page.mouse.move(700, 400);
    await page.mouse.click(700, 400);
    release();
    await waitForMap(page);
    await parts.regionEntry(page, 'RLHF').first().waitFor();
    for (const path of ['/atlas/manifest.json', ...wanted])
      expect(site.asked.filter((asked) => asked === path)).toHaveLength(1);
  });

  test.each(['javascript:alert(1)', 'data:application/json,{}', 'file:///etc/passwd', 'http://['])(
    'an atlas at %s is not opened, and it says why',
    async (address) => {
      await using opened = await openExplorer({ path: `?atlas=${encodeURIComponent(address)}` });
      const { page, requests } = opened;
      await page.getByText(words.failure.badAddress).waitFor();
      expect(requests.filter((url) => url.includes('/atlas/'))).toEqual([]);
    },
  );

  test('an atlas whose server is gone: it says that the server could not be reached', async () => {
    const gone = await serveSite({ atlas: null });
    await gone[Symbol.asyncDispose]();
    await using site = await serveSite({ atlas: null });
    await using opened = await openExplorer({
      origin: site.url,
      path: `?atlas=${gone.url}`,
      expected: /ERR_CONNECTION_REFUSED|request off the origin/,
    });
    await opened.page.getByRole('heading', { name: words.failure.unreadable }).waitFor();
    expect(await opened.page.getByRole('status').filter({ hasText: 'manifest.json' }).count()).toBe(1);
  });
});
