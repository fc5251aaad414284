import { type PaperCard, QUERY_FIELDS } from 'paper-atlas';
import { isBookkeeping } from './bookkeeping.ts';

/** A field that papers may have, as the query language names it. */
type AskableField = 'author' | 'year' | 'venue' | 'category';

/** What the query language can ask of some papers. */
export interface Askable {
  /** Fields that at least one paper has. */
  readonly fields: ReadonlySet<AskableField>;
  /** The papers' own columns as one writes them: without spaces. */
  readonly columns: readonly string[];
}

export const NOTHING_ASKABLE: Askable = { fields: new Set(), columns: [] };

/** More columns than this would be a list, and no help. */
const MAX_COLUMNS = 8;
const MAX_NAME = 30;

/** Fields and columns in which at least one of the papers has a value. */
export function askableOf(papers: readonly PaperCard[]): Askable {
  const fields = new Set<AskableField>();
  const columns = new Set<string>();
  for (const { authors, year, venue, categories, extra } of papers) {
    if (authors.length > 0) fields.add('author');
    if (year !== null) fields.add('year');
    if (venue !== null) fields.add('venue');
    if (categories.length > 0) fields.add('category');
    if (columns.size < MAX_COLUMNS) for (const name of Object.keys(extra)) if (isOwn(name)) columns.add(name);
  }
  return {
    fields,
    columns: [...columns].slice(0, MAX_COLUMNS).map((name) => name.trim().replace(/\s+/g, '-')),
  };
}

function isOwn(name: string): boolean {
  return (
    name.length <= MAX_NAME &&
    !isBookkeeping(name) &&
    !QUERY_FIELDS.some((field) => field === name.toLowerCase())
  );
}
