import { createMemoryFile } from './memory-file.ts';
import type { ServedFile } from './served-file.ts';

/** Where a static explorer has its service worker. */
export const OFFLINE_WORKER = 'offline-worker.js';

/**
 * Stands in the worker's place on a live server. A browser that has met a static explorer at this address before would
 * go on with what it kept then; it asks for the worker anew, gets this one, and is rid of both.
 */
export function createEndedWorker(): ServedFile {
  return createMemoryFile(OFFLINE_WORKER, new TextEncoder().encode(SCRIPT));
}

const SCRIPT = `addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => {
  const { scope } = registration;
  event.waitUntil(
    (async () => {
      for (const name of await caches.keys())
        if (name.startsWith('paper-atlas ') && name.endsWith(\` \${scope}\`)) await caches.delete(name);
      await registration.unregister();
      for (const page of await clients.matchAll({ type: 'window' })) await page.navigate(page.url);
    })(),
  );
});
`;
