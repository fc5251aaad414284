import { rmdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { ExplorerError } from '../errors.ts';
import { throwIfAborted } from '../task.ts';
import type { AtlasWriter, WriteAtlasOptions, WrittenAtlas } from './atlas-writer.ts';
import { FolderBuild } from './folder-build.ts';
import { errorCode, makeFolders, syncFolder, writeError } from './folder-disk.ts';
import { inspectFolder, LOCK_FILE } from './folder-state.ts';
import { acquireLock, type Lock } from './lock.ts';
import type { AtlasManifest } from './manifest.ts';

/**
 * Writes an atlas into a folder: a new one, or the next generation of the one that is there. `write` puts the data
 * files and says what is to stand in the manifest; when it has ended well, the manifest is put in place in one step.
 * Until then, and whenever anything fails, whoever opens the folder finds the atlas that was there before.
 *
 * Only one build at a time can write into a folder. The data files of the generation before stay until the next
 * commit, so that who has it open can go on reading.
 *
 * @returns the manifest that was written
 * @throws ExplorerError ATLAS_LOCKED when another build is writing there; ATLAS_EXISTS when the folder holds something
 *   else; ATLAS_UNSUPPORTED when it holds an atlas of a later format; WRITE_FAILED with the cause; INVALID_ARGUMENT when
 *   the content is none; ABORTED; and whatever `write` throws.
 */
export async function writeAtlasFolder(
  dir: string,
  write: (writer: AtlasWriter) => Promise<WrittenAtlas>,
  options: WriteAtlasOptions = {},
): Promise<AtlasManifest> {
  throwIfAborted(options.signal, `building ${dir}`);
  await inspectFolder(dir);
  const { lock, madeFolder } = await lockFolder(dir);
  const build = new FolderBuild(dir, options);
  try {
    const manifest = await build.run(lock, write);
    // The folder's own name has to outlast a crash too.
    if (madeFolder !== undefined)
      await build.attempt('syncing the folders above', () => syncParents(resolve(dir), resolve(madeFolder)));
    return manifest;
  } finally {
    await build.attempt('giving back the lock', () => lock.release());
    if (madeFolder !== undefined && !build.isCommitted)
      await removeEmptyFolders(resolve(dir), resolve(madeFolder));
  }
}

/** Makes the folder where needed; another build that ends may remove it again in between. */
async function lockFolder(dir: string): Promise<{ lock: Lock; madeFolder: string | undefined }> {
  for (let attempt = 1; ; attempt++) {
    let madeFolder: string | undefined;
    try {
      madeFolder = await makeFolders(resolve(dir));
    } catch (cause) {
      throw writeError(dir, cause);
    }
    try {
      return { lock: await acquireLock(join(dir, LOCK_FILE)), madeFolder };
    } catch (error) {
      const isGone = error instanceof ExplorerError && errorCode(error.cause) === 'ENOENT';
      if (!isGone || attempt === 10) throw error;
    }
  }
}

async function syncParents(dir: string, topmost: string): Promise<void> {
  for (let folder = dir; folder.length >= topmost.length; folder = dirname(folder))
    await syncFolder(dirname(folder));
}

/** From `dir` upwards to `topmost`, both as made by this build, as long as there is nothing in them. */
async function removeEmptyFolders(dir: string, topmost: string): Promise<void> {
  for (let folder = dir; folder.length >= topmost.length; folder = dirname(folder)) {
    const isRemoved = await rmdir(folder).then(
      () => true,
      () => false,
    );
    if (!isRemoved) return;
  }
}
