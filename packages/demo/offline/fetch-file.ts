import type { KeptFiles } from './kept-files.ts';

/**
 * Fetches a file and keeps it. False when the server does not have it as it should be, or there is no room.
 *
 * @throws TypeError when the server cannot be reached
 */
export async function fetchToKeep(url: URL, hash: string, files: KeptFiles): Promise<boolean> {
  if ((await files.bytesOf(hash)) !== null) return true;
  // The page has most likely just read it, so that the browser has it still; what it has may be of an older version.
  const held = await fetch(url, { cache: 'force-cache' });
  if (held.ok && (await files.keep(hash, held))) return true;
  const fresh = await fetch(url, { cache: 'reload' });
  return fresh.ok && (await files.keep(hash, fresh));
}
