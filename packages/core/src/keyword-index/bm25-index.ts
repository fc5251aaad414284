import type { KeywordIndex, KeywordQuery, KeywordScores, QueryTerm } from './keyword-index.ts';
import { findTerm, type Postings } from './postings.ts';
import { type QueryWord, readQuery } from './query-words.ts';

/**
 * BM25 over typed arrays. A row's score is the sum over the query's words, each as often as it stands there, of
 *
 *     idf · tf / (tf + k1 · (1 - b + b · length / mean length)),    idf = ln(1 + (N - n + .5) / (n + .5))
 *
 * (Robertson and Zaragoza, doi:10.1561/1500000019; idf as Lucene has it, so that it is never negative; the constant
 * factor k1 + 1 is left out, also as Lucene does). Terms that stand for one word (the words that a prefix may become,
 * the corrections of a typo) count as one word: their tf is summed, and n counts the rows with any of them. A compound
 * has readings, and each row takes the one that gives it more: the whole, or the sum of the parts; not both, which
 * would count it twice.
 */
export class BM25Index implements KeywordIndex {
  readonly postings: Postings;
  /** k1 · (1 - b + b · length / mean length) of each row. */
  private readonly norms: Float32Array;
  private readonly scratch: Scratch;

  constructor(postings: Postings) {
    this.postings = postings;
    const { count, lengths } = postings;
    const { k1, b } = postings.parameters;
    let sum = 0;
    for (const length of lengths) sum += length;
    const mean = sum > 0 ? sum / count : 1;
    this.norms = Float32Array.from(lengths, (length) => k1 * (1 - b + (b * length) / mean));
    this.scratch = createScratch(count);
  }

  get count(): number {
    return this.postings.count;
  }

  get termCount(): number {
    return this.postings.terms.length;
  }

  get parameters(): Postings['parameters'] {
    return this.postings.parameters;
  }

  score(query: KeywordQuery): KeywordScores {
    const scores = new Float32Array(this.count);
    const terms: QueryTerm[] = [];
    for (const word of readQuery(query, this.postings)) {
      const idf = this.addWord(word, scores);
      terms.push({ ...word.term, idf });
    }
    let matched = 0;
    for (let row = 0; row < scores.length; row++) if (scores[row]! > 0) matched++;
    return { scores, matched, terms };
  }

  matchedTerms(terms: readonly QueryTerm[], row: number): readonly QueryTerm[] {
    const found: QueryTerm[] = [];
    for (const term of terms) {
      const standing = term.terms.filter((name) => this.hasTerm(name, row));
      if (standing.length > 0) found.push({ ...term, terms: standing });
    }
    return found;
  }

  rowsWithAll(terms: readonly QueryTerm[]): Uint8Array {
    const { starts, rows } = this.postings;
    const isInAll = new Uint8Array(this.count).fill(1);
    // Stamped with the number of the term that was seen there last: each term clears the rows that it is not in.
    const seen = new Uint32Array(this.count);
    for (const [at, { terms: names }] of terms.entries()) {
      for (const name of names) {
        const term = findTerm(this.postings.terms, name);
        if (term < 0) continue;
        for (let place = starts[term]!; place < starts[term + 1]!; place++) seen[rows[place]!] = at + 1;
      }
      for (let row = 0; row < isInAll.length; row++) if (seen[row] !== at + 1) isInAll[row] = 0;
    }
    return isInAll;
  }

  private hasTerm(name: string, row: number): boolean {
    const term = findTerm(this.postings.terms, name);
    if (term < 0) return false;
    const { starts, rows } = this.postings;
    let low = starts[term]!;
    let high = starts[term + 1]! - 1;
    while (low <= high) {
      const middle = (low + high) >>> 1;
      const here = rows[middle]!;
      if (here === row) return true;
      if (here < row) low = middle + 1;
      else high = middle - 1;
    }
    return false;
  }

