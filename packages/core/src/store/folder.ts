import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ExplorerError } from '../errors.ts';
import {
  type AtlasFiles,
  checkRead,
  DATA_FOLDER,
  damagedFileError,
  MANIFEST_FILE,
  missingFileError,
  type ReadOptions,
  relativePathOf,
  shortFileError,
  tooLargeError,
  unreadableFileError,
} from './files.ts';
import { errorCode, measureFile, openRegularFile, readFully } from './folder-disk.ts';
import type { ShardEntry } from './kind-entry.ts';

/** The files of an atlas on this machine's disk. */
export interface FolderFiles extends AtlasFiles {
  /** Path of a file, for native code that opens files itself: give it only what {@link checkFile} has passed. */
  pathOf(name: string): string;
  /**
   * Checks a file piece by piece, without holding it in memory, and returns its path.
   *
   * @throws ExplorerError ATLAS_DAMAGED when length or SHA-256 are not those of the manifest; INPUT_UNREADABLE; ABORTED
   */
  checkFile(shard: ShardEntry, signal?: AbortSignal): Promise<string>;
}

/**
 * The atlas in the folder `dir`. Nothing is opened or checked before the first read.
 * Symbolic links are followed: what is read is checked by its hash, wherever it lies.
 *
 * @throws ExplorerError INVALID_ARGUMENT when `dir` is no path
 */
export function openFolder(dir: string): FolderFiles {
  if (typeof dir !== 'string' || dir === '')
    throw new ExplorerError(
      'INVALID_ARGUMENT',
      `the atlas is ${describeValue(dir)}; expected the path of its folder`,
    );
  const pathOf = (name: string): string => join(dir, relativePathOf(name));
  return {
    location: dir,
    pathOf,
    async read(name: string, options: ReadOptions): Promise<Uint8Array<ArrayBuffer>> {
      const path = checkRead(name, options);
      try {
        return await readFrom(dir, path, options);
      } catch (cause) {
        throw describe(dir, path, cause);
      }
    },
    async checkFile(shard: ShardEntry, signal?: AbortSignal): Promise<string> {
      const file = pathOf(shard.name);
      const path = `${DATA_FOLDER}/${shard.name}`;
      const measured = await measureFile(file, signal).catch((cause) => {
        throw describe(dir, path, cause);
      });
      if (measured === null) throw missingFileError(dir, path, 'there is no such file');
      if (measured.bytes !== shard.bytes)
        throw damagedFileError(dir, path, `holds ${measured.bytes} bytes`, `${shard.bytes}`);
      if (measured.sha256 !== shard.sha256)
        throw damagedFileError(dir, path, `has SHA-256 ${measured.sha256}`, shard.sha256);
      return file;
    },
  };
}

async function readFrom(
  dir: string,
  path: string,
  { maxBytes, range, signal }: ReadOptions,
): Promise<Uint8Array<ArrayBuffer>> {
  const opened = await openRegularFile(join(dir, path));
  if (opened === null) throw missingFileError(dir, path, await whyMissing(dir, path));
  try {
    if (range === undefined && opened.bytes > maxBytes)
      throw tooLargeError(dir, path, opened.bytes, maxBytes);
    const [from, to] = range ?? [0, opened.bytes];
    if (to > opened.bytes) throw shortFileError(dir, path, opened.bytes, to);
    const bytes = new Uint8Array(to - from);
    const filled = await readFully(opened.handle, bytes, from, `reading ${path}`, signal);
    if (filled < bytes.length) throw shortFileError(dir, path, from + filled, to);
    return bytes;
  } finally {
    await opened.handle.close();
  }
}

function describeValue(value: unknown): string {
  return typeof value === 'object' && value !== null ? 'an object' : (JSON.stringify(value) ?? String(value));
}

/** Of the manifest it is told what is there instead: most often another path was meant. */
async function whyMissing(dir: string, path: string): Promise<string> {
  if (path !== MANIFEST_FILE) return 'there is no such file';
  const stats = await stat(dir).catch(() => null);
  if (stats === null) return 'there is no such folder';
  if (!stats.isDirectory()) return 'it is a file; an atlas in one zip is unpacked first';
  return `the folder has no ${MANIFEST_FILE}`;
}

function describe(dir: string, path: string, cause: unknown): ExplorerError {
  if (cause instanceof ExplorerError) return cause;
  return unreadableFileError(dir, path, errorCode(cause) ?? String(cause), cause);
}
