import type { NumberRange, TextValue, YearRange } from './paper-filter.ts';

/** Fields that every paper has; a column of the same name is asked for under another. */
export const QUERY_FIELDS = ['author', 'category', 'has', 'id', 'title', 'venue', 'year'] as const;

/** A field that every paper has. */
export type QueryField = (typeof QUERY_FIELDS)[number];

/** One part of a query in the order in which it was written: what a chip shows. Plain data. */
export type QueryPart =
  | { readonly kind: 'words'; readonly text: string }
  /** Quoted: these words in a row. */
  | { readonly kind: 'phrase'; readonly text: string; readonly isExcluded: boolean }
  /** `-word`: papers with the word in any of its forms are left out. */
  | { readonly kind: 'without'; readonly text: string }
  | {
      readonly kind: 'year';
      readonly value: YearRange;
      readonly isExcluded: boolean;
    }
  | {
      readonly kind: 'field';
      readonly field: Exclude<QueryField, 'year'>;
      readonly value: TextValue;
      readonly isExcluded: boolean;
    }
  /** A column of `extra`, by the name that the papers have. */
  | {
      readonly kind: 'column';
      readonly column: string;
      readonly value: TextValue | NumberRange;
      readonly isExcluded: boolean;
    };

/** What was not understood, where (UTF-16 units of the text), and what was done instead. */
export interface QueryNote {
  readonly at: number;
  readonly length: number;
  readonly message: string;
}

/** What opens and closes a phrase, typed or set by a word processor. Apostrophes do not. */
export const QUOTES = '"“”„‟«»＂';

/** True for text that holds something to look for. */
export function hasWords(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}

/** A column's name without what one forgets: case, spaces, hyphens, underscores. */
export function foldName(name: string): string {
  return name.toLowerCase().replace(/[\s_-]+/g, '');
}

/**
 * Parts as a query: read again, it has the same parts. Quotes within a value that needs them around it are left out;
 * they do not count in a comparison.
 */
export function formatQuery(parts: readonly QueryPart[]): string {
  return parts
    .map(formatPart)
    .filter((text) => text !== '')
    .join(' ');
}

function formatPart(part: QueryPart): string {
  if (part.kind === 'words') return part.text;
  if (part.kind === 'without') return `-${part.text}`;
  const minus = part.isExcluded ? '-' : '';
  if (part.kind === 'phrase') return `${minus}${quote(part.text)}`;
  if (part.kind === 'year') return `${minus}year:${formatYears(part.value)}`;
  const name = part.kind === 'field' ? part.field : part.column.replace(/\s+/g, '-').replace(/^-+/, '');
  return `${minus}${name}:${formatValue(part.value)}`;
}

function formatYears([from, to]: YearRange): string {
  const write = (year: number | null): string => (year === null ? '' : String(year).padStart(4, '0'));
  return from === to ? write(from) : `${write(from)}..${write(to)}`;
}

function formatValue(value: TextValue | NumberRange): string {
  if (typeof value === 'string') return formatText(value);
  if ('is' in value) return `=${formatText(value.is)}`;
  const { above, from, to, below } = value;
  if (from !== undefined && to !== undefined) return `${from}..${to}`;
  if (above !== undefined) return `>${above}`;
  if (below !== undefined) return `<${below}`;
  return from === undefined ? `<=${to}` : `>=${from}`;
}

/** In quotes where a bare value would end early or mean something else. */
function formatText(text: string): string {
  const isBare = /^[\p{L}\p{N}][^\s]*$/u.test(text) && !/\.\.|…/.test(text);
  const holdsQuote = [...QUOTES].some((sign) => text.includes(sign));
  return isBare || (holdsQuote && !/\s/.test(text)) ? text : quote(text);
}

function quote(text: string): string {
  const bare = [...text].map((sign) => (QUOTES.includes(sign) ? ' ' : sign)).join('');
  return `"${bare}"`;
}
