import type { ColumnValue, FieldConditions, PaperFilter, TextValue, YearRange } from './paper-filter.ts';
import type { QueryPart } from './query-parts.ts';

/** Fields while they are being gathered. */
interface Gathered {
  years: YearRange[];
  venues: TextValue[];
  categories: TextValue[];
  authors: TextValue[];
  titles: TextValue[];
  ids: string[];
  phrases: string[];
  columns: Map<string, ColumnValue[]>;
}

/**
 * What the parts of a query ask for. Half-open ranges of one field that overlap are one range (`year:>2015 year:<2020`
 * is 2016 to 2019); all other values of one field are alternatives.
 */
export function filterOf(parts: readonly QueryPart[]): PaperFilter {
  const wanted = createGathered();
  const unwanted = createGathered();
  const without: string[] = [];
  let hasAbstract: boolean | undefined;
  for (const part of parts) {
    if (part.kind === 'words') continue;
    if (part.kind === 'without') without.push(part.text);
    else if (part.kind === 'field' && part.field === 'has') hasAbstract = !part.isExcluded;
    else gather(part, part.isExcluded ? unwanted : wanted);
  }
  const not = conditionsOf(unwanted);
  return {
    ...conditionsOf({
      ...wanted,
      years: joinYears(wanted.years),
      columns: new Map(Array.from(wanted.columns, ([name, values]) => [name, joinRanges(values)])),
    }),
    ...(hasAbstract === undefined ? {} : { hasAbstract }),
    ...(without.length === 0 ? {} : { without }),
    ...(Object.keys(not).length === 0 ? {} : { not }),
  };
}

function createGathered(): Gathered {
  return {
    years: [],
    venues: [],
    categories: [],
    authors: [],
    titles: [],
    ids: [],
    phrases: [],
    columns: new Map(),
  };
}

function gather(part: Exclude<QueryPart, { kind: 'words' | 'without' }>, into: Gathered): void {
  if (part.kind === 'year') into.years.push(part.value);
  else if (part.kind === 'phrase') into.phrases.push(part.text);
  else if (part.kind === 'column') {
    const values = into.columns.get(part.column) ?? [];
    into.columns.set(part.column, [...values, part.value]);
  } else if (part.field === 'id') into.ids.push(typeof part.value === 'string' ? part.value : part.value.is);
  else if (part.field === 'author') into.authors.push(part.value);
  else if (part.field === 'category') into.categories.push(part.value);
  else if (part.field === 'title') into.titles.push(part.value);
  else if (part.field === 'venue') into.venues.push(part.value);
}

function conditionsOf({ columns, ...lists }: Gathered): FieldConditions & { phrases?: string[] } {
  const conditions = Object.fromEntries(Object.entries(lists).filter(([, values]) => values.length > 0));
  return columns.size === 0 ? conditions : { ...conditions, columns: Object.fromEntries(columns) };
}

function joinYears(years: readonly YearRange[]): YearRange[] {
  const from = Math.max(...years.filter(([, to]) => to === null).map(([year]) => year ?? -Infinity));
  const to = Math.min(...years.filter(([year]) => year === null).map(([, year]) => year ?? Infinity));
  if (!Number.isFinite(from) || !Number.isFinite(to) || from > to) return [...years];
  return [...years.filter((range) => !range.includes(null)), [from, to]];
}

function joinRanges(values: readonly ColumnValue[]): ColumnValue[] {
  const open = values.filter(
    (value) => typeof value === 'object' && !('is' in value) && Object.keys(value).length === 1,
  );
  const joined = Object.assign({}, ...open) as Extract<ColumnValue, { above?: number | undefined }>;
  const low = joined.above ?? joined.from;
  const high = joined.below ?? joined.to;
  if (open.length !== 2 || low === undefined || high === undefined || low > high) return [...values];
  return [...values.filter((value) => !open.includes(value)), joined];
}
