import { cleanText } from '../papers/text.ts';
import type { PaperFilter } from './paper-filter.ts';
import { filterOf } from './query-filter.ts';
import type { QueryNote, QueryPart } from './query-parts.ts';
import { readQuery } from './query-reader.ts';

export { formatQuery, QUERY_FIELDS, type QueryField, type QueryNote, type QueryPart } from './query-parts.ts';

export interface ParsedQuery {
  /** What is embedded and scored: the free words and the phrases' words in the order of the text. May be empty. */
  readonly words: string;
  /** What a paper must meet to be in the list at all. */
  readonly filter: PaperFilter;
  readonly notes: readonly QueryNote[];
  readonly parts: readonly QueryPart[];
}

/**
 * A query as words and filter. Never throws: what looks like an operator and is none is words, with a note where an
 * operator was probably meant.
 *
 * | written | asks for |
 * |---|---|
 * | `"exact phrase"` | these words in a row in title or abstract |
 * | `-word`, `-"exact phrase"` | papers without the word (in any of its forms) or the phrase |
 * | `author:Hinton`, `venue:"NeurIPS 2020"`, `category:cs.CL`, `title:graph` | words of a field; quotes around several |
 * | `venue:=ICML` | the whole field |
 * | `year:2020`, `year:2020..2023`, `year:>2019`, `year:>=2019`, `year:<2019`, `year:..2019` | years |
 * | `has:abstract`, `id:…`, `doi:…`, `arxiv:…` | papers with an abstract, one paper |
 * | `citations:>100`, `area:vision` | a column of the papers, by its name |
 * | `-venue:ICML` | papers that are not so |
 *
 * @param columns names of the papers' own columns; case, spaces, hyphens and underscores in them do not count, so that
 *   `page-count:10` finds `Page count`.
 */
export function parseQuery(text: string, columns: readonly string[] = []): ParsedQuery {
  const { parts, notes } = readQuery(text.toWellFormed(), columns);
  const said = parts.map((part) =>
    part.kind === 'words' || (part.kind === 'phrase' && !part.isExcluded) ? part.text : '',
  );
  return { words: cleanText(said.join(' ')), filter: filterOf(parts), notes, parts };
}
