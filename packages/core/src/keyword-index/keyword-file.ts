import { Pace } from '../task.ts';
import { BM25Index } from './bm25-index.ts';
import { ByteReader, ByteWriter, FileProblem } from './byte-stream.ts';
import { MAX_FREQUENCY, type Postings } from './postings.ts';

/** "PAKW", and the version of the layout and of the analysis: both must be known for a query to find its terms. */
const MAGIC = 0x574b_4150;
const VERSION = 1;
const MAX_TERMS = 2 ** 26;
/** Terms written or read between two looks at the clock. */
const TERMS_A_LOOK = 16;
/** Terms encoded as one text. */
const TERMS_A_PART = 4096;
const MAX_POSTINGS = 2 ** 31 - 1;

/**
 * A keyword index as one file, little-endian:
 *
 *     u32 magic, u32 version, u32 rows, u32 terms, u32 postings, f64 k1, f64 b
 *     varint × rows      words of each row
 *     varint             bytes of the terms
 *     bytes              the terms in UTF-8, ascending by UTF-16 code units, each ended by \n
 *     for each term      varint rows with it; for each the distance to the one before (from -1) less 1, doubled, + 1
 *                        where the term stands more than once and its frequency less 2 follows
 */
export async function encodeKeywordIndex({ postings }: BM25Index): Promise<Uint8Array<ArrayBuffer>> {
  const pace = new Pace(undefined, 'writing the words');
  const { count, terms, starts, rows, frequencies, lengths, parameters } = postings;
  const writer = new ByteWriter(64 + 2 * rows.length);
  for (const value of [MAGIC, VERSION, count, terms.length, rows.length]) writer.writeUint32(value);
  writer.writeFloat64(parameters.k1);
  writer.writeFloat64(parameters.b);
  for (const length of lengths) writer.writeVarint(length);
  const names = await encodeTerms(terms, pace);
  writer.writeVarint(names.length);
  writer.writeBytes(names);
  for (let term = 0; term < terms.length; term++) {
    if (term % TERMS_A_LOOK === 0 && pace.isDue) await pace.rest();
    const to = starts[term + 1]!;
    writer.writeVarint(to - starts[term]!);
    let before = -1;
    for (let at = starts[term]!; at < to; at++) {
      const row = rows[at]!;
      const frequency = frequencies[at]!;
      writer.writeVarint(2 * (row - before - 1) + (frequency > 1 ? 1 : 0));
      if (frequency > 1) writer.writeVarint(frequency - 2);
      before = row;
    }
  }
  return writer.finish();
}

async function encodeTerms(terms: readonly string[], pace: Pace): Promise<Uint8Array> {
  const encoder = new TextEncoder();
  const writer = new ByteWriter(16 * terms.length + 8);
  for (let from = 0; from < terms.length; from += TERMS_A_PART) {
    writer.writeBytes(encoder.encode(`${terms.slice(from, from + TERMS_A_PART).join('\n')}\n`));
    if (pace.isDue) await pace.rest();
  }
  return writer.finish();
}

/**
 * Reads a file of {@link encodeKeywordIndex} that nobody vouches for: each length, row, term and frequency is checked,
 * and memory is asked for only as the file's own size allows.
 *
 * @param count rows that it must be of
 * Gives the event loop a turn every few milliseconds.
 *
 * @returns the index; or in words what keeps the bytes from being one, for the reader to report with the file's name
 */
export async function decodeKeywordIndex(bytes: Uint8Array, count: number): Promise<BM25Index | string> {
  try {
    return new BM25Index(await readPostings(new ByteReader(bytes), count));
  } catch (error) {
    if (error instanceof FileProblem) return error.message;
    throw error;
  }
}

