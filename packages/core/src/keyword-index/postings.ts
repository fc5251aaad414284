import type { BM25Parameters } from './keyword-index.ts';

/** Where each term stands: the whole of a keyword index as plain data. */
export interface Postings {
  /** Rows. */
  readonly count: number;
  /** Every different term, ascending by code units. */
  readonly terms: readonly string[];
  /** The postings of term t are those of [starts[t], starts[t + 1]); `terms.length + 1` values. */
  readonly starts: Uint32Array;
  /** Rows, ascending within a term. */
  readonly rows: Uint32Array;
  /** How often the term stands there, from 1, a title's words counting double; more than 255 count as 255, which BM25 can hardly tell apart. */
  readonly frequencies: Uint8Array;
  /** Words of each row, without stop words, a title's counting double. */
  readonly lengths: Uint32Array;
  readonly parameters: BM25Parameters;
}

export const MAX_FREQUENCY = 255;

/** The position of a term, or of the first term behind it as -1 - position when it is not there. */
export function findTerm(terms: readonly string[], term: string): number {
  let low = 0;
  let high = terms.length - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const here = terms[middle]!;
    if (here === term) return middle;
    if (here < term) low = middle + 1;
    else high = middle - 1;
  }
  return -1 - low;
}

/** The positions of the terms that begin with `prefix`, `[from, to)`. */
export function findPrefix(terms: readonly string[], prefix: string): [from: number, to: number] {
  const found = findTerm(terms, prefix);
  const from = found < 0 ? -1 - found : found;
  let low = from;
  let high = terms.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (terms[middle]!.startsWith(prefix)) low = middle + 1;
    else high = middle;
  }
  return [from, low];
}
