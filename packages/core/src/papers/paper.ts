/** A value of a column that Paper Atlas does not know: kept as it was read. */
export type ExtraValue = string | number | boolean | null | readonly ExtraValue[];

/** One paper, cleaned: no control characters, no lone surrogates, white space folded, text in Unicode NFC. */
export interface Paper {
  /** Stable name: the source's own id, else `doi:…` or `arxiv:…`, else `h-` and 16 hex digits of a hash of title and abstract. */
  readonly id: string;
  readonly title: string;
  /** Empty when the source has none: such a paper is found by its title alone. */
  readonly abstract: string;
  readonly authors: readonly string[];
  readonly year: number | null;
  readonly venue: string | null;
  readonly categories: readonly string[];
  /** Lower case, without a resolver address: `10.1000/xyz`. */
  readonly doi: string | null;
  /** Without `arXiv:` and without a version: `2001.01234` or `cs/0101001`. */
  readonly arxivId: string | null;
  /** http or https only. */
  readonly url: string | null;
  /** Every other column of the source under its own name. */
  readonly extra: Readonly<Record<string, ExtraValue>>;
}
