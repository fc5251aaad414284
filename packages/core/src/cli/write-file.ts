import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { realpath, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { ExplorerError } from '../node.ts';

type Pieces = AsyncIterable<string | Uint8Array>;

/** Waits where the reader is slower than the writer; gives the bytes that were written. */
export async function writeAll(pieces: Pieces, to: Writable): Promise<number> {
  let bytes = 0;
  for await (const piece of pieces) {
    bytes += typeof piece === 'string' ? Buffer.byteLength(piece) : piece.length;
    if (!to.write(piece)) await once(to, 'drain');
  }
  return bytes;
}

/**
 * Writes a file that appears under its name when it is complete; gives its bytes. What is not a file, such as a pipe or
 * `/dev/stdout`, is written to and never replaced; behind a symbolic link the file is replaced, not the link.
 *
 * @throws ExplorerError WRITE_FAILED, with nothing left behind; what `pieces` throws of that kind
 */
export async function writeFileWhole(pieces: Pieces, path: string): Promise<number> {
  const target = await findTarget(path);
  const temporary = target.isReplaced ? `${target.path}.${process.pid}.tmp` : null;
  const stream = createWriteStream(temporary ?? target.path);
  try {
    const ended = finished(stream);
    const [bytes] = await Promise.all([
      writeAll(pieces, stream).then((written) => {
        stream.end();
        return written;
      }),
      ended,
    ]);
    if (temporary !== null) await rename(temporary, target.path);
    return bytes;
  } catch (cause) {
    stream.destroy();
    if (temporary !== null) await rm(temporary, { force: true });
    if (cause instanceof ExplorerError) throw cause;
    throw writeFailure(path, reasonOf(cause, path), cause);
  }
}

async function findTarget(path: string): Promise<{ path: string; isReplaced: boolean }> {
  const stats = await statOrNull(path);
  if (stats === null) return { path, isReplaced: true };
  if (stats.isDirectory()) throw writeFailure(path, 'it is a folder; name a file in it');
  return stats.isFile() ? { path: await realpath(path), isReplaced: true } : { path, isReplaced: false };
}

async function statOrNull(path: string) {
  try {
    return await stat(path);
  } catch (cause) {
    // A folder that is missing is found, and told, when the file is opened.
    if (codeOf(cause) === 'ENOENT') return null;
    throw writeFailure(path, reasonOf(cause, path), cause);
  }
}

function reasonOf(cause: unknown, path: string): string {
  switch (codeOf(cause)) {
    case 'ENOENT':
      return `there is no folder ${dirname(path)}; make it first`;
    case 'ENOTDIR':
      return `${dirname(path)} is no folder; name another`;
    case 'EACCES':
    case 'EPERM':
      return 'permission denied; choose another folder';
    case 'EROFS':
      return 'the disk is read-only; choose another folder';
    case 'ENOSPC':
      return 'the disk is full; free some space';
    default:
      return `${cause instanceof Error ? cause.message : String(cause)}; check folder and rights`;
  }
}

function codeOf(cause: unknown): string | undefined {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : undefined;
}

function writeFailure(path: string, why: string, cause?: unknown): ExplorerError {
  return new ExplorerError('WRITE_FAILED', `${path} cannot be written: ${why}`, { cause });
}
