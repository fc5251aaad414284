import { ExplorerError } from '../errors.ts';
import type { Metric } from '../math/distance.ts';
import type { VectorMatrix } from '../math/matrix.ts';
import { writeGraphVector } from './hnsw-parameters.ts';
import { Twins } from './twins.ts';

/** What a saved graph must be, from the manifest and the embeddings it was built from. */
export interface HnswFileExpectation {
  /** The embeddings; the graph's labels are their rows. */
  readonly vectors: VectorMatrix;
  readonly metric: Metric;
  readonly M: number;
  readonly efConstruction: number;
  /** Rows in the graph, in the order of its elements; default, ascending, the first row of each different vector, as {@link Twins} finds them. */
  readonly labels?: Int32Array | undefined;
}

/** Bytes of hnswlib's header: six size_t, two int32, three size_t, a double, a size_t. */
export const HEADER_BYTES = 96;

/** The shape of a file that passes: sizes in bytes, all multiples of 4. */
export interface HnswLayout {
  readonly count: number;
  readonly M: number;
  /** One vector's record in the lowest layer: links, values, label. */
  readonly recordBytes: number;
  /** Where the values begin in a record. */
  readonly dataOffset: number;
  readonly labelOffset: number;
  /** One link list of an upper layer. */
  readonly listBytes: number;
}

/** The rows that lead a group of identical vectors: these, in this order, are a graph's elements. */
export function findLeaders(vectors: VectorMatrix): Int32Array {
  const { data, dimension } = vectors;
  const twins = new Twins((row) => data.subarray(row * dimension, (row + 1) * dimension), vectors.count);
  for (let row = 0; row < vectors.count; row++) twins.add();
  return twins.listLeaders();
}

/**
 * Checks a file of hnswlib's `saveIndex` (version 0.8, 64-bit, little-endian) so thoroughly that native code can be
 * given it: hnswlib itself believes every number, and a torn or crafted file crashes the process.
 *
 * Checked are the length; each field of the header; each vector and label, bit by bit, against the embeddings; each
 * link count against M; each link: a row of the graph, on that layer, not its own; the layers and the entry point. What
 * passes can still be a poor graph (links changed into other good links), never a dangerous one.
 *
 * @param name stands in the messages: the file's name.
 * @throws ExplorerError ATLAS_DAMAGED
 */
export function checkHnswFile(bytes: Uint8Array, expected: HnswFileExpectation, name: string): void {
  const labels = expected.labels ?? findLeaders(expected.vectors);
  const layout = layoutOf(labels.length, shapeOf(expected));
  checkHnswFileSize(bytes.byteLength, labels.length, expected, name);
  const { maxLevel, entry } = checkHeader(bytes, layout, expected, name);
  // Word views are only possible at multiples of 4; every part of the file is one, counted from its beginning.
  const words =
    bytes.byteOffset % 4 === 0
      ? new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength >> 2)
      : new Uint32Array(bytes.slice().buffer, 0, bytes.byteLength >> 2);
  const lists = findUpperLists(words, layout, maxLevel, name);
  if (layout.count > 0 && lists.levels[entry] !== maxLevel) {
    throw damaged(
      name,
      `its entry point ${entry} is on layer ${lists.levels[entry]}, its highest layer is ${maxLevel}`,
    );
  }
  checkRecords(words, layout, lists.levels, labels, expected, name);
  checkUpperLinks(words, layout, lists, name);
}

/**
 * Checks a length alone, so that an absurd file is never read: each element has its record, and few have upper lists.
 *
 * @throws ExplorerError ATLAS_DAMAGED
 */
export function checkHnswFileSize(
  size: number,
  count: number,
  expected: HnswFileExpectation,
  name: string,
): void {
  const { recordBytes, listBytes } = layoutOf(count, shapeOf(expected));
  const least = HEADER_BYTES + count * (recordBytes + 4);
  // An element has 1 / (M - 1) upper lists on average, so at most one; twice that, and some for small graphs, is the limit.
  const most = count === 0 ? least : least + 2 * (count + 64) * listBytes;
  if (size < least || size > most || size % 4 !== 0) {
    throw damaged(
      name,
      `it has ${size} bytes; ${count} vectors of ${expected.vectors.dimension} values take ${least} to ${most}`,
    );
  }
}

function shapeOf({ vectors, M }: HnswFileExpectation): { dimension: number; M: number } {
  return { dimension: vectors.dimension, M };
}

/** The shape of the file of a graph of `count` elements. */
export function layoutOf(
  count: number,
  { dimension, M }: { readonly dimension: number; readonly M: number },
): HnswLayout {
  const dataOffset = 4 + 2 * M * 4;
  const labelOffset = dataOffset + dimension * 4;
  return { count, M, dataOffset, labelOffset, recordBytes: labelOffset + 8, listBytes: 4 + M * 4 };
}

