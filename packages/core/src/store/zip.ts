import { type UnzipFileInfo, unzipSync, type Zippable, zipSync } from 'fflate';
import { ExplorerError, isExplorerError } from '../errors.ts';
import type { LongTask } from '../task.ts';
import {
  type AtlasFiles,
  checkRead,
  MANIFEST_FILE,
  missingFileError,
  type ReadOptions,
  relativePathOf,
  shortFileError,
  tooLargeError,
  unreadableFileError,
} from './files.ts';
import { LIMITS } from './kind-entry.ts';
import { readManifest } from './manifest.ts';

export interface ZipLimits {
  /** Most bytes of all files unpacked. Default 2 GiB. */
  readonly maxBytes: number;
  /** Most bytes unpacked for one byte of the zip, once {@link graceBytes} are exceeded. Default 100; an atlas expands 1 to 4 times. */
  readonly maxRatio: number;
  /** Below this many unpacked bytes any ratio is allowed. Default 16 MiB. */
  readonly graceBytes: number;
}

const DEFAULT_LIMITS: ZipLimits = { maxBytes: 2 * 2 ** 30, maxRatio: 100, graceBytes: 16 * 2 ** 20 };
/** The first date that a zip can hold: the same atlas gives the same bytes whenever it is packed. */
const MADE = '1980-01-01T00:00:00';
/** Vectors and positions get little smaller; text and postings do. */
const PACKED = /\.(json|jsonl|bin)$/;

export interface PackOptions extends LongTask {
  /** True: packed as small as it gets, which takes several times as long. Default false. */
  readonly isSmallest?: boolean | undefined;
}

/** True when a file starts as a zip does. */
export function isZip(head: Uint8Array): boolean {
  return head[0] === 0x50 && head[1] === 0x4b && head[2] === 0x03 && head[3] === 0x04;
}

/**
 * The files of an atlas in a zip, as {@link packAtlas} makes it or as any program zips an atlas folder (`manifest.json` at
 * the top or in one folder). A file is unpacked when it is read, and never further than the reader allows: what a zip says
 * of itself is bounded before, what it holds besides is not looked at.
 *
 * @param bytes the whole zip; not copied: do not change it
 * @param location what messages call it
 * @throws ExplorerError INPUT_UNREADABLE for what is no zip, is cut off, or would expand past the limits
 */
export function zipFiles(bytes: Uint8Array, location: string, limits: Partial<ZipLimits> = {}): AtlasFiles {
  const sizes = listEntries(bytes, location, { ...DEFAULT_LIMITS, ...limits });
  const folder = folderOf(sizes.keys());
  return {
    location,
    async read(name: string, options: ReadOptions): Promise<Uint8Array<ArrayBuffer>> {
      const path = checkRead(name, options);
      const { maxBytes, range } = options;
      const size = sizes.get(folder + path);
      if (size === undefined) throw missingFileError(location, path, 'the zip does not hold it');
      if (range === undefined && size > maxBytes) throw tooLargeError(location, path, size, maxBytes);
      const whole = unpackEntry(bytes, folder + path, location, path);
      if (range === undefined) return whole;
      if (whole.length < range[1]) throw shortFileError(location, path, whole.length, range[1]);
      return whole.slice(range[0], range[1]);
    },
  };
}

/**
 * A whole atlas as one zip that {@link zipFiles} reads: unpacked it is an atlas folder. The same atlas gives the same bytes.
 *
 * @throws ExplorerError what reading throws: ATLAS_NOT_FOUND, ATLAS_DAMAGED, INPUT_UNREADABLE, ABORTED
 */
export async function packAtlas(
  files: AtlasFiles,
  { signal, onProgress, isSmallest = false }: PackOptions = {},
): Promise<Uint8Array<ArrayBuffer>> {
  const { kinds } = await readManifest(files, { signal });
  const shards = Object.values(kinds).flatMap((kind) => kind.shards);
  const packed: Zippable = {};
  const put = async (name: string, maxBytes: number) => {
    const path = relativePathOf(name);
    const level = isSmallest ? 9 : PACKED.test(path) ? 6 : 0;
    packed[path] = [await files.read(name, { maxBytes, signal }), { level }];
  };
  await put(MANIFEST_FILE, LIMITS.manifestBytes);
  for (const [at, { name, bytes }] of shards.entries()) {
    onProgress?.({ stage: 'read', done: at, total: shards.length });
    await put(name, bytes);
  }
  return zipSync(packed, { mtime: MADE });
}

/** Unpacked length of each file by its path, as the zip's own list says. */
function listEntries(bytes: Uint8Array, location: string, limits: ZipLimits): Map<string, number> {
  const sizes = new Map<string, number>();
  let total = 0;
  let entries = 0;
  const note = ({ name, originalSize }: UnzipFileInfo): boolean => {
    total += originalSize;
    entries++;
    const isBomb = total > limits.graceBytes && total > bytes.length * limits.maxRatio;
    if (entries > LIMITS.shards || total > limits.maxBytes || isBomb)
      throw new ExplorerError(
        'INPUT_UNREADABLE',
        `${location}: ${bytes.length} bytes of zip would grow to ${total} or more in ${entries} files (allowed: ${limits.maxBytes} bytes, ${limits.maxRatio} times, ${LIMITS.shards} files); unpack it yourself and open the folder if that is right`,
        { details: { location, compressed: bytes.length, expanded: total, entries } },
      );
    sizes.set(name, originalSize);
    return false;
  };
  try {
    unzipSync(bytes, { filter: note });
  } catch (cause) {
    if (isExplorerError(cause)) throw cause;
    throw new ExplorerError(
      'INPUT_UNREADABLE',
      `${location} is no zip that can be read, or is cut off; expected an atlas as a zip, so save or copy it again`,
      { details: { location }, cause },
    );
  }
  return sizes;
}

/** Memory for the length that the list says and no more, whatever the data would unpack to. */
function unpackEntry(
  bytes: Uint8Array,
  entry: string,
  location: string,
  path: string,
): Uint8Array<ArrayBuffer> {
  try {
    const found = unzipSync(bytes, { filter: ({ name }) => name === entry })[entry];
    return new Uint8Array(found!);
  } catch (cause) {
    throw unreadableFileError(
      location,
      path,
      'its part of the zip is damaged, or packed in a way that is not known here',
      cause,
    );
  }
}

/** The folder that the manifest stands in: none, or one. */
function folderOf(names: Iterable<string>): string {
  let folder = '';
  for (const name of names) {
    if (name === MANIFEST_FILE) return '';
    const [first, second, ...more] = name.split('/');
    if (second === MANIFEST_FILE && more.length === 0) folder = `${first}/`;
  }
  return folder;
}
