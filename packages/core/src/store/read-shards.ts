import { ExplorerError } from '../errors.ts';
import { findNonFinite } from '../math/matrix.ts';
import { toFileOrder } from './byte-order.ts';
import { digestHex } from './digest.ts';
import { type ArrayDtype, type ArrayOfDtype, arrayOver, bytesOfValue, type Dtype } from './dtype.ts';
import {
  type AtlasFiles,
  DATA_FOLDER,
  damagedFileError,
  MANIFEST_FILE,
  printable,
  quoteName,
} from './files.ts';
import { bytesOfRow, type KindEntry, type ShardEntry } from './kind-entry.ts';
import type { AtlasManifest } from './manifest.ts';
import { readAhead } from './read-ahead.ts';

export interface ReadRowsOptions {
  /** Only these rows, `[from, to)`; shards without any of them are not read. Default: all. */
  readonly rows?: readonly [from: number, to: number] | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface ReadArrayOptions<D extends ArrayDtype> extends ReadRowsOptions {
  readonly dtype: D;
  /** The shape that the whole kind must have; null where any length will do. */
  readonly shape: readonly (number | null)[];
  /** Gives memory for so many values, all of which are written, or undefined; default memory of its own. */
  readonly makeRoom?: ((values: number) => ArrayOfDtype[D] | undefined) | undefined;
}

/** A shard that has been checked: its length and its hash are those of the manifest. */
export interface CheckedShard {
  readonly rows: readonly [from: number, to: number];
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export function hasKind(manifest: AtlasManifest, kind: string): boolean {
  return Object.hasOwn(manifest.kinds, kind);
}

/**
 * The shards of a kind that hold any of the rows asked for, in order, each checked before it is given out. As many are
 * read at once as the files are best read ({@link AtlasFiles.readsAtOnce}).
 *
 * @throws ExplorerError ATLAS_DAMAGED naming the file, what was expected and what was got; INVALID_ARGUMENT for rows
 *   outside the kind; else as {@link AtlasFiles.read}.
 */
export async function* readShards(
  files: AtlasFiles,
  manifest: AtlasManifest,
  kind: string,
  options: ReadRowsOptions = {},
): AsyncGenerator<CheckedShard> {
  const entry = entryOf(files, manifest, kind);
  const [from, to] = rowsOf(kind, entry, options);
  const wanted = entry.shards.filter(({ rows }) => rows[1] > from && rows[0] < to);
  const read = async (shard: ShardEntry, signal: AbortSignal): Promise<CheckedShard> => {
    const bytes = await files.read(shard.name, { maxBytes: shard.bytes, signal });
    await checkShard(files.location, shard, bytes);
    return { rows: shard.rows, bytes };
  };
  yield* readAhead(wanted, files.readsAtOnce ?? 1, read, options.signal);
}

/**
 * An array kind, or some of its rows, every value of `f32` finite. `shape[0]` of the answer is the number of rows read.
 *
 * @throws ExplorerError as {@link readShards}
 */
export async function readArray<D extends ArrayDtype>(
  files: AtlasFiles,
  manifest: AtlasManifest,
  kind: string,
  options: ReadArrayOptions<D>,
): Promise<{ data: ArrayOfDtype[D]; shape: number[] }> {
  const { dtype } = options;
  const entry = entryOf(files, manifest, kind, dtype);
  checkShape(files, kind, entry, options.shape);
  const rowBytes = bytesOfRow(dtype, entry.shape);
  const [from, to] = rowsOf(kind, entry, options);
  let room: ArrayOfDtype[D] | undefined;
  let whole: Uint8Array | undefined;
  for await (const { rows, bytes } of readShards(files, manifest, kind, options)) {
    checkFinite(files.location, entry, rows, bytes);
    // One shard for all rows is used as it is. Else memory is asked for only after a first shard has proved true.
    if (rows[0] === from && rows[1] === to && options.makeRoom === undefined) whole = bytes;
    else {
      if (whole === undefined) {
        const length = (to - from) * rowBytes;
        room = options.makeRoom?.(length / bytesOfValue(dtype));
        whole = room ? bytesIn(room) : allocate(files, kind, length);
      }
      const first = Math.max(from, rows[0]);
      const last = Math.min(to, rows[1]);
      whole.set(
        bytes.subarray((first - rows[0]) * rowBytes, (last - rows[0]) * rowBytes),
        (first - from) * rowBytes,
      );
    }
  }
  const ordered = toFileOrder(whole ?? new Uint8Array(0), bytesOfValue(dtype));
  if (room !== undefined && ordered !== whole) whole!.set(ordered);
  return {
    data: room ?? arrayOver(dtype, ordered.buffer as ArrayBuffer),
    shape: [to - from, ...entry.shape.slice(1)],
  };
}

function bytesIn({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

/**
 * One value a row of a `jsonl` kind, or of some of its rows. The values are whatever was written: what they mean is for
 * the caller to check.
 *
 * @throws ExplorerError as {@link readShards}
 */
export async function readJsonl(
  files: AtlasFiles,
  manifest: AtlasManifest,
  kind: string,
  options: ReadRowsOptions = {},
): Promise<unknown[]> {
  const entry = entryOf(files, manifest, kind, 'jsonl');
  const [from, to] = rowsOf(kind, entry, options);
  const values: unknown[] = [];
  for await (const { rows, bytes } of readShards(files, manifest, kind, options)) {
    const path = pathOfRows(entry, rows);
    const lines = decodeText(files.location, path, bytes).split('\n');
    // The last line has its end too, so that the split leaves an empty one behind it.
    if (lines.pop() !== '' || lines.length !== rows[1] - rows[0])
      throw damagedFileError(
        files.location,
        path,
        `holds ${lines.length} lines`,
        `${rows[1] - rows[0]}, each ended`,
      );
    for (let row = Math.max(from, rows[0]); row < Math.min(to, rows[1]); row++)
      values.push(parseValue(files.location, path, lines[row - rows[0]]!));
  }
  return values;
}

/** A shard of lines that has been checked, kept as the bytes of its file: a value is read from them when it is asked for. */
export interface LineShard {
  readonly rows: readonly [from: number, to: number];
  readonly byteLength: number;
  /** @throws ExplorerError ATLAS_DAMAGED naming the file when the line is no JSON in UTF-8 */
  value(row: number): unknown;
}

/**
 * The shards of a `jsonl` kind that hold any of the rows asked for, in order.
 *
 * @throws ExplorerError as {@link readShards}
 */
export async function* readLines(
  files: AtlasFiles,
  manifest: AtlasManifest,
  kind: string,
  options: ReadRowsOptions = {},
): AsyncGenerator<LineShard> {
  const entry = entryOf(files, manifest, kind, 'jsonl');
  for await (const { rows, bytes } of readShards(files, manifest, kind, options)) {
    const path = pathOfRows(entry, rows);
    const ends = findLineEnds(bytes);
    if (ends.length !== rows[1] - rows[0] || ends.at(-1) !== bytes.length - 1)
      throw damagedFileError(
        files.location,
        path,
        `holds ${ends.length} lines`,
        `${rows[1] - rows[0]}, each ended`,
      );
    yield {
      rows,
      byteLength: bytes.length + ends.byteLength,
      value(row) {
        const at = row - rows[0];
        const line = bytes.subarray(at === 0 ? 0 : ends[at - 1]! + 1, ends[at]);
        return parseValue(files.location, path, decodeText(files.location, path, line));
      },
    };
  }
}

/** Places of the line feeds: in UTF-8 no other character has that byte. */
function findLineEnds(bytes: Uint8Array): Uint32Array {
  const ends: number[] = [];
  for (let at = bytes.indexOf(LINE_FEED); at >= 0; at = bytes.indexOf(LINE_FEED, at + 1)) ends.push(at);
  return Uint32Array.from(ends);
}

const LINE_FEED = 10;

/** The value of a `json` kind. @throws ExplorerError as {@link readShards} */
export async function readJson(
  files: AtlasFiles,
  manifest: AtlasManifest,
  kind: string,
  options: Pick<ReadRowsOptions, 'signal'> = {},
): Promise<unknown> {
  const { bytes, path } = await readOnly(files, manifest, kind, 'json', options);
  return parseValue(files.location, path, decodeText(files.location, path, bytes));
}

/** The file of a `bytes` kind, in memory. @throws ExplorerError as {@link readShards} */
export async function readBytes(
  files: AtlasFiles,
  manifest: AtlasManifest,
  kind: string,
  options: Pick<ReadRowsOptions, 'signal'> = {},
): Promise<Uint8Array<ArrayBuffer>> {
  return (await readOnly(files, manifest, kind, 'bytes', options)).bytes;
}

/** Throws unless `bytes` are exactly the file that the manifest names. */
async function checkShard(location: string, shard: ShardEntry, bytes: Uint8Array): Promise<void> {
  const path = `${DATA_FOLDER}/${shard.name}`;
  if (bytes.length !== shard.bytes)
    throw damagedFileError(location, path, `holds ${bytes.length} bytes`, `${shard.bytes}`);
  const sha256 = await digestHex(bytes);
  if (sha256 !== shard.sha256) throw damagedFileError(location, path, `has SHA-256 ${sha256}`, shard.sha256);
}

/** The kind's place in the manifest. @throws ExplorerError ATLAS_DAMAGED when it is not listed or of another type. */
function entryOf(files: AtlasFiles, manifest: AtlasManifest, kind: string, dtype?: Dtype): KindEntry {
  const entry = hasKind(manifest, kind) ? manifest.kinds[kind] : undefined;
  if (entry === undefined)
    throw damagedFileError(files.location, MANIFEST_FILE, `lists no kind ${quoteName(kind)}`, 'one');
  if (dtype !== undefined && entry.dtype !== dtype)
    throw damagedFileError(files.location, MANIFEST_FILE, `lists ${kind} as ${entry.dtype}`, dtype);
  return entry;
}

async function readOnly(
  files: AtlasFiles,
  manifest: AtlasManifest,
  kind: string,
  dtype: Dtype,
  options: Pick<ReadRowsOptions, 'signal'>,
): Promise<{ bytes: Uint8Array<ArrayBuffer>; path: string }> {
  const entry = entryOf(files, manifest, kind, dtype);
  for await (const { bytes, rows } of readShards(files, manifest, kind, { signal: options.signal }))
    return { bytes, path: pathOfRows(entry, rows) };
  throw damagedFileError(files.location, MANIFEST_FILE, `lists ${kind} without a file`, 'one');
}

function rowsOf(
  kind: string,
  entry: KindEntry,
  { rows }: ReadRowsOptions,
): readonly [from: number, to: number] {
  const count = entry.shape[0]!;
  const [from, to] = rows ?? [0, count];
  if (Number.isSafeInteger(from) && Number.isSafeInteger(to) && 0 <= from && from <= to && to <= count)
    return [from, to];
  throw new ExplorerError(
    'INVALID_ARGUMENT',
    `rows ${from} to ${to} of ${kind} were asked for; expected integers within 0 to ${count}`,
    { details: { kind, from, to, count } },
  );
}

function checkShape(
  files: AtlasFiles,
  kind: string,
  entry: KindEntry,
  shape: readonly (number | null)[],
): void {
  const fits =
    entry.shape.length === shape.length &&
    shape.every((length, i) => length === null || length === entry.shape[i]);
  if (fits) return;
  const expected = shape.map((length) => length ?? 'any').join(', ');
  throw damagedFileError(
    files.location,
    MANIFEST_FILE,
    `lists ${kind} with shape [${entry.shape.join(', ')}]`,
    `[${expected}]`,
  );
}

function checkFinite(
  location: string,
  entry: KindEntry,
  rows: readonly [number, number],
  bytes: Uint8Array<ArrayBuffer>,
): void {
  if (entry.dtype !== 'f32') return;
  const at = findNonFinite(arrayOver('f32', toFileOrder(bytes, 4).buffer as ArrayBuffer));
  if (at >= 0)
    throw damagedFileError(
      location,
      pathOfRows(entry, rows),
      `holds a value that is not finite at ${at}`,
      'numbers',
    );
}

function allocate(files: AtlasFiles, kind: string, bytes: number): Uint8Array<ArrayBuffer> {
  try {
    return new Uint8Array(bytes);
  } catch (cause) {
    throw new ExplorerError(
      'ATLAS_UNSUPPORTED',
      `${files.location}: ${kind} takes ${bytes} bytes, more than this machine or browser gives at once; read fewer rows, or open the atlas on a larger machine`,
      { details: { location: files.location, kind, bytes }, cause },
    );
  }
}

function pathOfRows(entry: KindEntry, rows: readonly [number, number]): string {
  return `${DATA_FOLDER}/${entry.shards.find((shard) => shard.rows[0] === rows[0])?.name ?? ''}`;
}

function decodeText(location: string, path: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw damagedFileError(location, path, 'is no UTF-8', 'JSON in UTF-8', cause);
  }
}

function parseValue(location: string, path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const why = cause instanceof Error ? printable(cause.message, 120) : 'unknown reason';
    throw damagedFileError(location, path, `holds what is no JSON (${why})`, 'JSON', cause);
  }
}
