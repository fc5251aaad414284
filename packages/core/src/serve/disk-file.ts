import type { BigIntStats } from 'node:fs';
import { type FileHandle, lstat } from 'node:fs/promises';
import { measureFile, openRegularFile } from '../store/folder-disk.ts';
import { contentTypeOf } from './content-type.ts';
import type { ServedFile } from './served-file.ts';

/** A file on disk, and what it has to be. */
export interface DiskFile {
  readonly path: string;
  /** SHA-256 of the right content, 64 hex digits. */
  readonly sha256: string;
  /** True when the address names the content, so that a browser may keep it for ever. */
  readonly isImmutable: boolean;
}

/** Whether a file was right when it stood like this on the disk. */
interface Verdict {
  readonly identity: string;
  readonly isRight: Promise<boolean>;
}

/**
 * Opens files whose checksum is known; null for a file that is not there. The content is hashed before it is given out
 * for the first time, and again when the file has changed on the disk:
 * - the right content gets an ETag;
 * - another content is given too, so that the page can say which file is damaged, but for no cache to keep. Not through
 *   a symbolic link, though, which could lead to any file of the machine.
 */
export function createDiskFiles(): (file: DiskFile) => Promise<ServedFile | null> {
  const verdicts = new Map<string, Verdict>();

  function judge({ path, sha256 }: DiskFile, stats: BigIntStats): Promise<boolean> {
    const { dev, ino, size, mtimeNs, ctimeNs } = stats;
    const identity = [dev, ino, size, mtimeNs, ctimeNs, sha256].join(' ');
    const known = verdicts.get(path);
    if (known?.identity === identity) return known.isRight;
    const isRight = measureFile(path).then((measured) => measured?.sha256 === sha256);
    // A disk that failed once may do better when asked again.
    isRight.catch(() => verdicts.delete(path));
    verdicts.set(path, { identity, isRight });
    return isRight;
  }

  return async (file) => {
    const opened = await openRegularFile(file.path);
    if (opened === null) return null;
    const { handle } = opened;
    try {
      const stats = await handle.stat({ bigint: true });
      const isRight = await judge(file, stats);
      if (isRight || !(await lstat(file.path)).isSymbolicLink())
        return toServedFile(file, handle, Number(stats.size), isRight);
    } catch (error) {
      await handle.close();
      throw error;
    }
    await handle.close();
    return null;
  };
}

function toServedFile(file: DiskFile, handle: FileHandle, bytes: number, isRight: boolean): ServedFile {
  return {
    contentType: contentTypeOf(file.path),
    bytes,
    etag: isRight ? file.sha256.slice(0, 32) : null,
    isImmutable: isRight && file.isImmutable,
    // A stream's end is its last byte; who wants no byte does not read.
    read: (from, to) => handle.createReadStream({ start: from, end: to - 1 }),
    close: () => handle.close(),
  };
}
