import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from 'playwright-core';
import { afterAll, expect, inject } from 'vitest';
import { CHROMIUM_FLAGS } from './chromium.ts';

/** A page that is watched: every console message of weight, every uncaught error, every request off its origin. */
export interface WatchedPage extends AsyncDisposable {
  readonly page: Page;
  /** What no good page does; expected to be empty at the end of each test. */
  readonly complaints: string[];
  readonly requests: string[];
}

export interface OpenOptions extends BrowserContextOptions {
  /** Address relative to the explorer's, as `?atlas=…` or `#…`. */
  readonly path?: string | undefined;
  /** Another server than the one of the seed atlas; or the `file:` address of a page. */
  readonly origin?: string | undefined;
  /** Complaints that this test causes on purpose. */
  readonly expected?: RegExp | undefined;
  /** The model never comes, and takes no time: for what needs map and words only. */
  readonly isModelHeld?: boolean | undefined;
  /** Called before the page is opened. */
  readonly prepare?: ((context: BrowserContext) => Promise<void>) | undefined;
}

/** Whether a request asks for anything that does not stand in the page itself. */
export function leavesThePage(url: string): boolean {
  return !/^(data|blob):/.test(url);
}

/** A telephone of middling size, upright. */
export const PHONE = {
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  isMobile: true,
} as const satisfies BrowserContextOptions;

/** Playwright's own, where a static build is opened without its service worker. */
const NOT_OF_THE_PAGE = /Service Worker registration blocked by Playwright/;

let browser: Promise<Browser> | undefined;
afterAll(async () => {
  await (await browser)?.close();
  browser = undefined;
});

/** Opens the explorer in a context of its own: nothing remembered. Checks on disposal that nothing was complained of. */
export async function openExplorer(options: OpenOptions = {}): Promise<WatchedPage> {
  const {
    path = '',
    origin = inject('explorer'),
    expected,
    isModelHeld,
    prepare,
    ...contextOptions
  } = options;
  browser ??= chromium.launch({ executablePath: inject('chromium')!, args: CHROMIUM_FLAGS });
  const context = await (await browser).newContext({
    viewport: { width: 1440, height: 900 },
    reducedMotion: 'reduce',
    // What a service worker asks for is in no request log of the page's: only the tests of it have one.
    serviceWorkers: 'block',
    ...contextOptions,
  });
  if (isModelHeld) await context.route(/\/(models|runtime)\//, () => undefined);
  await prepare?.(context);
  const page = await context.newPage();
  const complaints: string[] = [];
  const requests: string[] = [];
  const complain = (text: string): void => {
    if (expected?.test(text) !== true && !NOT_OF_THE_PAGE.test(text)) complaints.push(text);
  };
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type()))
      complain(`console ${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => complain(`uncaught: ${error.message}`));
  context.on('request', (request) => {
    requests.push(request.url());
    const { protocol, host } = new URL(request.url());
    if (protocol.startsWith('http') && host !== new URL(origin).host)
      complain(`request off the origin: ${request.url()}`);
  });
  await page.goto(new URL(path, origin).href);
  return {
    page,
    complaints,
    requests,
    async [Symbol.asyncDispose]() {
      await context.close();
      expect(complaints).toEqual([]);
    },
  };
}
