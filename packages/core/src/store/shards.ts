import { ExplorerError } from '../errors.ts';
import { toFileOrder } from './byte-order.ts';
import { digestHex } from './digest.ts';
import { type ArrayDtype, type ArrayOfDtype, bytesOfValue, type Dtype, isArrayOf } from './dtype.ts';
import { quoteName } from './files.ts';
import {
  bytesOfRow,
  findKindProblem,
  isKindName,
  type KindEntry,
  LIMITS,
  type ShardEntry,
  shardName,
} from './kind-entry.ts';

/** A shard is filled to about this size: one request in a browser, and little to rewrite after a small change. */
const TARGET_SHARD_BYTES = 4 * 2 ** 20;

/** Of text smaller ones: one paper that is looked at brings along the others of its file. */
const TARGET_TEXT_BYTES = 2 ** 20;

/** One data file on its way to where it is kept. */
interface EncodedShard {
  readonly shard: ShardEntry;
  /** May be a view of the array that was encoded. */
  readonly bytes: Uint8Array;
}

/** Port: where data files go. A shard that is there already is not written again. */
export interface ShardSink {
  put(shard: ShardEntry, bytes: Uint8Array): Promise<void>;
}

/** One kind on its way into an atlas. The shards are made when they are asked for, one at a time; ask once. */
export interface EncodedKind extends Omit<KindEntry, 'shards'> {
  readonly kind: string;
  readonly shards: AsyncIterable<EncodedShard>;
}

export interface EncodeOptions {
  /** True when a reader that does not know the kind may go on without it. Default false. */
  readonly optional?: boolean | undefined;
  /** Rows a shard, ≥ 1. Default: as many as take about 4 MiB, of text 1 MiB. */
  readonly rowsPerShard?: number | undefined;
}

export interface EncodeArrayOptions extends EncodeOptions {
  /** Rows first, then the lengths of a row; the product is the length of the data. */
  readonly shape: readonly number[];
}

/**
 * An array of fixed-size values as a kind, little-endian, row-major. The data is not copied and may not change before
 * the last shard has been taken.
 *
 * @throws ExplorerError INVALID_ARGUMENT for a type, shape or name that does not fit.
 */
export function encodeArray<D extends ArrayDtype>(
  kind: string,
  dtype: D,
  data: ArrayOfDtype[D],
  options: EncodeArrayOptions,
): EncodedKind {
  const { shape } = options;
  const length = shape.reduce((product, axis) => product * axis, 1);
  if (!isArrayOf(dtype, data) || shape.length === 0 || data.length !== length)
    throw invalidKind(
      kind,
      `${data.length} values (${data.constructor.name}) do not fill [${shape.join(', ')}] of ${dtype}`,
    );
  const rowBytes = bytesOfRow(dtype, shape);
  const step = checkRows(
    kind,
    options.rowsPerShard ?? Math.max(1, Math.floor(TARGET_SHARD_BYTES / rowBytes)),
  );
  const rows = shape[0]!;
  return createKind(kind, dtype, shape, options, function* () {
    for (let from = 0; from < rows; from += step) {
      const to = Math.min(rows, from + step);
      const part = new Uint8Array(data.buffer, data.byteOffset + from * rowBytes, (to - from) * rowBytes);
      yield { rows: [from, to], bytes: toFileOrder(part, bytesOfValue(dtype)) };
    }
  });
}

/**
 * One JSON value a row, each on a line of its own: the row itself, or what `toValue` makes of it in its turn.
 *
 * @throws ExplorerError INVALID_ARGUMENT, while the shards are taken, for a value that JSON cannot hold.
 */
export function encodeJsonl<Row>(
  kind: string,
  rows: readonly Row[],
  options: EncodeOptions = {},
  toValue: (row: Row) => unknown = (row) => row,
): EncodedKind {
  const most = checkRows(kind, options.rowsPerShard ?? Number.POSITIVE_INFINITY);
  return createKind(kind, 'jsonl', [rows.length], options, function* () {
    const lines = new LineBuffer();
    let from = 0;
    for (const [row, value] of rows.entries()) {
      const before = lines.size;
      lines.add(toJsonText(kind, toValue(value), '\n'));
      if (row === from || (row - from < most && lines.size <= TARGET_TEXT_BYTES)) continue;
      yield { rows: [from, row], bytes: lines.takeFirst(before) };
      from = row;
    }
    if (lines.size > 0) yield { rows: [from, rows.length], bytes: lines.takeFirst(lines.size) };
  });
}

