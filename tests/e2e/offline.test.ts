import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import { words } from '../../packages/demo/src/words.ts';
import { openExplorer } from '../support/browser.ts';
import { fileOfKind } from '../support/changed-atlas.ts';
import { ask, describeInBrowser, parts, waitForMap, waitForMeaning } from '../support/explorer-page.ts';
import { type Change, EXPLORER, serveSite } from '../support/static-site.ts';

const WITH_WORKER: BrowserContextOptions = { serviceWorkers: 'allow' };
const GONE = /ERR_CONNECTION_REFUSED|Failed to update a ServiceWorker/;
const WORKER = 'offline-worker.js';

const hashOf = (bytes: string | Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const builtFile = (name: string) => readFileSync(join(EXPLORER, name), 'utf8');
const pathOf = (url: string) => new URL(url).pathname.slice(1);
/** The digits in the name of a data file. */
const digitsOf = (file: string) => file.split(/[-.]/).at(-2)!;
/** What the service worker lists: the hash of each file of the build. */
const listedHashes = (worker: string) =>
  [...worker.matchAll(/[`'"]([0-9a-f]{64})[`'"]/g)].map(([, hash]) => hash!);

const LATER = '<meta name="later" />';
/** A later version of the build: the same but for a mark in the page. */
function laterVersion(): Record<string, Change> {
  const page = builtFile('index.html');
  const later = page.replace('<title>', `${LATER}<title>`);
  return { 'index.html': later, [WORKER]: builtFile(WORKER).replace(hashOf(page), hashOf(later)) };
}

/** The beginnings of the hashes, or the addresses, that one of the explorer's caches holds, sorted. */
function keptIn(page: Page, cache: 'build' | 'data' | 'atlases'): Promise<string[]> {
  return page.evaluate(async (kind) => {
    const name = (await caches.keys()).find((key) => key.startsWith(`paper-atlas ${kind} `));
    const keys = name === undefined ? [] : await (await caches.open(name)).keys();
    return keys.map(({ url }) => (kind === 'atlases' ? url : url.split('/').at(-1)!)).sort();
  }, cache);
}

/** Waits until everything that was used is there for a visit without the server. */
async function waitUntilKept(page: Page, worker = builtFile(WORKER)): Promise<void> {
  const wanted = [...new Set(listedHashes(worker).map((hash) => hash.slice(0, 16)))].sort();
  await expect.poll(() => keptIn(page, 'build')).toEqual(wanted);
  await expect.poll(() => keptIn(page, 'atlases')).toHaveLength(1);
}

const registrations = (page: Page) =>
  page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length);

/** Puts other bytes in place of those that are kept under this hash. */
async function damage(page: Page, cache: 'build' | 'data', hash: string): Promise<void> {
  await page.evaluate(
    async ([kind, digits]) => {
      const name = (await caches.keys()).find((key) => key.startsWith(`paper-atlas ${kind} `))!;
      const store = await caches.open(name);
      const key = (await store.keys()).find(({ url }) => url.endsWith(`/${digits}`))!;
      const { headers } = (await store.match(key))!;
      await store.put(key, new Response('other bytes', { headers }));
    },
    [cache, hash.slice(0, 16)] as const,
  );
}

async function hashOfKept(page: Page, cache: 'build' | 'data', hash: string): Promise<string> {
  const bytes = await page.evaluate(
    async ([kind, digits]) => {
      const name = (await caches.keys()).find((key) => key.startsWith(`paper-atlas ${kind} `))!;
      const store = await caches.open(name);
      const key = (await store.keys()).find(({ url }) => url.endsWith(`/${digits}`))!;
      return [...new Uint8Array(await (await store.match(key))!.arrayBuffer())];
    },
    [cache, hash.slice(0, 16)] as const,
  );
  return hashOf(new Uint8Array(bytes));
}

describeInBrowser('offline', () => {
  const atlas = inject('seedAtlas');

  test('a static build works on the second visit without its server, and takes a new version whole', async () => {
    const site = await serveSite({ atlas, path: '/of/a/lab/' });
    await using opened = await openExplorer({ origin: site.url, expected: GONE, ...WITH_WORKER });
    const { page } = opened;
    await waitForMap(page);
    await waitForMeaning(page);
    await waitUntilKept(page);
    await site[Symbol.asyncDispose]();

    await page.reload();
    await waitForMap(page);
    await waitForMeaning(page);
    await ask(page, 'why did the model decide so');
    await parts.hits(page).first().click();
    await parts.paperTitle(page).waitFor();
    expect(await parts.nearest(page).count()).toBe(10);
    expect(await parts.alerts(page).count()).toBe(0);

    const later = laterVersion();
    const port = Number(new URL(site.url).port);
    await using next = await serveSite({ atlas, path: '/of/a/lab/', port, changes: later });
    const title = await parts.paperTitle(page).textContent();
    await page.reload();
    await page.getByText(words.newerVersion.text).waitFor();
    // Until it is wanted, everything is of the version before.
    expect(await page.evaluate(async () => (await fetch('./')).text())).toContain(LATER);
    expect(await page.evaluate(async () => (await fetch('./index.html')).text())).not.toContain(LATER);
    expect(await page.locator('meta[name=later]').count()).toBe(0);
    await page.getByRole('button', { name: words.newerVersion.take }).click();
    await page.locator('meta[name=later]').waitFor({ state: 'attached' });
    await parts.paperTitle(page).getByText(title!).waitFor();
    expect(await page.getByText(words.newerVersion.text).count()).toBe(0);
    await waitUntilKept(page, later[WORKER] as string);
    expect(next.asked).toContain(`/of/a/lab/${WORKER}`);
  });

  test('what is kept and damaged is fetched again', async () => {
    await using site = await serveSite({ atlas });
    await using opened = await openExplorer({ origin: site.url, ...WITH_WORKER });
    const { page } = opened;
    await waitForMeaning(page);
    await waitUntilKept(page);
    const kept = await keptIn(page, 'data');
    const script = listedHashes(builtFile(WORKER)).find((hash) =>
      opened.requests.some(
        (url) => /\/assets\/index-.*\.js$/.test(url) && hash === hashOf(builtFile(pathOf(url))),
      ),
    )!;
    const papers = fileOfKind(atlas, 'papers');
    await damage(page, 'build', script);
    await damage(page, 'data', digitsOf(papers));
    const before = site.asked.length;
    await page.reload();
    await waitForMeaning(page);
    expect(await parts.alerts(page).count()).toBe(0);
    expect(site.asked.slice(before)).toContain(`/atlas/${papers}`);
    await expect.poll(() => keptIn(page, 'data')).toEqual(kept);
    await waitUntilKept(page);
    expect(await hashOfKept(page, 'build', script)).toBe(script);
    expect(await hashOfKept(page, 'data', digitsOf(papers))).toMatch(digitsOf(papers));
  });

  test('a browser without room keeps nothing and says nothing', async () => {
    await using site = await serveSite({ atlas });
    await using opened = await openExplorer({
      origin: site.url,
      ...WITH_WORKER,
      prepare: async (context) => {
        const blank = await context.newPage();
        const session = await context.newCDPSession(blank);
        const { origin } = new URL(site.url);
        await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1000 });
      },
    });
    const { page } = opened;
    await waitForMap(page);
    await waitForMeaning(page);
    await expect.poll(() => site.asked.includes(`/${WORKER}`)).toBe(true);
    await expect.poll(() => registrations(page)).toBe(0);
    await page.reload();
    await waitForMeaning(page);
    expect(await parts.alerts(page).count()).toBe(0);
  });

  test('under paper-atlas serve there is no service worker, and one of a static build that stood there ends', async () => {
    {
      await using opened = await openExplorer(WITH_WORKER);
      await waitForMeaning(opened.page);
      expect(await registrations(opened.page)).toBe(0);
    }
    const live = new URL(WORKER, inject('explorer'));
    const changes: Record<string, Change> = {};
    await using site = await serveSite({ atlas, changes });
    await using opened = await openExplorer({ origin: site.url, ...WITH_WORKER });
    const { page } = opened;
    await waitForMeaning(page);
    await waitUntilKept(page);
    changes[WORKER] = await (await fetch(live)).text();
    // Nothing is registered by the page itself any more: the server says who it is.
    changes['index.html'] = '<!doctype html><title>Live</title><link rel="icon" href="icon.svg">';
    await page.reload();
    await expect.poll(() => page.title()).toBe('Live');
    await expect.poll(() => registrations(page)).toBe(0);
    expect(await page.evaluate(() => caches.keys())).toEqual([]);
  });
});
