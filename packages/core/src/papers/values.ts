import { isObject } from './json-value.ts';
import type { ExtraValue } from './paper.ts';
import { cleanText } from './text.ts';

const EARLIEST_YEAR = 1000;
const LATEST_YEAR = 2200;
const MAX_LIST = 1000;
const MAX_EXTRA_DEPTH = 3;

/** Text out of a value: a string or a number, or the `name` or first element of what services wrap around one. Cleaned; may be empty. */
export function toText(value: unknown): string {
  if (typeof value === 'string') return cleanText(value);
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value)) return value.length > 0 && !Array.isArray(value[0]) ? toText(value[0]) : '';
  if (isObject(value) && Object.hasOwn(value, 'name') && typeof value['name'] === 'string')
    return cleanText(value['name']);
  return '';
}

/** A year of 1000 to 2200 out of a number, a date in text (`2020-03-01`, `12 March 2020`, `20200301`) or CSL `date-parts`; else null. */
export function parseYear(value: unknown): number | null {
  if (typeof value === 'number') return Number.isInteger(value) ? inRange(value) : null;
  if (isObject(value) && Object.hasOwn(value, 'date-parts'))
    return parseYear(firstOf(firstOf(value['date-parts'])));
  if (typeof value !== 'string' || value.length > 64) return null;
  const text = value.trim();
  const found = /^(\d{4})(?:\d{2}){0,2}$/.exec(text)?.[1] ?? /(?<![\d.])(\d{4})(?!\d|\.\d)/.exec(text)?.[1];
  return found === undefined ? null : inRange(Number(found));
}

function inRange(year: number): number | null {
  return year >= EARLIEST_YEAR && year <= LATEST_YEAR ? year : null;
}

function firstOf(value: unknown): unknown {
  return Array.isArray(value) ? value[0] : value;
}

/** Categories or keywords: an array (of strings or `{name}`), or text cut at `;`, `|`, line breaks, else `,`; arXiv's own are cut at spaces. */
export function parseCategories(value: unknown): string[] {
  const parts = Array.isArray(value) ? value.slice(0, MAX_LIST).map(toText) : splitCategories(value);
  return [...new Set(parts.map(cleanText).filter((part) => part !== ''))].slice(0, MAX_LIST);
}

function splitCategories(value: unknown): string[] {
  const text = typeof value === 'string' ? value.trim() : toText(value);
  if (/[;|\r\n]/.test(text)) return text.split(/[;|\r\n]+/);
  if (text.includes(',')) return text.split(',');
  return /^[a-z-]+\.[A-Za-z-]+(?: [a-z-]+(?:\.[A-Za-z-]+)?)+$/.test(text) ? text.split(' ') : [text];
}

/**
 * A column that is not known, as plain data: text cleaned, scalars and lists kept, an object inside a list as its JSON
 * text. Undefined for what holds nothing (empty text, an object, too deep a list): a column of objects is taken apart
 * by {@link flattenExtra}.
 */
function toExtraValue(value: unknown, depth = 0): ExtraValue | undefined {
  if (typeof value === 'string') return cleanText(value) || undefined;
  if (value === null || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (Array.isArray(value) && depth < MAX_EXTRA_DEPTH) {
    return value
      .map((element) => toExtraValue(element, depth + 1))
      .filter((element) => element !== undefined);
  }
  if (isObject(value) && depth > 0) return cleanText(JSON.stringify(value));
  return undefined;
}

/** The columns inside a column: `{ journal: { name, volume } }` becomes `journal.name` and `journal.volume`. */
export function* flattenExtra(name: string, value: unknown, depth = 0): Generator<[string, ExtraValue]> {
  if (isObject(value) && depth < MAX_EXTRA_DEPTH) {
    for (const [inner, held] of Object.entries(value))
      yield* flattenExtra(`${name}.${inner}`, held, depth + 1);
    return;
  }
  const kept = toExtraValue(value, isObject(value) ? 1 : 0);
  if (kept !== undefined) yield [name, kept];
}
