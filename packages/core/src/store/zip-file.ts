import { readFile, stat } from 'node:fs/promises';
import { type AtlasFiles, unreadableFileError } from './files.ts';
import { errorCode } from './folder-disk.ts';
import { zipFiles } from './zip.ts';

/**
 * The atlas in the file `path`, read whole; null when there is no file there, but a folder or nothing.
 *
 * @throws ExplorerError INPUT_UNREADABLE for a file that is no zip, is larger than 2 GiB, or would expand too far
 */
export async function readZipFile(path: string): Promise<AtlasFiles | null> {
  const found = await stat(path).catch(() => null);
  if (found === null || !found.isFile()) return null;
  const bytes = await readFile(path).catch((cause: unknown) => {
    throw unreadableFileError(path, 'the zip', errorCode(cause) ?? String(cause), cause);
  });
  return zipFiles(bytes, path);
}
