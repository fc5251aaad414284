import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ExplorerError, isExplorerError } from '../errors.ts';
import { DATA_FOLDER, isDataFileName, MANIFEST_FILE, quoteName, REPORT_FILE } from './files.ts';
import { openFolder } from './folder.ts';
import { errorCode, isTemporaryName, writeError } from './folder-disk.ts';
import { LIMITS } from './kind-entry.ts';
import { type AtlasManifest, readManifest, salvageIdentity } from './manifest.ts';

/** In the atlas folder while a build runs. */
export const LOCK_FILE = 'build.lock';

/** Embeddings of a build that has not ended yet; never a part of the atlas. */
const JOURNAL_PATTERN = /^embeddings-[0-9a-f]{16}\.journal$/;

/** Left in any folder by systems that show folders to people. */
const IGNORED_FILES: ReadonlySet<string> = new Set(['.DS_Store', 'Thumbs.db', 'desktop.ini']);

/** What is in a folder into which an atlas is to be written. */
export interface FolderState {
  /** The atlas that is there, when there is one and its manifest can be read. */
  readonly previous: AtlasManifest | null;
  /** Set when there is a manifest that cannot be read; what is known of it stands in {@link identity}. */
  readonly damage: ExplorerError | null;
  /** What the next build goes on from; null for a first build. */
  readonly identity: Pick<AtlasManifest, 'atlasId' | 'generation'> | null;
}

const NOTHING: FolderState = { previous: null, damage: null, identity: null };

/** True for the lock and what is made beside it while it is taken over. */
export function isLockLeaving(name: string): boolean {
  return name.startsWith(`${LOCK_FILE}.`);
}

/** True for the journal of an unfinished build, whatever its model. */
export function isJournalName(name: string): boolean {
  return JOURNAL_PATTERN.test(name);
}

/** @param digest of the model's spec, 64 hex digits: vectors of two models never meet in one file */
export function journalName(digest: string): string {
  return `embeddings-${digest.slice(0, 16)}.journal`;
}

/**
 * Looks at a folder without changing it.
 *
 * @throws ExplorerError ATLAS_EXISTS when there is something there that is no atlas; ATLAS_UNSUPPORTED for an atlas of
 *   a later format, which is not replaced either; WRITE_FAILED when the folder cannot be looked into.
 */
export async function inspectFolder(dir: string): Promise<FolderState> {
  const names = await listNames(dir);
  if (!names.includes(MANIFEST_FILE)) {
    await assertOwnFiles(dir, names, `is not empty and has no ${MANIFEST_FILE}`);
    return NOTHING;
  }
  try {
    const previous = await readManifest(openFolder(dir));
    return { previous, damage: null, identity: previous };
  } catch (damage) {
    if (isExplorerError(damage, 'ATLAS_NOT_FOUND')) return NOTHING;
    if (!isExplorerError(damage, 'ATLAS_DAMAGED')) throw damage;
    const identity = await readIdentity(dir);
    // A manifest.json is no proof: web applications have one too.
    if (identity === null)
      await assertOwnFiles(dir, names, `holds a ${MANIFEST_FILE} that is not an atlas's`);
    return { previous: null, damage, identity };
  }
}

/** Names of the data files that a manifest needs. */
export function namesOfFiles(manifest: Pick<AtlasManifest, 'kinds'>): Set<string> {
  return new Set(Object.values(manifest.kinds).flatMap(({ shards }) => shards.map(({ name }) => name)));
}

/** Empty for a folder that is not there. */
export async function listNames(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).sort();
  } catch (cause) {
    if (errorCode(cause) === 'ENOENT') return [];
    if (errorCode(cause) === 'ENOTDIR') throw notAnAtlas(folder, 'is a file');
    throw writeError(folder, cause);
  }
}

async function readIdentity(dir: string): Promise<FolderState['identity']> {
  const bytes = await openFolder(dir)
    .read(MANIFEST_FILE, { maxBytes: LIMITS.manifestBytes })
    .catch(() => null);
  return bytes === null ? null : salvageIdentity(bytes);
}

async function assertOwnFiles(dir: string, names: readonly string[], why: string): Promise<void> {
  for (const name of names) {
    if (name === DATA_FOLDER) {
      for (const inner of await listNames(join(dir, DATA_FOLDER))) {
        if (!isDataFileName(inner) && !isTemporaryName(inner) && !IGNORED_FILES.has(inner))
          throw notAnAtlas(dir, `${why}, but ${DATA_FOLDER}/ with ${quoteName(inner)}`);
      }
    } else if (!isOwnName(name)) throw notAnAtlas(dir, `${why}, but ${quoteName(name)}`);
  }
}

function isOwnName(name: string): boolean {
  return (
    [MANIFEST_FILE, REPORT_FILE, LOCK_FILE].includes(name) ||
    isLockLeaving(name) ||
    isJournalName(name) ||
    isTemporaryName(name) ||
    IGNORED_FILES.has(name)
  );
}

function notAnAtlas(dir: string, why: string): ExplorerError {
  return new ExplorerError(
    'ATLAS_EXISTS',
    `${dir} ${why}; expected an atlas, an empty folder or none, so name another folder (nothing was changed)`,
    { details: { folder: dir } },
  );
}
