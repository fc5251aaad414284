import type { NumberRange, YearRange } from './paper-filter.ts';

const RANGE = /^(.*?)(?:\.\.\.?|…)(.*)$/;
const COMPARISON = /^(>=|<=|>|<|≥|≤)(.*)$/;
const YEAR = /^\d{4}$/;
/** `2020-2023`, with any dash: a range to everyone. */
const YEARS_WITH_DASH = /^(\d{4})[-‐‑–—](\d{4})$/;
const NUMBER = /^[+-]?(?:\d+(?:\.\d+)?|\.\d+)(?:e[+-]?\d{1,3})?$/i;

/** A year or a range of years as written behind `year:`, or null. */
export function parseYears(text: string): YearRange | null {
  const dashed = YEARS_WITH_DASH.exec(text);
  if (dashed !== null) return ordered(Number(dashed[1]), Number(dashed[2]));
  const bare = text.startsWith('=') ? text.slice(1) : text;
  if (YEAR.test(bare)) return [Number(bare), Number(bare)];
  const range = parseRange(text, YEAR);
  if (range === null) return null;
  const { above, from, to, below } = range;
  return [
    from ?? (above === undefined ? null : Math.min(9999, above + 1)),
    to ?? (below === undefined ? null : Math.max(0, below - 1)),
  ];
}

/** `>100`, `>=100`, `<100`, `<=100`, `100..200`, `100..`, `..200` as a range of numbers, or null for all else. */
export function parseNumberRange(text: string): NumberRange | null {
  return parseRange(text, NUMBER);
}

/** True for text that can be compared with a number. */
export function isNumberText(text: string): boolean {
  return NUMBER.test(text);
}

/** True for what begins as a comparison of numbers does. */
export function looksLikeComparison(text: string): boolean {
  return COMPARISON.test(text);
}

function parseRange(text: string, format: RegExp): NumberRange | null {
  const comparison = COMPARISON.exec(text);
  if (comparison !== null) {
    const number = comparison[2]!;
    return isNumber(number, format) ? { [RANGE_ENDS[comparison[1]!]!]: toNumber(number) } : null;
  }
  const range = RANGE.exec(text);
  if (range === null) return null;
  const [, first = '', last = ''] = range;
  if (first === '' && last === '') return null;
  if (![first, last].every((end) => end === '' || isNumber(end, format))) return null;
  if (first === '') return { to: toNumber(last) };
  if (last === '') return { from: toNumber(first) };
  const [from, to] = ordered(toNumber(first), toNumber(last));
  return { from, to };
}

function isNumber(text: string, format: RegExp): boolean {
  return format.test(text) && Number.isFinite(Number(text));
}

/** Without a negative zero, which no text shows. */
function toNumber(text: string): number {
  return Number(text) + 0;
}

const RANGE_ENDS: Readonly<Record<string, keyof NumberRange>> = {
  '>': 'above',
  '>=': 'from',
  '≥': 'from',
  '<': 'below',
  '<=': 'to',
  '≤': 'to',
};

/** Nobody asks for a range without numbers: the ends were written the other way round. */
function ordered(a: number, b: number): [number, number] {
  return a <= b ? [a, b] : [b, a];
}