function checkHeader(
  bytes: Uint8Array,
  layout: HnswLayout,
  expected: HnswFileExpectation,
  name: string,
): { maxLevel: number; entry: number } {
  const { count, M } = layout;
  const header = new DataView(bytes.buffer, bytes.byteOffset, HEADER_BYTES);
  const fields: [string, number, number][] = [
    ['offsetLevel0', 0, 0],
    ['maxElements', 8, Math.max(1, count)],
    ['element count', 16, count],
    ['bytes an element', 24, layout.recordBytes],
    ['label offset', 32, layout.labelOffset],
    ['data offset', 40, layout.dataOffset],
    ['maxM', 56, M],
    ['maxM0', 64, 2 * M],
    ['M', 72, M],
    ['efConstruction', 88, Math.max(expected.efConstruction, M)],
  ];
  for (const [field, offset, value] of fields) {
    const actual = header.getBigUint64(offset, true);
    if (actual !== BigInt(value)) throw damaged(name, `its ${field} is ${actual}; expected ${value}`);
  }
  const mult = header.getFloat64(80, true);
  if (!(Math.abs(mult * Math.log(M) - 1) < 1e-9)) {
    throw damaged(name, `its layer factor is ${mult}; expected ${1 / Math.log(M)}`);
  }
  const maxLevel = header.getInt32(48, true);
  const entry = header.getUint32(52, true);
  const isEmpty = count === 0;
  if (isEmpty ? maxLevel !== -1 || entry !== 0xffff_ffff : maxLevel < 0 || entry >= count) {
    throw damaged(name, `its entry point is ${entry} on layer ${maxLevel}; it has ${count} elements`);
  }
  return { maxLevel, entry };
}

/** Highest layer of each element, and the word at which its upper link lists begin. */
export interface UpperLists {
  readonly levels: Int32Array;
  readonly starts: Uint32Array;
}

/** @throws ExplorerError ATLAS_DAMAGED when they do not fill the file's end */
export function findUpperLists(
  words: Uint32Array,
  layout: HnswLayout,
  maxLevel: number,
  name: string,
): UpperLists {
  const { count, listBytes } = layout;
  const levels = new Int32Array(count);
  const starts = new Uint32Array(count);
  let at = (HEADER_BYTES + count * layout.recordBytes) >> 2;
  for (let element = 0; element < count; element++) {
    const size = words[at++];
    if (size === undefined) throw damaged(name, `it ends before the link lists of element ${element}`);
    const level = size / listBytes;
    if (!Number.isInteger(level) || level > maxLevel) {
      throw damaged(
        name,
        `element ${element} has ${size} bytes of upper links; expected at most ${maxLevel} lists of ${listBytes}`,
      );
    }
    levels[element] = level;
    starts[element] = at;
    at += size >> 2;
  }
  if (at !== words.length)
    throw damaged(name, `its link lists end at byte ${at * 4}, the file at ${words.length * 4}`);
  return { levels, starts };
}

function checkRecords(
  words: Uint32Array,
  layout: HnswLayout,
  levels: Int32Array,
  labels: Int32Array,
  { vectors, metric }: HnswFileExpectation,
  name: string,
): void {
  const { dimension, data } = vectors;
  const vector = new Float32Array(dimension);
  const bits = new Uint32Array(vector.buffer);
  for (let element = 0; element < layout.count; element++) {
    const at = (HEADER_BYTES + element * layout.recordBytes) >> 2;
    checkLinks(words, at, 2 * layout.M, element, 0, levels, name);
    const label = labels[element]!;
    const labelAt = at + (layout.labelOffset >> 2);
    if (words[labelAt] !== label || words[labelAt + 1] !== 0) {
      throw damaged(name, `element ${element} stands for row ${words[labelAt]}; expected row ${label}`);
    }
    writeGraphVector(data, label * dimension, metric, vector);
    const dataAt = at + (layout.dataOffset >> 2);
    for (let i = 0; i < dimension; i++) {
      if (words[dataAt + i] !== bits[i])
        throw damaged(name, `its vector of row ${label} is not the embedding`);
    }
  }
}

function checkUpperLinks(words: Uint32Array, layout: HnswLayout, lists: UpperLists, name: string): void {
  for (let element = 0; element < layout.count; element++) {
    for (let level = 1; level <= lists.levels[element]!; level++) {
      const at = lists.starts[element]! + (level - 1) * (layout.listBytes >> 2);
      checkLinks(words, at, layout.M, element, level, lists.levels, name);
    }
  }
}

/** The unused cells behind a list's links are checked too: hnswlib leaves former links there, and prefetches one. */
function checkLinks(
  words: Uint32Array,
  at: number,
  most: number,
  element: number,
  level: number,
  levels: Int32Array,
  name: string,
): void {
  // The upper half of the count word would hold hnswlib's mark of a deleted element, which is never used here.
  const count = words[at]!;
  if (count > most) {
    throw damaged(name, `element ${element} has ${count} links on layer ${level}; expected at most ${most}`);
  }
  for (let i = 0; i < most; i++) {
    const link = words[at + 1 + i]!;
    const isUsed = i < count;
    if (link >= levels.length || (isUsed && (link === element || levels[link]! < level))) {
      throw damaged(
        name,
        `element ${element} links to ${link} on layer ${level}; expected another of the ${levels.length} elements that is on that layer`,
      );
    }
  }
}

function damaged(name: string, what: string): ExplorerError {
  return new ExplorerError(
    'ATLAS_DAMAGED',
    `${name} is not the graph of these embeddings: ${what}; delete it and build the index again from the embeddings`,
    { details: { file: name } },
  );
}
