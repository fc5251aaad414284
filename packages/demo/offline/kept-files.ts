/** Files in one of the browser's caches, each under the hash of its content, which is checked whenever one is read. */
export interface KeptFiles {
  /** Null when it is not kept, or is not what it was: then it is dropped, so that it is fetched again. */
  read(hash: string): Promise<Response | null>;
  /** Length in bytes of a file that is kept, null when it is not; its content is not looked at. */
  bytesOf(hash: string): Promise<number | null>;
  /** Takes up the body. False when it is not what it should be, or the browser has no room: nothing is kept then. */
  keep(hash: string, response: Response): Promise<boolean>;
  /** Drops what is not among these. */
  retain(hashes: ReadonlySet<string>): Promise<void>;
}

/** That many hexadecimal digits tell files apart; the names of an atlas' files have them. */
const DIGITS = 16;
/** What is true of a body on its way, and not of a kept one. */
const OF_THE_WAY = ['content-encoding', 'content-length', 'content-range', 'transfer-encoding'];

/**
 * @param name of the cache
 * @param base address below which the keys stand; nothing is asked for there
 *
 * A `hash` is that of SHA-256 in lower-case hexadecimal digits: all 64, or the first 16 when no more are known.
 */
export function createKeptFiles(name: string, base: string): KeptFiles {
  const keyOf = (hash: string) => new URL(`kept/${hash.slice(0, DIGITS)}`, base).href;

  return {
    async read(hash) {
      const cache = await caches.open(name);
      const found = await cache.match(keyOf(hash));
      if (found === undefined) return null;
      // A body that can no longer be read is a damaged one.
      const bytes = await found.arrayBuffer().catch(() => null);
      if (bytes !== null && (await isContent(hash, bytes))) return new Response(bytes, found);
      await cache.delete(keyOf(hash));
      return null;
    },
    async bytesOf(hash) {
      const found = await (await caches.open(name)).match(keyOf(hash));
      return found === undefined ? null : Number(found.headers.get('content-length'));
    },
    async keep(hash, response) {
      const bytes = await response.arrayBuffer();
      if (!(await isContent(hash, bytes))) return false;
      const headers = new Headers(response.headers);
      for (const header of OF_THE_WAY) headers.delete(header);
      headers.set('content-length', String(bytes.byteLength));
      try {
        await (await caches.open(name)).put(keyOf(hash), new Response(bytes, { headers }));
        return true;
      } catch {
        // No room, or none that a browser gives this page: it works from the server then, as it did before.
        return false;
      }
    },
    async retain(hashes) {
      const wanted = new Set([...hashes].map(keyOf));
      const cache = await caches.open(name);
      const kept = await cache.keys();
      await Promise.all(kept.map((key) => wanted.has(key.url) || cache.delete(key)));
    },
  };
}

async function isContent(hash: string, bytes: ArrayBuffer): Promise<boolean> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  const digits = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return digits.startsWith(hash);
}
