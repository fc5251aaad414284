import { createHash, randomUUID } from 'node:crypto';
import { constants, existsSync } from 'node:fs';
import { type FileHandle, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ExplorerError } from '../errors.ts';
import { throwIfAborted } from '../task.ts';

/** Read and hashed at a time: often enough to be stopped, seldom enough to be fast. */
const CHUNK_BYTES = 4 * 2 ** 20;
/** So that opening a pipe that stands where a file should be does not wait for a writer. No such flag on Windows. */
const OPEN_FLAGS = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/** `.part` is what hnswlib's file is called until it is whole. */
const TEMPORARY_PATTERN = /^\.tmp-[0-9a-f-]{36}(\.part)?$/;

export function isTemporaryName(name: string): boolean {
  return TEMPORARY_PATTERN.test(name);
}

/** A name that no other file has, for what is to be renamed when it is complete. */
export function temporaryPath(folder: string): string {
  return join(folder, `.tmp-${randomUUID()}`);
}

export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** Opens a file for reading; null when there is none, or when what is there is no regular file. */
export async function openRegularFile(path: string): Promise<{ handle: FileHandle; bytes: number } | null> {
  let handle: FileHandle;
  try {
    // Asked for before it is opened: opening a device can have effects.
    if (!(await stat(path)).isFile()) return null;
    handle = await open(path, OPEN_FLAGS);
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(errorCode(error) ?? '')) return null;
    throw error;
  }
  try {
    const { size } = await handle.stat();
    return { handle, bytes: size };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/** Fills `target` from `position` on; the number of bytes that there were. */
export async function readFully(
  handle: FileHandle,
  target: Uint8Array,
  position: number,
  what: string,
  signal?: AbortSignal,
): Promise<number> {
  let filled = 0;
  while (filled < target.length) {
    throwIfAborted(signal, what);
    const length = Math.min(CHUNK_BYTES, target.length - filled);
    const { bytesRead } = await handle.read(target, filled, length, position + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return filled;
}

/** Length and SHA-256 of a file, read piece by piece; null when there is none. */
export async function measureFile(
  path: string,
  signal?: AbortSignal,
): Promise<{ bytes: number; sha256: string } | null> {
  const opened = await openRegularFile(path);
  if (opened === null) return null;
  try {
    const hash = createHash('sha256');
    const chunk = new Uint8Array(Math.min(CHUNK_BYTES, opened.bytes + 1));
    let bytes = 0;
    for (;;) {
      const filled = await readFully(opened.handle, chunk, bytes, `checking ${path}`, signal);
      if (filled === 0) return { bytes, sha256: hash.digest('hex') };
      hash.update(chunk.subarray(0, filled));
      bytes += filled;
    }
  } finally {
    await opened.handle.close();
  }
}

/**
 * Writes a file so that under its name there is either what was there before or the whole of `bytes`, even after a
 * crash of the machine, once its folder has been synced too ({@link syncFolder}).
 *
 * @throws ExplorerError WRITE_FAILED
 */
export async function writeDurably(path: string, bytes: Uint8Array): Promise<void> {
  const temporary = temporaryPath(dirname(path));
  try {
    const handle = await open(temporary, 'wx');
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, path);
  } catch (cause) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw writeError(path, cause);
  }
}

/** Makes what another has written to a file outlast a crash of the machine. */
export async function syncFile(path: string): Promise<void> {
  const handle = await open(path, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Makes the names in a folder outlast a crash of the machine. Windows cannot and need not. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  try {
    const handle = await open(folder, constants.O_RDONLY);
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (cause) {
    // Some network file systems refuse to sync a folder; they make names last on their own.
    if (!['EINVAL', 'ENOTSUP', 'EPERM'].includes(errorCode(cause) ?? '')) throw writeError(folder, cause);
  }
}

/** What to do about the failures that people can do something about. */
const CURES: Readonly<Record<string, string>> = {
  EACCES: 'give yourself the right to write there, or choose another folder',
  EPERM: 'give yourself the right to write there, or choose another folder',
  EROFS: 'the disk is read-only: choose another folder',
  ENOSPC: 'the disk is full: free some space',
  EDQUOT: 'your quota is used up: free some space',
  EFBIG: 'the file is larger than this disk or your limit allows: choose another folder',
  ENOTDIR: 'a file stands where a folder is needed: choose another folder',
};

export function writeError(path: string, cause: unknown): ExplorerError {
  const code = errorCode(cause);
  const cure = CURES[code ?? ''] ?? 'see the cause, then try again';
  return new ExplorerError(
    'WRITE_FAILED',
    `could not write ${path} (${cause instanceof Error ? cause.message : String(cause)}); ${cure}`,
    { details: { file: path, reason: code }, cause },
  );
}

/**
 * Makes a folder and those above it, and gives the topmost that was not there. (Node's own recursive `mkdir` never ends
 * on a file system that answers ENOENT below a folder that exists, as /proc does.)
 */
export async function makeFolders(folder: string): Promise<string | undefined> {
  try {
    await mkdir(folder);
    return folder;
  } catch (error) {
    const parent = dirname(folder);
    if (errorCode(error) === 'EEXIST' && (await stat(folder)).isDirectory()) return undefined;
    if (errorCode(error) !== 'ENOENT' || parent === folder || existsSync(parent)) throw error;
    const topmost = await makeFolders(parent);
    const own = await makeFolders(folder);
    return topmost ?? own;
  }
}
