import { cleanText } from './text.ts';

/** More than any real list (the largest collaborations have about 5,000). */
const MAX_AUTHORS = 10_000;
const INITIALS = /^(?:\p{Lu}\p{M}*\.?[\s-]?){1,4}$/u;
const PARTICLE = /^\p{Ll}/u;

/**
 * Authors as a list of names, from an array of strings or of objects (`{name}`, `{given, family}`, `{firstName, lastName}`…)
 * or from text. Text is cut at `;`, else at line breaks, else at `|`, else at ` and ` or `&`; at commas only when no part
 * could be half a name (`Ada Lovelace, Alan Turing`, or `Lovelace, A., Turing, A. M.`), so that `Lovelace, Ada` stays one
 * person. Names are kept as they are written. Empty when nothing is found.
 */
export function parseAuthors(value: unknown): string[] {
  if (Array.isArray(value)) return tidy(value.slice(0, MAX_AUTHORS).map(nameOf));
  if (typeof value === 'string') return tidy(splitNames(value));
  return tidy([nameOf(value)]);
}

/** `Lovelace, Ada` as `Ada Lovelace`, `King, Martin, Jr.` as `Martin King Jr.`: for formats that define that order. */
export function givenNameFirst(name: string): string {
  const [family = '', given = '', suffix = ''] = name.split(',').map((part) => part.trim());
  return [given, family, suffix].filter((part) => part !== '').join(' ');
}

function tidy(names: readonly string[]): string[] {
  return names
    .map(cleanText)
    .filter((name) => name !== '' && !/^(?:and others|others|et al\.?)$/i.test(name))
    .slice(0, MAX_AUTHORS);
}

function nameOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return '';
  const text = (...keys: string[]): string => {
    for (const key of keys) {
      const part: unknown = Object.hasOwn(value, key) ? (value as Record<string, unknown>)[key] : undefined;
      if (typeof part === 'string' && part.trim() !== '') return part;
    }
    return '';
  };
  const whole = text('name', 'fullName', 'full_name', 'displayName', 'display_name', 'literal');
  if (whole !== '') return whole;
  const given = text('given', 'firstName', 'first_name', 'first', 'givenName', 'forename');
  const family = text('family', 'lastName', 'last_name', 'last', 'familyName', 'surname');
  return [given, text('prefix', 'non-dropping-particle'), family, text('suffix')]
    .filter((part) => part !== '')
    .join(' ');
}

function splitNames(text: string): string[] {
  if (text.includes(';')) return text.split(';');
  if (/[\r\n]/.test(text.trim())) return text.trim().split(/[\r\n]+/);
  if (text.includes('|')) return text.split('|');
  return text.split(/,?\s+and\s+|,?\s*&\s*/i).flatMap(splitAtCommas);
}

function splitAtCommas(text: string): string[] {
  const parts = text.split(',').map((part) => part.trim());
  if (parts.length === 1) return parts;
  const isFullName = (part: string): boolean =>
    part.includes(' ') && !INITIALS.test(part) && !PARTICLE.test(part);
  if (parts.every(isFullName)) return parts;
  const isPair = (_: string, i: number): boolean => i % 2 === 0 || INITIALS.test(parts[i]!);
  if (parts.length % 2 === 0 && parts.every(isPair)) {
    return Array.from({ length: parts.length / 2 }, (_, i) => `${parts[2 * i]!}, ${parts[2 * i + 1]!}`);
  }
  return [text];
}
