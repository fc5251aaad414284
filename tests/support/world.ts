import type { Page } from 'playwright-core';
import { type OpenOptions, openExplorer } from './browser.ts';
import { type Change, serveSite } from './static-site.ts';

export interface World extends AsyncDisposable {
  readonly page: Page;
}

/** The explorer on a static server of its own, beside an atlas, with changes to what is served. */
export async function openWorld(
  atlas: string | null,
  changes: Readonly<Record<string, Change>> = {},
  options: OpenOptions = {},
): Promise<World> {
  const site = await serveSite({ atlas, changes });
  const opened = await openExplorer({ origin: site.url, ...options });
  return {
    page: opened.page,
    async [Symbol.asyncDispose]() {
      try {
        await opened[Symbol.asyncDispose]();
      } finally {
        await site[Symbol.asyncDispose]();
      }
    },
  };
}
