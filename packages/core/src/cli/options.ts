import { InvalidArgumentError } from 'commander';

/** `--limit`: a whole number ≥ 1, or `all`. */
export function parseLimit(text: string): number {
  return text === 'all' ? Number.POSITIVE_INFINITY : parseCount(text, 'a whole number from 1, or "all"');
}

/** A whole number ≥ 1. */
export function parseCount(text: string, expected: unknown = ''): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(value) || value < 1)
    throw new InvalidArgumentError(
      `expected ${typeof expected === 'string' && expected ? expected : 'a whole number from 1'}.`,
    );
  return value;
}

/** A whole number from 0 to 4294967295. */
export function parseSeed(text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value > 0xffff_ffff)
    throw new InvalidArgumentError('expected a whole number from 0 to 4294967295.');
  return value;
}

/** A whole number from 0 to 65535. */
export function parsePort(text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value > 65_535)
    throw new InvalidArgumentError('expected a whole number from 0 to 65535.');
  return value;
}

/** `--map field=column`, gathered over its repetitions. */
export function parseMapping(text: string, before: Record<string, string>): Record<string, string> {
  const at = text.indexOf('=');
  if (at < 1 || at === text.length - 1)
    throw new InvalidArgumentError('expected FIELD=COLUMN, as abstract=body.');
  return { ...before, [text.slice(0, at).trim()]: text.slice(at + 1).trim() };
}
