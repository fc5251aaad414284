import { ExplorerError } from '../errors.ts';
import { DEFAULT_EXPANSION_LIMITS, type ExpansionLimits, gunzip, isGzip } from './gunzip.ts';

/** How many bytes are looked at before a file is taken for text. */
const HEAD_BYTES = 64 * 1024;

const MAGIC: readonly { readonly bytes: readonly number[]; readonly what: string }[] = [
  { bytes: [0x25, 0x50, 0x44, 0x46], what: 'a PDF; export the list of papers as BibTeX, RIS, CSV or JSONL' },
  { bytes: [0x50, 0x4b, 0x03, 0x04], what: 'a ZIP or a spreadsheet; unpack it, or save the sheet as CSV' },
  { bytes: [0xd0, 0xcf, 0x11, 0xe0], what: 'an old spreadsheet or document; save it as CSV' },
  { bytes: [0x28, 0xb5, 0x2f, 0xfd], what: 'Zstandard; unpack it or use gzip' },
  { bytes: [0x42, 0x5a, 0x68], what: 'bzip2; unpack it or use gzip' },
  { bytes: [0xfd, 0x37, 0x7a, 0x58, 0x5a], what: 'xz; unpack it or use gzip' },
];

export interface DecodeOptions {
  readonly limits?: ExpansionLimits;
  /** Called with the number of each line that holds U+FFFD, the mark of bytes that are not valid UTF-8. */
  readonly onDamagedLine?: (line: number) => void;
}

/**
 * Bytes of a file to text, streamed: gzip by its magic bytes (whatever the name says), UTF-8 or, with a byte order
 * mark, UTF-16; the mark is dropped. Invalid UTF-8 becomes U+FFFD and is told to `onDamagedLine`.
 *
 * @throws ExplorerError INPUT_UNREADABLE for a binary file, damaged gzip or a gzip bomb
 */
export async function* decodeText(
  bytes: AsyncIterable<Uint8Array>,
  name: string,
  options: DecodeOptions = {},
): AsyncGenerator<string> {
  const raw = await takeHead(bytes);
  const plain = isGzip(raw.head)
    ? await takeHead(gunzip(raw.all, name, options.limits ?? DEFAULT_EXPANSION_LIMITS))
    : raw;
  try {
    const encoding = findEncoding(plain.head);
    refuseBinary(plain.head, encoding, name);
    const decoder = new TextDecoder(encoding);
    const damage = new DamageWatch(options.onDamagedLine);
    for await (const chunk of plain.all) {
      const text = decoder.decode(chunk, { stream: true });
      damage.look(text);
      yield text;
    }
    const rest = decoder.decode();
    damage.look(rest);
    yield rest;
  } finally {
    await plain.close();
    await raw.close();
  }
}

/** A `ReadableStream` (a browser's file, a response) as an async iterable: not every browser iterates one itself. */
export async function* iterateStream(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

interface Peeked {
  /** The first bytes, at most a chunk more than {@link HEAD_BYTES}. */
  readonly head: Uint8Array;
  /** Everything, the head included. */
  readonly all: AsyncIterable<Uint8Array>;
  close(): Promise<void>;
}

async function takeHead(bytes: AsyncIterable<Uint8Array>): Promise<Peeked> {
  const iterator = bytes[Symbol.asyncIterator]();
  const chunks: Uint8Array[] = [];
  let length = 0;
  while (length < HEAD_BYTES) {
    const next = await iterator.next();
    if (next.done) break;
    chunks.push(next.value);
    length += next.value.length;
  }
  const head = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    head.set(chunk, offset);
    offset += chunk.length;
  }
  async function* all(): AsyncGenerator<Uint8Array> {
    if (length > 0) yield head;
    for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
  }
  const close = async (): Promise<void> => {
    await iterator.return?.();
  };
  return { head, all: all(), close };
}

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

function findEncoding(head: Uint8Array): Encoding {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  return 'utf-8';
}

function refuseBinary(head: Uint8Array, encoding: Encoding, name: string): void {
  const magic = MAGIC.find(({ bytes }) => bytes.every((byte, i) => head[i] === byte));
  if (magic !== undefined) throw notText(name, `it is ${magic.what}`);
  if (encoding !== 'utf-8') return;
  let zeros = 0;
  let controls = 0;
  for (const byte of head) {
    if (byte === 0) zeros++;
    else if (byte < 9 || (byte > 13 && byte < 32)) controls++;
  }
  // A stray zero or escape in a long text is cleaned away; a file full of them is no text.
  if (zeros * 1000 > head.length || controls * 20 > head.length) {
    throw notText(
      name,
      `${zeros + controls} of its first ${head.length} bytes are no text (UTF-16 needs a byte order mark)`,
    );
  }
  const text = new TextDecoder('utf-8').decode(head, { stream: true });
  const damaged = text.split('\ufffd').length - 1;
  if (damaged * 5 > text.length) throw notText(name, 'its bytes are not UTF-8');
}

function notText(name: string, why: string): ExplorerError {
  return new ExplorerError(
    'INPUT_UNREADABLE',
    `${name} is not a text file: ${why}. Expected UTF-8 text (BibTeX, RIS, CSV, TSV, JSON, JSONL or a page of titles and abstracts), plain or gzipped`,
    { details: { file: name } },
  );
}

/** Counts lines as chunks pass and tells of those with U+FFFD, each once. */
class DamageWatch {
  readonly #tell: ((line: number) => void) | undefined;
  #line = 1;
  #told = 0;

  constructor(tell: ((line: number) => void) | undefined) {
    this.#tell = tell;
  }

  look(text: string): void {
    if (this.#tell === undefined) return;
    let damaged = text.indexOf('\ufffd');
    let lineBreak = text.indexOf('\n');
    while (damaged !== -1 || lineBreak !== -1) {
      if (damaged !== -1 && (lineBreak === -1 || damaged < lineBreak)) {
        if (this.#told < this.#line) this.#tell(this.#line);
        this.#told = this.#line;
        if (lineBreak === -1) return;
        damaged = text.indexOf('\ufffd', lineBreak);
      }
      this.#line++;
      lineBreak = text.indexOf('\n', lineBreak + 1);
    }
  }
}
