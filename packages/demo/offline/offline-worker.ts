import type { OfflineMessage } from '../src/offline/offline-messages.ts';
import { fetchToKeep } from './fetch-file.ts';
import { createKeptAtlases, dataHashOf } from './kept-atlases.ts';
import { createKeptFiles } from './kept-files.ts';

/**
 * The service worker of a static build: the explorer without its server, from the second visit on.
 *
 * A version is the list of its files with their hashes, which the build writes into this script. It is installed whole
 * or not at all, serves what it lists and nothing of another version, and waits until the version before is no longer
 * open anywhere or the page asks for it.
 */
declare const self: ServiceWorkerGlobalScope;
/** SHA-256 by path beside the page. */
declare const __FILES__: Readonly<Record<string, string>>;

const { scope } = self.registration;
const FILES: ReadonlyMap<string, string> = new Map(Object.entries(__FILES__));
/** Large, and not needed by everyone: kept when they have been used. */
const IS_OF_MODEL = /^(models|runtime)\//;

const built = createKeptFiles(`paper-atlas build ${scope}`, scope);
const data = createKeptFiles(`paper-atlas data ${scope}`, scope);
const atlases = createKeptAtlases(`paper-atlas atlases ${scope}`, data);

self.addEventListener('install', (event) => {
  event.waitUntil(keepBuilt((path) => !IS_OF_MODEL.test(path)));
});

self.addEventListener('activate', (event) => {
  const takeUp = async () => {
    await built.retain(new Set(FILES.values()));
    await self.clients.claim();
  };
  event.waitUntil(takeUp());
});

self.addEventListener('message', (event) => {
  const message: OfflineMessage = event.data;
  if (message.type === 'take-over') event.waitUntil(self.skipWaiting());
  // What cannot be kept now is tried again on the next visit.
  else if (message.type === 'keep-atlas') event.waitUntil(atlases.keep(message.url).catch(() => undefined));
  else event.waitUntil(keepBuilt((path) => IS_OF_MODEL.test(path)).catch(() => undefined));
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  const path = pathOf(url, request.mode);
  const hash = FILES.get(path ?? '');
  const dataHash = dataHashOf(url);
  if (request.method === 'HEAD' && hash !== undefined) event.respondWith(answerHead(request, hash));
  if (request.method !== 'GET') return;
  if (path !== null && hash !== undefined) event.respondWith(answerBuilt(request, path, hash));
  else if (dataHash !== null) event.respondWith(answerData(request, dataHash));
  else if (url.pathname.endsWith('/manifest.json')) event.respondWith(answerManifest(request));
  // A model's optional file: without its server it is missing, not out of reach.
  else if (IS_OF_MODEL.test(path ?? '')) event.respondWith(fetch(request).catch(() => notThere()));
});

/** Where in the build an address lies; null outside. The page is one, whatever stands behind its `?`. */
function pathOf(url: URL, mode: RequestMode): string | null {
  const address = decodeURI(`${url.origin}${url.pathname}`);
  const base = decodeURI(scope);
  if (!address.startsWith(base)) return null;
  const path = address.slice(base.length);
  return path === '' && mode === 'navigate' ? 'index.html' : path;
}

/** Keeps the files of this version that lie at these paths. @throws Error when one of them cannot be had as it is listed */
async function keepBuilt(isWanted: (path: string) => boolean): Promise<void> {
  const wanted = [...FILES].filter(([path]) => isWanted(path));
  const kept = await Promise.all(
    wanted.map(([path, hash]) => fetchToKeep(new URL(encodeURI(path), scope), hash, built)),
  );
  const missing = kept.indexOf(false);
  if (missing !== -1) throw new Error(`${wanted[missing]![0]} is not there as this version lists it`);
}

async function answerHead(request: Request, hash: string): Promise<Response> {
  const bytes = await built.bytesOf(hash);
  if (bytes === null) return fetch(request);
  return new Response(null, { headers: { 'content-length': String(bytes) } });
}

async function answerBuilt(request: Request, path: string, hash: string): Promise<Response> {
  const kept = await built.read(hash);
  if (kept !== null) return kept;
  // Dropped as damaged, unless it is the model, which the page has not used yet.
  const isBack = !IS_OF_MODEL.test(path) && (await fetchToKeep(new URL(request.url), hash, built));
  return (isBack ? await built.read(hash) : null) ?? fetch(request);
}

/** What is not kept, or was dropped as damaged, is kept again when the page tells of its atlas. */
async function answerData(request: Request, hash: string): Promise<Response> {
  return (await data.read(hash)) ?? fetch(request);
}

async function answerManifest(request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch (error) {
    const kept = await atlases.manifest(request.url);
    if (kept === null) throw error;
    return kept;
  }
}

const notThere = () => new Response('not found', { status: 404 });
