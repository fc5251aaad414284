/** Columns from which a field is read, by the field's name. */
export type ColumnMapping = Readonly<Record<string, readonly string[]>>;

/** `--limit`: a whole number ≥ 1, or `all`. Like each parser here it throws a RangeError that says what was expected. */
export function parseLimit(text: string): number {
  return text === 'all' ? Number.POSITIVE_INFINITY : parseWhole(text, 1, 'a whole number from 1, or "all"');
}

/** A whole number ≥ 1. */
export function parseCount(text: string): number {
  return parseWhole(text, 1, 'a whole number from 1');
}

/** A whole number from 0 to 4294967295. */
export function parseSeed(text: string): number {
  const value = parseWhole(text, 0, 'a whole number from 0 to 4294967295');
  if (value <= 0xffff_ffff) return value;
  throw new RangeError('expected a whole number from 0 to 4294967295.');
}

/** A whole number from 0 to 65535. */
export function parsePort(text: string): number {
  const value = parseWhole(text, 0, 'a whole number from 0 to 65535');
  if (value <= 65_535) return value;
  throw new RangeError('expected a whole number from 0 to 65535.');
}

/** `--map field=column`, gathered over its repetitions; several columns of one field in the order in which they came. */
export function parseMapping(text: string, before: ColumnMapping | undefined): ColumnMapping {
  const at = text.indexOf('=');
  if (at < 1 || at === text.length - 1) throw new RangeError('expected FIELD=COLUMN, as abstract=body.');
  const [field, column] = [text.slice(0, at).trim(), text.slice(at + 1).trim()];
  return { ...before, [field]: [...(before?.[field] ?? []), column] };
}

/** A value that may come several times, each with something in it. */
export function parseRepeated(text: string, before: readonly string[] | undefined): string[] {
  if (text.trim() === '') throw new RangeError('expected some text.');
  return [...(before ?? []), text];
}

function parseWhole(text: string, least: number, expected: string): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(value) && value >= least) return value;
  throw new RangeError(`expected ${expected}.`);
}

/** A share from 0 to 1, for `--weight` and `--diverse`. */
export function parseShare(text: string): number {
  const value = Number(text);
  if (/^\d*\.?\d+$/.test(text) && value >= 0 && value <= 1) return value;
  throw new RangeError('expected a number from 0 to 1.');
}
