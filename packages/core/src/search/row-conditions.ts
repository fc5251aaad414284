import { createAuthorTest } from './author-match.ts';
import { containsWords, createTextTest, createValueTest, type ValueTest } from './column-match.ts';
import type { FieldConditions, PaperFilter, YearRange } from './paper-filter.ts';
import type { CodedValues, PaperTable } from './paper-table.ts';
import { createFormsTest, type TextTest } from './text-match.ts';

/** True for a row that meets the condition. */
export type RowTest = (row: number) => boolean;

/** What a filter asks for, each as a test of a row, the cheap ones first. */
export function conditionsOf(table: PaperTable, filter: PaperFilter): RowTest[] {
  const { hasAbstract, without } = filter;
  const tests = fieldTests(table, filter);
  if (hasAbstract !== undefined) tests.push((row) => table.texts.hasAbstract(row) === hasAbstract);
  tests.push(...titleTests(table, filter));
  for (const text of filter.phrases ?? []) tests.push(table.texts.standsIn({ kind: 'phrase', text }));
  for (const text of without ?? []) {
    const stands = table.texts.standsIn({ kind: 'forms', text });
    tests.push((row) => !stands(row));
  }
  return tests;
}

/** What keeps a paper out: each value that is not wanted, as a test of a row. */
export function exceptionsOf(table: PaperTable, not: NonNullable<PaperFilter['not']>): RowTest[] {
  // Of several columns one is enough, as of several fields.
  const columns = Object.entries(not.columns ?? {}).map(([name, values]) => ({
    columns: { [name]: values },
  }));
  const fields = [{ ...not, columns: undefined }, ...columns].flatMap((one) => fieldTests(table, one));
  return [
    ...fields,
    ...titleTests(table, not),
    ...(not.phrases ?? []).map((text) => table.texts.standsIn({ kind: 'phrase', text })),
  ];
}

function fieldTests(table: PaperTable, conditions: FieldConditions): RowTest[] {
  const { years = [], venues = [], categories = [], authors = [], ids, columns = {} } = conditions;
  const tests: RowTest[] = [];
  if (ids !== undefined) tests.push(idTest(table, ids));
  if (years.length > 0) tests.push(yearTest(table, years));
  if (venues.length > 0)
    tests.push(oneOf(table.coded('venue'), textOnly(createTextTest(venues, containsWords))));
  if (categories.length > 0)
    tests.push(oneOf(table.coded('categories'), textOnly(createTextTest(categories, containsWords))));
  if (authors.length > 0)
    tests.push(oneOf(table.coded('authors'), textOnly(createTextTest(authors, createAuthorTest))));
  for (const [name, values] of Object.entries(columns))
    if (values.length > 0) tests.push(oneOf(table.column(name), createValueTest(values)));
  return tests;
}

function titleTests(table: PaperTable, { titles = [] }: FieldConditions): RowTest[] {
  return titles.map((sought) => {
    const test = createTextTest([sought], createFormsTest);
    return (row) => test(table.plainTitles()[row]!);
  });
}

function idTest(table: PaperTable, ids: readonly string[]): RowTest {
  const rows = new Set(ids.flatMap((id) => table.rowsById().get(id) ?? []));
  return (row) => rows.has(row);
}

function yearTest(table: PaperTable, ranges: readonly YearRange[]): RowTest {
  const years = table.years();
  const ends = ranges.map(([from, to]) => [Math.max(from ?? 1, 1), to ?? Number.POSITIVE_INFINITY] as const);
  return (row) => ends.some(([from, to]) => years[row]! >= from && years[row]! <= to);
}

/** True for rows one of whose values passes; each different value is tested once, when a row first has it. */
function oneOf({ values, offsets, codes }: CodedValues, test: ValueTest): RowTest {
  const verdicts = new Uint8Array(values.length);
  const isMet = (code: number): boolean => {
    if (verdicts[code] === UNTESTED) verdicts[code] = test(values[code]!) ? PASSES : FAILS;
    return verdicts[code] === PASSES;
  };
  return (row) => {
    for (let at = offsets[row]!; at < offsets[row + 1]!; at++) if (isMet(codes[at]!)) return true;
    return false;
  };
}

const UNTESTED = 0;
const PASSES = 1;
const FAILS = 2;

function textOnly(test: TextTest): ValueTest {
  return (value) => typeof value === 'string' && test(value);
}