async function readPostings(reader: ByteReader, count: number): Promise<Postings> {
  const pace = new Pace(undefined, 'reading the words');
  const magic = reader.readUint32();
  if (magic !== MAGIC) throw new FileProblem('is no keyword index: it does not begin with "PAKW"');
  const version = reader.readUint32();
  if (version !== VERSION)
    throw new FileProblem(`is a keyword index of version ${version}; expected ${VERSION}`);
  const rowCount = reader.readUint32();
  if (rowCount !== count) throw new FileProblem(`is of ${rowCount} rows; expected ${count}`);
  // Everything takes at least a byte, so that no length can ask for more memory than the file's own size warrants.
  const termCount = limited(reader.readUint32(), Math.min(MAX_TERMS, reader.size), 'terms');
  const postingCount = limited(reader.readUint32(), Math.min(MAX_POSTINGS, reader.size), 'postings');
  const k1 = reader.readFloat64();
  const b = reader.readFloat64();
  if (!(k1 >= 0 && Number.isFinite(k1) && b >= 0 && b <= 1))
    throw new FileProblem(`has k1 = ${k1} and b = ${b}; expected k1 ≥ 0 and 0 ≤ b ≤ 1`);
  limited(count, reader.size, 'rows');
  const lengths = new Uint32Array(count);
  for (let row = 0; row < count; row++) lengths[row] = reader.readVarint();
  const terms = await readTerms(reader, termCount, pace);
  const lists = await readLists(reader, terms, count, postingCount, pace);
  if (!reader.isAtEnd) throw new FileProblem('goes on behind its last posting');
  return { count, terms, lengths, parameters: { k1, b }, ...lists };
}

function limited(value: number, limit: number, what: string): number {
  if (value > limit) throw new FileProblem(`claims ${value} ${what}, more than its size allows`);
  return value;
}

async function readTerms(reader: ByteReader, termCount: number, pace: Pace): Promise<string[]> {
  const bytes = reader.readBytes(reader.readVarint());
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new FileProblem('has terms that are not UTF-8');
  }
  const terms: string[] = [];
  let from = 0;
  for (let to = text.indexOf('\n'); to >= 0; to = text.indexOf('\n', from)) {
    const term = text.slice(from, to);
    if (term <= (terms.at(-1) ?? ''))
      throw new FileProblem(`has term ${terms.length} out of order; expected each once, ascending`);
    terms.push(term);
    from = to + 1;
    if (terms.length % TERMS_A_LOOK === 0 && pace.isDue) await pace.rest();
  }
  if (from < text.length || terms.length !== termCount)
    throw new FileProblem(`has ${terms.length} terms; expected ${termCount}`);
  return terms;
}

async function readLists(
  reader: ByteReader,
  terms: readonly string[],
  count: number,
  postingCount: number,
  pace: Pace,
): Promise<Pick<Postings, 'starts' | 'rows' | 'frequencies'>> {
  const starts = new Uint32Array(terms.length + 1);
  const rows = new Uint32Array(postingCount);
  const frequencies = new Uint8Array(postingCount);
  let at = 0;
  for (let t = 0; t < terms.length; t++) {
    if (t % TERMS_A_LOOK === 0 && pace.isDue) await pace.rest();
    const size = reader.readVarint();
    if (size === 0 || size > count || size > postingCount - at)
      throw new FileProblem(
        `gives term ${t} ${size} rows; expected 1 to ${Math.min(count, postingCount - at)}`,
      );
    let row = -1;
    for (const end = at + size; at < end; at++) {
      const coded = reader.readVarint();
      row += (coded >>> 1) + 1;
      if (row >= count) throw new FileProblem(`puts term ${t} into row ${row} of ${count}`);
      const frequency = (coded & 1) === 0 ? 1 : reader.readVarint() + 2;
      if (frequency > MAX_FREQUENCY) throw new FileProblem(`has term ${t} ${frequency} times in a row`);
      rows[at] = row;
      frequencies[at] = frequency;
    }
    starts[t + 1] = at;
  }
  if (at !== postingCount) throw new FileProblem(`has ${at} postings; expected ${postingCount}`);
  return { starts, rows, frequencies };
}