/** One JSON value in one shard. */
export function encodeJson(
  kind: string,
  value: unknown,
  options: Pick<EncodeOptions, 'optional'> = {},
): EncodedKind {
  return createKind(kind, 'json', [1], options, function* () {
    yield { rows: [0, 1], bytes: new TextEncoder().encode(toJsonText(kind, value, '\n')) };
  });
}

/** A file that only its own reader understands, in one shard; made when it is asked for where a function is given. */
export function encodeBytes(
  kind: string,
  bytes: Uint8Array | (() => Promise<Uint8Array>),
  options: Pick<EncodeOptions, 'optional'> = {},
): EncodedKind {
  return createKind(kind, 'bytes', [1], options, function* () {
    yield { rows: [0, 1], bytes: typeof bytes === 'function' ? bytes() : bytes };
  });
}

/** Shards under way to the disk while the next is made: waiting for a disk to have written takes longer than to make one. */
const PUTS_AT_ONCE = 4;

/** Puts every shard of a kind into `sink`, a few at a time; the answer is the kind's place in the manifest. */
export async function writeKind(sink: ShardSink, encoded: EncodedKind): Promise<KindEntry> {
  const { kind, optional, dtype, shape } = encoded;
  const shards: ShardEntry[] = [];
  const underway: Promise<void>[] = [];
  try {
    for await (const { shard, bytes } of encoded.shards) {
      if (underway.length === PUTS_AT_ONCE) await underway.shift();
      const put = sink.put(shard, bytes);
      // What fails before its turn is thrown in its turn.
      put.catch(() => undefined);
      underway.push(put);
      shards.push(shard);
    }
    await Promise.all(underway);
  } finally {
    // Whoever undoes a build that has failed must not be written to any more.
    await Promise.allSettled(underway);
  }
  const entry: KindEntry = { optional, dtype, shape, shards };
  const problem = findKindProblem(kind, entry);
  if (problem !== null) throw invalidKind(kind, problem);
  return entry;
}

type Part = {
  readonly rows: readonly [number, number];
  readonly bytes: Uint8Array | Promise<Uint8Array>;
};

function createKind(
  kind: string,
  dtype: Dtype,
  shape: readonly number[],
  options: EncodeOptions,
  cut: () => Iterable<Part>,
): EncodedKind {
  if (!isKindName(kind)) throw invalidKind(kind, 'the name is none');
  async function* shards(): AsyncGenerator<EncodedShard> {
    for (const { rows, bytes: made } of cut()) {
      const bytes = await made;
      const sha256 = await digestHex(bytes);
      yield { shard: { name: shardName(kind, dtype, sha256), rows, bytes: bytes.length, sha256 }, bytes };
    }
  }
  return { kind, optional: options.optional ?? false, dtype, shape: [...shape], shards: shards() };
}

function toJsonText(kind: string, value: unknown, end: string): string {
  let text: string | undefined;
  try {
    text = JSON.stringify(value);
  } catch (cause) {
    throw invalidKind(kind, `a value cannot be written as JSON`, cause);
  }
  if (text === undefined) throw invalidKind(kind, `a value is ${typeof value}, which JSON cannot hold`);
  return text + end;
}

/** Lines as UTF-8, one behind the other in the same memory: a buffer for each would be more work than the line. */
class LineBuffer {
  size = 0;
  private bytes = new Uint8Array(TARGET_TEXT_BYTES + TARGET_TEXT_BYTES / 4);
  private readonly encoder = new TextEncoder();

  add(line: string): void {
    // A UTF-16 unit takes three bytes at most.
    const most = this.size + 3 * line.length;
    if (most > this.bytes.length) {
      const grown = new Uint8Array(Math.max(most, 2 * this.bytes.length));
      grown.set(this.bytes.subarray(0, this.size));
      this.bytes = grown;
    }
    this.size += this.encoder.encodeInto(line, this.bytes.subarray(this.size)).written;
  }

  /** A copy of the first `length` bytes, which are gone then. */
  takeFirst(length: number): Uint8Array {
    const taken = this.bytes.slice(0, length);
    this.bytes.copyWithin(0, length, this.size);
    this.size -= length;
    return taken;
  }
}

function checkRows(kind: string, rowsPerShard: number): number {
  if (rowsPerShard >= 1 && (Number.isSafeInteger(rowsPerShard) || rowsPerShard === Number.POSITIVE_INFINITY))
    return rowsPerShard;
  throw invalidKind(kind, `rowsPerShard is ${rowsPerShard}`);
}

function invalidKind(kind: string, problem: string, cause?: unknown): ExplorerError {
  return new ExplorerError(
    'INVALID_ARGUMENT',
    `kind ${quoteName(kind)}: ${problem}; expected a lower-case name, data that fills its shape and at most ${LIMITS.kindBytes} bytes`,
    { details: { kind }, cause },
  );
}
