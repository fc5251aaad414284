import { ExplorerError } from '../errors.ts';
import { throwIfAborted } from '../task.ts';

/** The commit point of an atlas: whoever reads it has the whole atlas of that generation. */
export const MANIFEST_FILE = 'manifest.json';
/** Times, memory and what happened to each input; beside the manifest, never hashed, not needed to open the atlas. */
export const REPORT_FILE = 'build-report.json';
/** The folder of the data files. */
export const DATA_FOLDER = 'data';

/** `<kind>-<first 16 hex digits of the SHA-256>.<extension>`: nothing else is ever read or deleted under `data/`. */
const DATA_FILE_PATTERN = /^[a-z][a-z0-9-]{0,63}-[0-9a-f]{16}\.[a-z0-9]{1,8}$/;

export interface ReadOptions {
  /** The answer is refused when it would be longer: nothing larger is ever allocated. */
  readonly maxBytes: number;
  /** Only these bytes, `[from, to)`. A part cannot be checked against the file's hash: for previews, not for truth. */
  readonly range?: readonly [from: number, to: number] | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Port: the byte files of one atlas, read only. Names are `manifest.json`, `build-report.json` or a data file's name
 * without its folder; anything else is refused before the disk or the network is touched.
 */
export interface AtlasFiles {
  /** Where the files are, for people: a path or an address. */
  readonly location: string;
  /** Files that are best read at the same time, ≥ 1: several where each takes a way to a server. Default 1. */
  readonly readsAtOnce?: number | undefined;
  /**
   * The bytes of one file in memory of their own, aligned for every value type; the caller may keep and change them.
   *
   * @throws ExplorerError ATLAS_NOT_FOUND when `manifest.json` is missing; ATLAS_DAMAGED when another file is missing,
   *   longer than `maxBytes`, shorter than `range` or no file; INPUT_UNREADABLE when the disk, the network or the server
   *   fails; INVALID_ARGUMENT for a name, a limit or a range that makes no sense; ABORTED.
   */
  read(name: string, options: ReadOptions): Promise<Uint8Array<ArrayBuffer>>;
}

export function isDataFileName(name: string): boolean {
  return DATA_FILE_PATTERN.test(name);
}

/**
 * Path of a file within the atlas, with `/`. The one place where a name becomes a path.
 *
 * @throws ExplorerError INVALID_ARGUMENT for any other name, so for all with a separator, `..`, NUL or an upper-case letter.
 */
export function relativePathOf(name: string): string {
  if (name === MANIFEST_FILE || name === REPORT_FILE) return name;
  if (isDataFileName(name)) return `${DATA_FOLDER}/${name}`;
  throw new ExplorerError(
    'INVALID_ARGUMENT',
    `${quoteName(name)} is no name of an atlas file; expected ${MANIFEST_FILE}, ${REPORT_FILE} or a name as papers-0123456789abcdef.jsonl`,
    { details: { name } },
  );
}

/** What every adapter checks before it touches anything. Returns the path within the atlas. */
export function checkRead(name: string, options: ReadOptions): string {
  const path = relativePathOf(name);
  const { maxBytes, range, signal } = options;
  const [from, to] = range ?? [0, 0];
  const isSane =
    Number.isSafeInteger(maxBytes) &&
    Number.isSafeInteger(from) &&
    Number.isSafeInteger(to) &&
    from >= 0 &&
    to >= from &&
    to - from <= maxBytes;
  if (!isSane) {
    throw new ExplorerError(
      'INVALID_ARGUMENT',
      `reading ${path}: got maxBytes ${maxBytes} and range ${range?.join(' to ')}; expected integers, 0 ≤ from ≤ to and at most maxBytes between them`,
      { details: { name, maxBytes, range } },
    );
  }
  throwIfAborted(signal, `reading ${path}`);
  return path;
}

/** ATLAS_NOT_FOUND for the manifest, ATLAS_DAMAGED for every other file. */
export function missingFileError(
  location: string,
  path: string,
  why: string,
  cause?: unknown,
): ExplorerError {
  if (path === MANIFEST_FILE) {
    return new ExplorerError(
      'ATLAS_NOT_FOUND',
      `no atlas at ${location}: ${why}; name the folder that holds ${MANIFEST_FILE}, or build an atlas there`,
      { details: { location, file: path }, cause },
    );
  }
  return new ExplorerError(
    'ATLAS_DAMAGED',
    `${location}: ${path} is missing (${why}); if the atlas was rebuilt since it was opened, open it again, else build it again`,
    { details: { location, file: path }, cause },
  );
}

export function damagedFileError(
  location: string,
  path: string,
  got: string,
  expected: string,
  cause?: unknown,
): ExplorerError {
  return new ExplorerError(
    'ATLAS_DAMAGED',
    `${location}: ${path} ${got}; expected ${expected}; build the atlas again`,
    { details: { location, file: path, got, expected }, cause },
  );
}

export function tooLargeError(
  location: string,
  path: string,
  bytes: number,
  maxBytes: number,
): ExplorerError {
  return damagedFileError(location, path, `holds ${bytes} bytes or more`, `at most ${maxBytes}`);
}

export function shortFileError(location: string, path: string, bytes: number, to: number): ExplorerError {
  return damagedFileError(location, path, `ends after ${bytes} bytes`, `${to} or more`);
}

export function unreadableFileError(
  location: string,
  path: string,
  why: string,
  cause?: unknown,
): ExplorerError {
  return new ExplorerError(
    'INPUT_UNREADABLE',
    `${location}: ${path} could not be read: ${why}; expected a file that can be read, so mend that and try again`,
    { details: { location, file: path }, cause },
  );
}

/** A name from outside in quotes, at most 80 characters of it. */
export function quoteName(name: string): string {
  return printable(JSON.stringify(name.length > 80 ? `${name.slice(0, 80)}…` : name), 600);
}

/** Text from outside with nothing in it that a terminal would act upon, cut to `maxLength` characters. */
export function printable(text: string, maxLength: number): string {
  const cut = text.length > maxLength ? `${text.slice(0, maxLength)}…` : text;
  return cut.replace(
    /[\p{C}\p{Zl}\p{Zp}]/gu,
    (character) => `\\u${character.codePointAt(0)!.toString(16).padStart(4, '0')}`,
  );
}
