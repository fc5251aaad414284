import { ExplorerError } from '../errors.ts';
import type { PaperFilter } from './paper-filter.ts';
import { suggestNames } from './suggestions.ts';

/** Values of one field: more is a mistake. A set of ids may be as large as the corpus. */
const MAX_VALUES = 1000;
const RANGE_ENDS: ReadonlySet<string> = new Set(['above', 'from', 'to', 'below']);

/** Throws unless the value of a field can be used; `field` is its name from the root. */
type Check = (value: unknown, field: string, columnNames: readonly string[]) => void;

const TEXT_VALUES = listOf(isTextValue, 'text or { is: text }', '["ICML"]');
const PHRASES = listOf(isText, 'text', '["weak supervision"]');
const FIELD_CHECKS: Readonly<Record<string, Check>> = {
  years: listOf(isYearRange, 'ranges of whole years', '[[2018, 2020]] or [[2018, null]]'),
  venues: TEXT_VALUES,
  categories: TEXT_VALUES,
  authors: TEXT_VALUES,
  titles: TEXT_VALUES,
  ids: listOf(isText, 'ids', '["doi:10.1000/xyz"]', Number.POSITIVE_INFINITY),
  columns: checkColumns,
  phrases: PHRASES,
};
const FILTER_CHECKS: Readonly<Record<string, Check>> = {
  ...FIELD_CHECKS,
  hasAbstract(value, field) {
    if (typeof value !== 'boolean') fail(field, value, 'true or false');
  },
  without: PHRASES,
  not: (value, field, columnNames) => checkFields(value, field, FIELD_CHECKS, columnNames),
};

/**
 * Checks a filter that may come from anywhere.
 *
 * @throws ExplorerError INVALID_ARGUMENT that names the field, as `details.field` does
 */
export function assertPaperFilter(
  filter: unknown,
  columnNames: readonly string[],
): asserts filter is PaperFilter {
  checkFields(filter, 'filter', FILTER_CHECKS, columnNames);
}

function checkFields(
  value: unknown,
  name: string,
  checks: Readonly<Record<string, Check>>,
  columnNames: readonly string[],
): void {
  if (!isRecord(value)) fail(name, value, 'an object such as { years: [[2018, null]] }');
  for (const [key, asked] of Object.entries(value)) {
    const field = `${name}.${key}`;
    const check = Object.hasOwn(checks, key) ? checks[key]! : null;
    if (check === null) fail(field, asked, `one of the fields ${Object.keys(checks).join(', ')}`);
    else if (asked !== undefined) check(asked, field, columnNames);
  }
}

/** Columns that no paper has are a slip, unlike values that no paper has. */
function checkColumns(value: unknown, field: string, columnNames: readonly string[]): void {
  if (!isRecord(value)) fail(field, value, 'an object such as { citations: [{ from: 100 }] }');
  for (const [column, values] of Object.entries(value)) {
    if (values === undefined) continue;
    if (!columnNames.includes(column)) {
      const nearest = suggestNames(column, columnNames).map((at) => columnNames[at]);
      const known = nearest.length > 0 ? nearest : columnNames.slice(0, 20);
      fail(
        `${field}.${column}`,
        values,
        `a column that these papers have: ${known.join(', ') || 'they have none'}`,
      );
    }
    COLUMN_VALUES(values, `${field}.${column}`, columnNames);
  }
}

const COLUMN_VALUES = listOf(
  isColumnValue,
  'text, numbers, { is: text } or ranges of numbers',
  '["vision", 3, { from: 100 }]',
);

function listOf(
  isValue: (value: unknown) => boolean,
  what: string,
  example: string,
  most = MAX_VALUES,
): Check {
  return (values, field) => {
    if (!Array.isArray(values)) fail(field, values, `a list of ${what}, such as ${example}`);
    if (values.length > most) fail(field, `${values.length} values`, `at most ${most}`);
    const wrong = values.findIndex((value) => !isValue(value));
    if (wrong !== -1) fail(`${field}[${wrong}]`, values[wrong], `${what}, as in ${example}`);
  };
}

function fail(field: string, value: unknown, expected: string): never {
  throw new ExplorerError('INVALID_ARGUMENT', `${field} is ${show(value)}; expected ${expected}`, {
    details: { field },
  });
}

function show(value: unknown): string {
  if (typeof value === 'number' || typeof value === 'bigint') return `${value}`;
  if (typeof value === 'symbol' || typeof value === 'function') return `a ${typeof value}`;
  try {
    return JSON.stringify(value)?.slice(0, 80) ?? 'undefined';
  } catch {
    return 'what cannot be written as JSON';
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(value: unknown): boolean {
  return typeof value === 'string';
}

function isTextValue(value: unknown): boolean {
  return isText(value) || (isRecord(value) && isText(value['is']) && Object.keys(value).length === 1);
}

function isColumnValue(value: unknown): boolean {
  if (isTextValue(value) || Number.isFinite(value)) return true;
  if (!isRecord(value)) return false;
  const ends = Object.entries(value).filter(([, end]) => end !== undefined);
  return (
    ends.length > 0 &&
    ends.every(([name, end]) => RANGE_ENDS.has(name) && typeof end === 'number' && !Number.isNaN(end))
  );
}

function isYearRange(value: unknown): boolean {
  if (!Array.isArray(value) || value.length !== 2) return false;
  const [from, to] = value as unknown[];
  const isEnd = (end: unknown): boolean => end === null || Number.isInteger(end);
  return isEnd(from) && isEnd(to) && (from === null || to === null || (from as number) <= (to as number));
}
