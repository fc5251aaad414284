import { bytesOfValue, extensionOf, isArrayDtype, isDtype } from './dtype.ts';
import { isDataFileName, quoteName } from './files.ts';

/** What a manifest may claim at most. All of it is checked before anything is read or allocated. */
export const LIMITS = {
  manifestBytes: 16 * 2 ** 20,
  papers: 10_000_000,
  dimension: 8_192,
  kinds: 1_000,
  /** Shards of all kinds together. */
  shards: 100_000,
  /** Lengths in a shape. */
  axes: 4,
  /** One length in a shape. */
  axis: 2 ** 40,
  /** Bytes of one shard of fixed-size values. */
  arrayShard: 2 ** 31,
  /** Bytes of one `jsonl` or `json` shard. */
  textShard: 2 ** 28,
  /** Bytes of one kind, and of the one file of a `bytes` kind. */
  kindBytes: 2 ** 40,
} as const;

/** Rows `[from, to)` of a kind, in one file. */
export interface ShardEntry {
  /** `<kind>-<first 16 hex digits of sha256>.<extension>`, in the folder `data`. */
  readonly name: string;
  readonly rows: readonly [from: number, to: number];
  /** Length of the file. */
  readonly bytes: number;
  /** SHA-256 of the file, 64 lower-case hex digits. */
  readonly sha256: string;
}

/** One kind of contents: its shards in the order of their rows, without gap or overlap. */
export interface KindEntry {
  /** True when a reader that does not know this kind may go on without it. */
  readonly optional: boolean;
  /** A {@link Dtype}, or what a later version calls a type that this one does not know. */
  readonly dtype: string;
  /** Rows first; for an array then the lengths of a row. `[1]` for `json` and `bytes`. */
  readonly shape: readonly number[];
  readonly shards: readonly ShardEntry[];
}

const KIND_PATTERN = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
/** Names that a plain object answers to without having them. */
const RESERVED_KINDS: ReadonlySet<string> = new Set(['constructor', 'prototype']);

/** Lower-case words joined by hyphens, at most 64 characters. */
export function isKindName(kind: string): boolean {
  return kind.length <= 64 && KIND_PATTERN.test(kind) && !RESERVED_KINDS.has(kind);
}

/** Name of the file with this content. */
export function shardName(kind: string, dtype: string, sha256: string): string {
  return `${kind}-${sha256.slice(0, 16)}.${extensionOf(dtype)}`;
}

/** Bytes of one row of an array kind. */
export function bytesOfRow(dtype: Parameters<typeof bytesOfValue>[0], shape: readonly number[]): number {
  let bytes = bytesOfValue(dtype);
  for (let axis = 1; axis < shape.length; axis++) bytes *= shape[axis]!;
  return bytes;
}

/** What is wrong with an entry, in words that begin with the place; or null. Types are assumed, numbers are not. */
export function findKindProblem(kind: string, entry: KindEntry): string | null {
  return findShapeProblem(entry) ?? findRowProblem(entry) ?? findShardProblem(kind, entry);
}

function findShapeProblem({ dtype, shape, shards }: KindEntry): string | null {
  const [rows] = shape;
  if (rows === undefined || shape.length > LIMITS.axes)
    return `shape has ${shape.length} lengths; expected 1 to 4`;
  if (shape.some((length, axis) => length > LIMITS.axis || (axis > 0 && length === 0)))
    return `shape is [${shape.join(', ')}]; expected lengths of 1 to ${LIMITS.axis}`;
  if (isArrayDtype(dtype)) {
    let bytes = bytesOfValue(dtype);
    for (const length of shape) {
      bytes *= length;
      if (bytes > LIMITS.kindBytes)
        return `shape is [${shape.join(', ')}]; expected at most ${LIMITS.kindBytes} bytes`;
    }
  } else if (dtype === 'jsonl' && shape.length !== 1) {
    return `shape has ${shape.length} lengths; expected the number of rows alone`;
  } else if (
    (dtype === 'json' || dtype === 'bytes') &&
    (shape.length !== 1 || rows !== 1 || shards.length !== 1)
  ) {
    return `shape is [${shape.join(', ')}] in ${shards.length} shards; expected [1] in one`;
  }
  return null;
}

function findRowProblem({ shape, shards }: KindEntry): string | null {
  let next = 0;
  for (const [i, { rows }] of shards.entries()) {
    const [from, to] = rows;
    if (from !== next || to <= from)
      return `shards.${i}.rows is [${from}, ${to}]; expected a start of ${next} and an end behind it`;
    next = to;
  }
  return next === shape[0] ? null : `the shards end at row ${next}; expected ${shape[0]}`;
}

function findShardProblem(kind: string, { dtype, shape, shards }: KindEntry): string | null {
  const hashes = new Map<string, string>();
  for (const [i, { name, rows, bytes, sha256 }] of shards.entries()) {
    const expected = isDtype(dtype) ? shardName(kind, dtype, sha256) : null;
    if (expected === null ? !isForeignName(kind, name, sha256) : name !== expected)
      return `shards.${i}.name is ${quoteName(name)}; expected ${expected ?? `${kind}-${sha256.slice(0, 16)}.…`}`;
    if ((hashes.get(name) ?? sha256) !== sha256) return `shards.${i}.name stands for two contents`;
    hashes.set(name, sha256);
    const [least, most] = boundBytes(dtype, shape, rows[1] - rows[0]);
    if (bytes < least || bytes > most)
      return `shards.${i}.bytes is ${bytes}; expected ${least === most ? least : `${least} to ${most}`}`;
  }
  return null;
}

function isForeignName(kind: string, name: string, sha256: string): boolean {
  return isDataFileName(name) && name.startsWith(`${kind}-${sha256.slice(0, 16)}.`);
}

/** The least and the most bytes that `rows` rows can take. */
function boundBytes(dtype: string, shape: readonly number[], rows: number): [least: number, most: number] {
  if (isArrayDtype(dtype)) {
    const bytes = rows * bytesOfRow(dtype, shape);
    return [bytes, Math.min(bytes, LIMITS.arrayShard)];
  }
  // The shortest JSON value is one character, and each line has its end.
  if (dtype === 'jsonl') return [rows * 2, LIMITS.textShard];
  if (dtype === 'json') return [1, LIMITS.textShard];
  return [1, LIMITS.kindBytes];
}
