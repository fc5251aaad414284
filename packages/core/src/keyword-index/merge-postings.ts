import type { Pace } from '../task.ts';
import type { Postings } from './postings.ts';

/** Where terms stand, without the parameters of the ranking. */
type PlainPostings = Omit<Postings, 'parameters'>;

/**
 * Postings of rows that were there and of rows that came, as if all had been indexed together, to the bit. `rowAfter` has
 * for each row of `old` the row that it is now, ascending, -1 for one that is gone; the rows of `fresh` are none of those,
 * and both speak of the same number of rows now. O(postings).
 */
export async function mergePostings(
  old: PlainPostings,
  rowAfter: Int32Array,
  fresh: PlainPostings,
  pace: Pace,
): Promise<PlainPostings> {
  const lengths = fresh.lengths.slice();
  for (let row = 0; row < rowAfter.length; row++)
    if (rowAfter[row]! >= 0) lengths[rowAfter[row]!] = old.lengths[row]!;
  const merger = new PostingsMerger(old, rowAfter, fresh);
  const terms: string[] = [];
  const starts = new Uint32Array(old.terms.length + fresh.terms.length + 1);
  let o = 0;
  let f = 0;
  while (o < old.terms.length || f < fresh.terms.length) {
    const [oldTerm, freshTerm] = [old.terms[o], fresh.terms[f]];
    const isFresh = freshTerm !== undefined && (oldTerm === undefined || freshTerm <= oldTerm);
    const isOld = oldTerm !== undefined && (freshTerm === undefined || oldTerm <= freshTerm);
    merger.mergeTerm(isOld ? o++ : -1, isFresh ? f++ : -1);
    if (merger.size > starts[terms.length]!) {
      terms.push(isOld ? oldTerm : freshTerm!);
      starts[terms.length] = merger.size;
    }
    if ((o + f) % TERMS_A_LOOK === 0 && pace.isDue) await pace.rest();
  }
  await pace.rest();
  return { count: fresh.count, terms, starts: starts.slice(0, terms.length + 1), lengths, ...merger.take() };
}

/** Terms merged between two looks at the clock: a common one stands in most rows. */
const TERMS_A_LOOK = 16;

/** Writes the rows of one term after the other. */
class PostingsMerger {
  size = 0;
  private readonly old: PlainPostings;
  private readonly rowAfter: Int32Array;
  private readonly fresh: PlainPostings;
  private readonly rows: Uint32Array;
  private readonly frequencies: Uint8Array;

  constructor(old: PlainPostings, rowAfter: Int32Array, fresh: PlainPostings) {
    this.old = old;
    this.rowAfter = rowAfter;
    this.fresh = fresh;
    const most = old.rows.length + fresh.rows.length;
    this.rows = new Uint32Array(most);
    this.frequencies = new Uint8Array(most);
  }

  /** One term by its positions on both sides, -1 where it is not. */
  mergeTerm(oldTerm: number, freshTerm: number): void {
    const { old, fresh, rowAfter } = this;
    let f = freshTerm < 0 ? 0 : fresh.starts[freshTerm]!;
    const freshEnd = freshTerm < 0 ? 0 : fresh.starts[freshTerm + 1]!;
    if (oldTerm >= 0) {
      const end = old.starts[oldTerm + 1]!;
      for (let o = old.starts[oldTerm]!; o < end; o++) {
        const row = rowAfter[old.rows[o]!]!;
        if (row < 0) continue;
        while (f < freshEnd && fresh.rows[f]! < row) this.put(fresh.rows[f]!, fresh.frequencies[f++]!);
        this.put(row, old.frequencies[o]!);
      }
    }
    while (f < freshEnd) this.put(fresh.rows[f]!, fresh.frequencies[f++]!);
  }

  take(): Pick<PlainPostings, 'rows' | 'frequencies'> {
    // Views: what is left over is as little as the removed papers' words.
    return { rows: this.rows.subarray(0, this.size), frequencies: this.frequencies.subarray(0, this.size) };
  }

  private put(row: number, frequency: number): void {
    this.rows[this.size] = row;
    this.frequencies[this.size++] = frequency;
  }
}
