import type { NumberRange, PaperFilter } from './paper-filter.ts';

/** One part of a query in the order in which it was written: what a chip shows. Plain data. */
export type QueryPart =
  | { readonly kind: 'words'; readonly text: string }
  /** Quoted: the words in a row. Excluded: `-"…"`. */
  | { readonly kind: 'phrase'; readonly text: string; readonly isExcluded: boolean }
  /** `-word`: papers with the word, in any of its forms, are left out. */
  | { readonly kind: 'without'; readonly text: string }
  /** `venue:ICML`, `citations:>100`. `field` is one of `year`, `venue`, `category`, `author`, `title`, `id`, `has`, else a column's name as the papers have it. */
  | {
      readonly kind: 'field';
      readonly field: string;
      readonly value: string | NumberRange;
      readonly isExcluded: boolean;
    };

/** What was not understood, where (UTF-16 units of the text), and what was done instead. */
export interface QueryNote {
  readonly at: number;
  readonly length: number;
  readonly message: string;
}

export interface ParsedQuery {
  /** What is embedded and scored: the free words and the phrases' words in the order of the text, without marks of the language. May be empty. */
  readonly words: string;
  /** What a paper must meet to be in the list at all. */
  readonly filter: PaperFilter;
  readonly notes: readonly QueryNote[];
  readonly parts: readonly QueryPart[];
}

/** A query as words and filter. `columns`: the names of the papers' own columns. Never throws. */
export function parseQuery(text: string, columns: readonly string[] = []): ParsedQuery {
  void columns;
  return { words: text.trim(), filter: {}, notes: [], parts: [{ kind: 'words', text: text.trim() }] };
}
