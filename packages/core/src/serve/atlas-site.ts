import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isExplorerError } from '../errors.ts';
import { MANIFEST_FILE } from '../store/files.ts';
import { type FolderFiles, openFolder } from '../store/folder.ts';
import { errorCode } from '../store/folder-disk.ts';
import { LIMITS, type ShardEntry } from '../store/kind-entry.ts';
import { type AtlasManifest, parseManifest } from '../store/manifest.ts';
import { createDiskFiles } from './disk-file.ts';
import { createMemoryFile } from './memory-file.ts';
import type { ServedFile, Site } from './served-file.ts';

/** The atlas that is being served, as it is on the disk now. */
export interface AtlasSite {
  /** `/manifest.json` and `/data/<name>`, without the folder under which they are served. */
  readonly site: Site;
  /** The manifest that is being given out. */
  manifest(): AtlasManifest;
}

/** One generation: the manifest as it is in the folder, and the data files that it names. */
interface Generation {
  readonly manifest: AtlasManifest;
  readonly file: ServedFile;
  readonly shards: ReadonlyMap<string, ShardEntry>;
}

/**
 * The files of the atlas in `dir`. When it is built again the new manifest is given out, and the files of the generation
 * before as well, for as long as the folder has them: a page that has opened it can go on. While a new manifest cannot
 * be read, the last good one stays.
 *
 * @param onWarning told once of each manifest that cannot be read
 * @throws ExplorerError ATLAS_NOT_FOUND, ATLAS_DAMAGED, ATLAS_UNSUPPORTED
 */
export async function openAtlasSite(dir: string, onWarning: (message: string) => void): Promise<AtlasSite> {
  const files = openFolder(dir);
  const openFile = createDiskFiles();
  let seen = await identify(dir);
  let current = await readGeneration(files);
  let previous: Generation | null = null;
  let refreshing: Promise<void> | null = null;

  async function refresh(): Promise<void> {
    const now = await identify(dir);
    if (now === seen) return;
    seen = now;
    if (now === null) return;
    try {
      const next = await readGeneration(files);
      if (next.file.etag === current.file.etag) return;
      previous = current;
      current = next;
    } catch (error) {
      if (!isExplorerError(error)) throw error;
      onWarning(`${error.message}; the generation before is served until then`);
    }
  }

  /** One look at the disk for all who ask meanwhile. */
  function refreshOnce(): Promise<void> {
    refreshing ??= refresh().finally(() => {
      refreshing = null;
    });
    return refreshing;
  }

  async function openShard(name: string): Promise<ServedFile | null> {
    const find = () => current.shards.get(name) ?? previous?.shards.get(name);
    if (find() === undefined) await refreshOnce();
    const shard = find();
    if (shard === undefined) return null;
    return openFile({ path: files.pathOf(name), sha256: shard.sha256, isImmutable: true });
  }

  return {
    manifest: () => current.manifest,
    async site(path) {
      if (path === `/${MANIFEST_FILE}`) {
        await refreshOnce();
        return seen === null ? null : current.file;
      }
      return path.startsWith('/data/') ? openShard(path.slice('/data/'.length)) : null;
    },
  };
}

async function readGeneration(files: FolderFiles): Promise<Generation> {
  const bytes = await files.read(MANIFEST_FILE, { maxBytes: LIMITS.manifestBytes });
  const manifest = parseManifest(bytes, { location: files.location });
  const shards = Object.values(manifest.kinds).flatMap((kind) => kind.shards);
  return {
    manifest,
    file: createMemoryFile(MANIFEST_FILE, bytes),
    shards: new Map(shards.map((shard) => [shard.name, shard])),
  };
}

/** What changes when another manifest is put in place; null when there is none. */
async function identify(dir: string): Promise<string | null> {
  try {
    const { dev, ino, size, mtimeNs } = await stat(join(dir, MANIFEST_FILE), { bigint: true });
    return [dev, ino, size, mtimeNs].join(' ');
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(errorCode(error) ?? '')) return null;
    throw error;
  }
}
