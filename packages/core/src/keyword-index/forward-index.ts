import type { Pace } from '../task.ts';
import { readTokens, type TokenSink } from './analyze.ts';
import type { KeywordText } from './keyword-index.ts';
import { MAX_FREQUENCY, type Postings } from './postings.ts';
import { sortTerms } from './sort-terms.ts';

/** Postings are gathered in blocks of this many, so that growing copies nothing. */
const BLOCK = 1 << 18;
const STEP = 1 << 14;

/**
 * A word of the title counts as two of the abstract, before saturation and in the length alike: BM25F (Robertson,
 * Zaragoza and Taylor, doi:10.1145/1031171.1031181) with the smallest weight that says that authors choose a title's
 * words with more care.
 */
const TITLE_WEIGHT = 2;

/** The terms of each text in order of rows, while an index is built; {@link invert} turns them about. */
export class ForwardIndex {
  private readonly numbers = new Map<string, number>();
  /** For each term number: rows with it, the row that had it last, and its posting there. */
  private rowCounts = new Uint32Array(1024);
  private lastRows = new Int32Array(1024).fill(-1);
  private lastPostings = new Uint32Array(1024);
  /** Term numbers and frequencies of all rows, one after another. */
  private readonly termBlocks: Uint32Array[] = [];
  private readonly frequencyBlocks: Uint8Array[] = [];
  private size = 0;
  /** Where each row's postings end. */
  private readonly ends: Uint32Array;
  private readonly lengths: Uint32Array;
  private row = 0;
  /** What a word counts here: {@link TITLE_WEIGHT} in a title, 1 in an abstract. */
  private weight = 1;
  private readonly sink: TokenSink = (term, _start, _end, _position, span, isStop) => {
    if (isStop && this.weight === 1) return;
    this.count(term);
    if (!isStop && span === 1) this.lengths[this.row]! += this.weight;
  };

  constructor(count: number) {
    this.ends = new Uint32Array(count);
    this.lengths = new Uint32Array(count);
  }

  /** Rows come in their order, each once. */
  addText({ title, abstract }: KeywordText, row: number): void {
    this.row = row;
    this.weight = TITLE_WEIGHT;
    readTokens(title, this.sink);
    this.weight = 1;
    readTokens(abstract, this.sink);
    this.ends[row] = this.size;
  }

  private count(term: string): void {
    let number = this.numbers.get(term);
    if (number === undefined) {
      number = this.numbers.size;
      this.numbers.set(term, number);
      if (number === this.rowCounts.length) this.growTerms();
    }
    if (this.lastRows[number] === this.row) {
      const posting = this.lastPostings[number]!;
      const block = this.frequencyBlocks[Math.floor(posting / BLOCK)]!;
      const at = posting % BLOCK;
      block[at] = Math.min(MAX_FREQUENCY, block[at]! + this.weight);
      return;
    }
    const at = this.size % BLOCK;
    if (at === 0) {
      this.termBlocks.push(new Uint32Array(BLOCK));
      this.frequencyBlocks.push(new Uint8Array(BLOCK));
    }
    this.termBlocks.at(-1)![at] = number;
    this.frequencyBlocks.at(-1)![at] = this.weight;
    this.lastRows[number] = this.row;
    this.lastPostings[number] = this.size++;
    this.rowCounts[number]!++;
  }

  private growTerms(): void {
    const grow = <A extends Uint32Array | Int32Array>(from: A, to: A): A => {
      to.set(from);
      return to;
    };
    const length = 2 * this.rowCounts.length;
    this.rowCounts = grow(this.rowCounts, new Uint32Array(length));
    this.lastRows = grow(this.lastRows, new Int32Array(length).fill(-1));
    this.lastPostings = grow(this.lastPostings, new Uint32Array(length));
  }

  /** Term by term instead of row by row: a counting sort. Use once. */
  async invert(pace: Pace): Promise<Omit<Postings, 'parameters'>> {
    const terms = await sortTerms([...this.numbers.keys()], pace);
    const starts = new Uint32Array(terms.length + 1);
    // Where the next posting of each term goes, by its number.
    const next = this.lastPostings;
    for (let t = 0; t < terms.length; t++) {
      const number = this.numbers.get(terms[t]!)!;
      next[number] = starts[t]!;
      starts[t + 1] = starts[t]! + this.rowCounts[number]!;
      if (t % STEP === 0 && pace.isDue) await pace.rest();
    }
    const rows = new Uint32Array(this.size);
    const frequencies = new Uint8Array(this.size);
    let posting = 0;
    for (let row = 0; row < this.ends.length; row++) {
      for (const end = this.ends[row]!; posting < end; posting++) {
        const block = Math.floor(posting / BLOCK);
        const number = this.termBlocks[block]![posting % BLOCK]!;
        const to = next[number]!++;
        rows[to] = row;
        frequencies[to] = this.frequencyBlocks[block]![posting % BLOCK]!;
      }
      if (row % 64 === 0 && pace.isDue) await pace.rest();
    }
    return { count: this.ends.length, terms, starts, rows, frequencies, lengths: this.lengths };
  }
}
