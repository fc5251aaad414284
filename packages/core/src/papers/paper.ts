/** A value of a column that Paper Atlas does not know: kept as it was read. */
export type ExtraValue = string | number | boolean | null | readonly ExtraValue[];

/** One paper, cleaned: no control characters, no lone surrogates, white space folded, text in Unicode NFC. */
export interface Paper {
  /** Stable name: the source's own id, else `doi:…` or `arxiv:…`, else `h-` and 16 hex digits of a hash of title and abstract. */
  readonly id: string;
  /** Empty when the source has none, but never together with the abstract; `paperName` gives what a list shows then. */
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

const isText = (value: unknown): boolean => typeof value === 'string';
const isTextOrNull = (value: unknown): boolean => value === null || typeof value === 'string';
const isTextList = (value: unknown): boolean => Array.isArray(value) && value.every(isText);
const isYearOrNull = (value: unknown): boolean => value === null || Number.isInteger(value);
const isRecord = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const FIELD_CHECKS: Readonly<Record<keyof Paper, (value: unknown) => boolean>> = {
  id: isText,
  title: isText,
  abstract: isText,
  authors: isTextList,
  year: isYearOrNull,
  venue: isTextOrNull,
  categories: isTextList,
  doi: isTextOrNull,
  arxivId: isTextOrNull,
  url: isTextOrNull,
  extra: isRecord,
};

/** Made once: it is gone through for each paper of a corpus, and must leave nothing to be collected. */
const CHECKED_FIELDS = Object.entries(FIELD_CHECKS);

/** What keeps a value from being a paper, in words; null when every field is there and of its type. */
export function findPaperProblem(value: unknown): string | null {
  if (typeof value !== 'object' || value === null) return `it is ${value === null ? 'null' : typeof value}`;
  const wrong = CHECKED_FIELDS.find(([field, check]) => !check(Reflect.get(value, field)));
  return wrong === undefined
    ? null
    : `its ${wrong[0]} is ${JSON.stringify(Reflect.get(value, wrong[0]))?.slice(0, 80)}`;
}

/** True when every field of a paper is there and of its type; further properties do not matter. */
export function isPaper(value: unknown): value is Paper {
  return findPaperProblem(value) === null;
}
