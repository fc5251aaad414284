import type { PaperFilter } from 'paper-atlas';
import { keepFor } from './keep-for.ts';

/** What is asked of one column of the papers: some of its values, or a range. Plain data. */
export interface ColumnFilter {
  /** `year`, `venue`, `category`, `author`, `has`, or `x.` and the name of a column that only these papers have. */
  readonly key: string;
  /** Whole values, one of which is enough; of `has` the only one is `abstract`. Empty for a range. */
  readonly values: readonly string[];
  /** Null leaves an end open; null as a whole for values. */
  readonly range: NumberEnds | null;
}

export type NumberEnds = readonly [from: number | null, to: number | null];

/** Begins the key of a column that only these papers have. */
export const OWN = 'x.';
const FIELDS: ReadonlySet<string> = new Set(['year', 'venue', 'category', 'author', 'has']);
/** More would not fit into an address. */
const MAX_FILTERS = 20;
const MAX_VALUES = 30;
const MAX_TEXT = 200;

/** True when it asks for something. */
function asksFor({ values, range }: ColumnFilter): boolean {
  return values.length > 0 || (range !== null && (range[0] !== null || range[1] !== null));
}

/** A filter as the state holds it; null when it asks for nothing or for what no filter can. */
function cleanFilter({ key, values, range }: ColumnFilter): ColumnFilter | null {
  const isOwn =
    key.startsWith(OWN) && key.length > OWN.length && key.length <= MAX_TEXT && key.isWellFormed();
  if (!isOwn && !FIELDS.has(key)) return null;
  const isRange =
    range !== null && key !== 'venue' && key !== 'category' && key !== 'author' && key !== 'has';
  const isGood = (value: string) => value !== '' && value.length <= MAX_TEXT && value.isWellFormed();
  const whole = [...new Set(values)].filter(
    (value) => isGood(value) && (key !== 'has' || value === 'abstract'),
  );
  const cleaned: ColumnFilter = isRange
    ? { key, values: [], range: sortEnds(range, key === 'year') }
    : { key, values: key === 'year' ? [] : whole.slice(0, MAX_VALUES), range: null };
  return asksFor(cleaned) ? cleaned : null;
}

function sortEnds([from, to]: NumberEnds, isWhole: boolean): NumberEnds {
  const end = (value: number | null) =>
    value === null || !Number.isFinite(value) ? null : (isWhole ? Math.round(value) : value) + 0;
  const [low, high] = [end(from), end(to)];
  return low !== null && high !== null && low > high ? [high, low] : [low, high];
}

/** The filters with one column's changed: added at the end, changed in its place, or taken away when it asks for nothing. */
export function withFilter(filters: readonly ColumnFilter[], changed: ColumnFilter): readonly ColumnFilter[] {
  const next = cleanFilter(changed);
  const at = filters.findIndex(({ key }) => key === changed.key);
  if (at < 0) return next === null || filters.length >= MAX_FILTERS ? filters : [...filters, next];
  if (next === null) return filters.toSpliced(at, 1);
  return isSameFilter(filters[at]!, next) ? filters : filters.with(at, next);
}

/** Filters that come from anywhere, each column once. */
export function cleanFilters(filters: readonly ColumnFilter[]): readonly ColumnFilter[] {
  let clean: readonly ColumnFilter[] = [];
  for (const filter of filters)
    if (!clean.some(({ key }) => key === filter.key)) clean = withFilter(clean, filter);
  return clean;
}

/** What stands for a column; asks for nothing where the filters do not name it. */
export function filterOfKey(filters: readonly ColumnFilter[], key: string): ColumnFilter {
  return filters.find((filter) => filter.key === key) ?? { key, values: [], range: null };
}

function isSameFilter(a: ColumnFilter, b: ColumnFilter): boolean {
  return (
    a.values.length === b.values.length &&
    a.values.every((value, at) => value === b.values[at]) &&
    a.range?.[0] === b.range?.[0] &&
    a.range?.[1] === b.range?.[1]
  );
}

const NO_FILTERS: readonly ColumnFilter[] = [];
const NO_FILTER: PaperFilter = {};

/** The filters that can be asked of papers with these columns of their own: an address may name a column that they do not have. */
export const usableFilters = keepFor((columnNames: readonly string[], filters: readonly ColumnFilter[]) => {
  const isKnown = ({ key }: ColumnFilter) =>
    !key.startsWith(OWN) || columnNames.includes(key.slice(OWN.length));
  if (filters.every(isKnown)) return filters;
  const known = filters.filter(isKnown);
  return known.length === 0 ? NO_FILTERS : known;
});

/** The same as core's filter; the same object for the same papers and filters. */
export const paperFilterOf = keepFor(
  (columnNames: readonly string[], filters: readonly ColumnFilter[]): PaperFilter => {
    const usable = usableFilters(columnNames, filters);
    if (usable.length === 0) return NO_FILTER;
    const valuesOf = (key: string) => filterOfKey(usable, key).values.map((is) => ({ is }));
    const { range: years } = filterOfKey(usable, 'year');
    const own = usable.filter(({ key }) => key.startsWith(OWN));
    return {
      ...(years === null ? {} : { years: [years] }),
      venues: valuesOf('venue'),
      categories: valuesOf('category'),
      authors: valuesOf('author'),
      ...(filterOfKey(usable, 'has').values.length > 0 ? { hasAbstract: true } : {}),
      columns: Object.fromEntries(
        own.map(({ key, values, range }) => [
          key.slice(OWN.length),
          range === null ? values.map((is) => ({ is })) : [rangeOf(range)],
        ]),
      ),
    };
  },
);

function rangeOf([from, to]: NumberEnds): { from?: number; to?: number } {
  return { ...(from === null ? {} : { from }), ...(to === null ? {} : { to }) };
}
