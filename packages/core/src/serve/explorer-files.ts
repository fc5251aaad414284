import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ExplorerError } from '../errors.ts';
import { createEndedWorker, OFFLINE_WORKER } from './ended-worker.ts';
import { createMemoryFile } from './memory-file.ts';
import type { ServedFile, Site } from './served-file.ts';

const PAGE = 'index.html';
/** The explorer as one page, for an export. */
export const ONE_FILE = join('export', 'page.html');
/**
 * Where a static explorer has its atlas and its models, while a server gives those of the atlas that it serves; and what
 * is there for an export alone.
 */
const NOT_ITS_OWN: readonly string[] = ['atlas', 'models', 'export'];

/**
 * Where the built explorer is: in a checkout `packages/demo/dist`, in an installed package the folder `explorer`.
 *
 * @throws ExplorerError EXPLORER_NOT_FOUND when there is none
 */
export function findExplorer(): string {
  const packageFolder = fileURLToPath(new URL('../../', import.meta.url));
  const checkout = resolve(packageFolder, '../..');
  const places = existsSync(join(checkout, 'pnpm-workspace.yaml'))
    ? [join(checkout, 'packages', 'demo', 'dist')]
    : [join(packageFolder, 'explorer')];
  const found = places.find((place) => existsSync(join(place, PAGE)));
  if (found !== undefined) return found;
  throw notFound(places[0]!);
}

/**
 * The files of the explorer in `folder`, read once: what is built there later, or lies beside, is not given out. Links
 * and names that begin with a dot are left out, and the service worker of a static explorer is replaced: a live server
 * is asked anew for everything.
 *
 * @throws ExplorerError EXPLORER_NOT_FOUND when there is no page in the folder
 */
export async function readExplorer(folder: string): Promise<Site> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((cause: unknown) => {
    throw notFound(folder, cause);
  });
  const files = new Map<string, ServedFile>();
  for (const entry of entries.filter((each) => each.isFile())) {
    const path = join(entry.parentPath, entry.name);
    const parts = relative(folder, path).split(sep);
    if (parts.some((part) => part.startsWith('.')) || (parts.length > 1 && NOT_ITS_OWN.includes(parts[0]!)))
      continue;
    files.set(`/${parts.join('/')}`, createMemoryFile(entry.name, await readFile(path)));
  }
  const page = files.get(`/${PAGE}`);
  if (page === undefined) throw notFound(folder);
  files.set(`/${OFFLINE_WORKER}`, createEndedWorker());
  return async (path) => (path === '/' ? page : (files.get(path) ?? null));
}

function notFound(folder: string, cause?: unknown): ExplorerError {
  return new ExplorerError(
    'EXPLORER_NOT_FOUND',
    `no explorer at ${folder}: expected its built files with ${PAGE}; in a checkout npm start builds it, else install paper-atlas again`,
    { details: { folder }, cause },
  );
}
