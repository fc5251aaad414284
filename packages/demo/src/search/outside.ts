import { acceptRows, type PaperFilter, type PaperTable } from 'paper-atlas';
import { OWN } from '../state/filters.ts';
import type { Loosening } from '../state/state.ts';

/** What is filtered: by the panel, and by what is written into the query. */
export interface AskedFilters {
  readonly filter: PaperFilter;
  readonly written: PaperFilter;
}

/** 1 for each row that one of the filters leaves out; null when they ask for nothing. */
export function findOutside(table: PaperTable, { filter, written }: AskedFilters): Uint8Array | null {
  const sets = [acceptRows(table, filter), acceptRows(table, written)].filter((rows) => rows !== null);
  if (sets.length === 0) return null;
  return Uint8Array.from(table.papers, (_paper, row) =>
    sets.every(({ words }) => (words[row >> 5]! >>> (row & 31)) & 1) ? 0 : 1,
  );
}

/** What each of the filters keeps out all by itself, the most first; those that keep out nothing alone are left out. */
export function findLoosenings(table: PaperTable, { filter, written }: AskedFilters): Loosening[] {
  const without = keysOf(filter).map((key) => ({ key, filter: withoutKey(filter, key), written }));
  const all = Object.keys(written).length === 0 ? without : [...without, { key: null, filter, written: {} }];
  return all
    .map(({ key, ...rest }) => ({ key, papers: countInside(table, rest) }))
    .filter(({ papers }) => papers > 0)
    .sort((a, b) => b.papers - a.papers);
}

function countInside(table: PaperTable, asked: AskedFilters): number {
  const outside = findOutside(table, asked);
  return outside === null ? table.papers.length : outside.reduce((inside, out) => inside + 1 - out, 0);
}

const KEY_OF = {
  years: 'year',
  venues: 'venue',
  categories: 'category',
  authors: 'author',
  hasAbstract: 'has',
} as const;
type Field = keyof typeof KEY_OF;

function keysOf({ columns = {}, ...fields }: PaperFilter): string[] {
  const asked = (Object.keys(KEY_OF) as Field[]).filter((field) => {
    const value = fields[field];
    return value !== undefined && (!Array.isArray(value) || value.length > 0);
  });
  return [...asked.map((field) => KEY_OF[field]), ...Object.keys(columns).map((name) => OWN + name)];
}

function withoutKey(filter: PaperFilter, key: string): PaperFilter {
  if (!key.startsWith(OWN)) {
    const fields = Object.entries(filter).filter(([field]) => KEY_OF[field as Field] !== key);
    return Object.fromEntries(fields);
  }
  const columns = Object.entries(filter.columns ?? {}).filter(([name]) => OWN + name !== key);
  return { ...filter, columns: Object.fromEntries(columns) };
}