  /** Adds a word's part to the scores; the answer is its idf, the largest of its readings' rarest terms. */
  private addWord({ readings, weight }: QueryWord, scores: Float32Array): number {
    const [only] = readings;
    if (only === undefined) return 0;
    if (readings.length === 1) {
      let rarest = 0;
      for (const terms of only) rarest = Math.max(rarest, this.addTerms(terms, weight, scores, null));
      return rarest;
    }
    const { best, bestRows, reading, readingRows } = this.scratch;
    let rarest = 0;
    for (const terms of readings) {
      for (const synonyms of terms)
        rarest = Math.max(rarest, this.addTerms(synonyms, weight, reading, readingRows));
      for (let i = 0; i < readingRows.length; i++) {
        const row = readingRows.rows[i]!;
        const score = reading[row]!;
        reading[row] = 0;
        if (best[row] === 0) bestRows.rows[bestRows.length++] = row;
        if (score > best[row]!) best[row] = score;
      }
      readingRows.length = 0;
    }
    for (let i = 0; i < bestRows.length; i++) {
      const row = bestRows.rows[i]!;
      scores[row]! += best[row]!;
      best[row] = 0;
    }
    bestRows.length = 0;
    return rarest;
  }

  /** Adds the BM25 of terms that count as one to `into`, noting in `touched` each row that was 0; the answer is their idf. */
  private addTerms(
    terms: readonly number[],
    weight: number,
    into: Float32Array,
    touched: RowList | null,
  ): number {
    const { starts, rows, frequencies } = this.postings;
    if (terms.length === 1) {
      const from = starts[terms[0]!]!;
      const to = starts[terms[0]! + 1]!;
      const idf = this.idfOf(to - from);
      this.addPostings(rows, frequencies, from, to, weight * idf, into, touched);
      return idf;
    }
    const { sums, sumRows } = this.scratch;
    for (const term of terms) {
      const to = starts[term + 1]!;
      for (let at = starts[term]!; at < to; at++) {
        const row = rows[at]!;
        if (sums[row] === 0) sumRows.rows[sumRows.length++] = row;
        sums[row]! += frequencies[at]!;
      }
    }
    const idf = this.idfOf(sumRows.length);
    const factor = weight * idf;
    for (let i = 0; i < sumRows.length; i++) {
      const row = sumRows.rows[i]!;
      const frequency = sums[row]!;
      sums[row] = 0;
      if (touched !== null && into[row] === 0) touched.rows[touched.length++] = row;
      into[row]! += (factor * frequency) / (frequency + this.norms[row]!);
    }
    sumRows.length = 0;
    return idf;
  }

  private addPostings(
    rows: Uint32Array,
    frequencies: Uint8Array,
    from: number,
    to: number,
    factor: number,
    into: Float32Array,
    touched: RowList | null,
  ): void {
    const { norms } = this;
    for (let at = from; at < to; at++) {
      const row = rows[at]!;
      if (touched !== null && into[row] === 0) touched.rows[touched.length++] = row;
      const frequency = frequencies[at]!;
      into[row]! += (factor * frequency) / (frequency + norms[row]!);
    }
  }

  private idfOf(rows: number): number {
    return Math.log(1 + (this.count - rows + 0.5) / (rows + 0.5));
  }
}

/** Rows noted in passing; `rows` has room for all. */
interface RowList {
  readonly rows: Uint32Array;
  length: number;
}

/** Working memory of a search, all 0 between two words, so that a search allocates only its answer. */
interface Scratch {
  readonly best: Float32Array;
  readonly bestRows: RowList;
  readonly reading: Float32Array;
  readonly readingRows: RowList;
  readonly sums: Float32Array;
  readonly sumRows: RowList;
}

function createScratch(count: number): Scratch {
  const createRows = (): RowList => ({ rows: new Uint32Array(count), length: 0 });
  return {
    best: new Float32Array(count),
    bestRows: createRows(),
    reading: new Float32Array(count),
    readingRows: createRows(),
    sums: new Float32Array(count),
    sumRows: createRows(),
  };
}
