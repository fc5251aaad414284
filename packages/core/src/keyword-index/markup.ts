import { GREEK_LETTER_NAMES } from './fold.ts';

/** A text without its markup, and where each of its characters stands in the text with it. */
export interface UnmarkedText {
  readonly text: string;
  readonly places: Int32Array;
}

const HAS_MARKUP = /[\\{}<&]/;

// One alternative a kind of markup, tried in this order at each place.
const MARKUP = new RegExp(
  [
    // What points elsewhere shows no words: \cite{key}.
    String.raw`(?<key>\\(?:cite[a-z]*|ref|eqref|autoref|label|includegraphics)\*?(?:\[[^\]]{0,80}\])?\{[^{}]{0,200}\})`,
    // \"{o}, \'e, \v{s}
    String.raw`\\(?:["'\x60^~=.]|[cvuHkrbdt](?=\{))\{?\\?(?<accented>[A-Za-z])\}?`,
    String.raw`\\(?<letter>ss|ae|oe|aa|AE|OE|AA|[oOlLij])(?![A-Za-z])(?:\{\}| )?`,
    String.raw`\\(?<command>[A-Za-z]{1,40})\*?`,
    String.raw`\\(?<escaped>[^A-Za-z])`,
    String.raw`(?<dash>(?<=[^\s-])--(?=[^\s-]))`,
    String.raw`(?<between>\}\{)`,
    '(?<brace>[{}])',
    // <sub>, <jats:p>, <a href="…">
    String.raw`</?(?<tag>(?:[a-z]{1,8}:)?[a-z][a-z0-9-]{0,20})(?:\s{1,4}[a-z:-]{1,40}="[^"<>]{0,200}"){0,8}\s{0,4}/?>`,
    String.raw`&(?:(?<entityLetter>[a-z])(?:acute|grave|uml|circ|tilde|cedil|ring|slash|caron)|#(?<decimal>\d{1,7})|#x(?<hex>[0-9a-f]{1,6})|(?<entity>[a-z]{2,10}));`,
  ].join('|'),
  'giu',
);

/** Commands that show a word or a sign; the others say how to show what follows. */
const SHOWN_COMMANDS: ReadonlyMap<string, string> = new Map([
  ['ell', 'l'],
  ['infty', 'infinity'],
  ...[...GREEK_LETTER_NAMES].map((name): [string, string] => [name, name]),
  ...[
    'log',
    'ln',
    'exp',
    'min',
    'max',
    'argmin',
    'argmax',
    'sin',
    'cos',
    'tan',
    'det',
    'lim',
    'sup',
    'inf',
  ].map((name): [string, string] => [name, name]),
]);
/** Commands that stand within words: \textbf{G}AN. */
const INLINE_COMMAND = /^(?:text[a-z]{2}|math[a-z]+|emph|boldsymbol|operatorname|rm|bf|it|tt|sc|sf)$/;
const ESCAPED_SIGNS = '_&#';
const SIGN_ENTITIES: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['apos', "'"],
  ['rsquo', "'"],
  ['ndash', '-'],
  ['shy', ''],
]);

/**
 * A text as its LaTeX or HTML shows it: `\alpha` is "alpha", `{B}ayesian` "Bayesian", `\"o` and `&ouml;` "o",
 * `$\ell_{1}$` "$l_1$", `H<sub>2</sub>O` "H2O"; commands and tags leave no words. Null when there is no markup. What only
 * looks like it ("a < b", "{x}") loses no word.
 */
export function removeMarkup(text: string): UnmarkedText | null {
  if (!HAS_MARKUP.test(text)) return null;
  let plain = '';
  const places: number[] = [];
  let end = 0;
  const copy = (to: number): void => {
    for (let at = end; at < to; at++) places.push(at);
    plain += text.slice(end, to);
  };
  for (const match of text.matchAll(MARKUP)) {
    copy(match.index);
    end = match.index + match[0].length;
    const shown = showMarkup(match.groups!, plain, text, end);
    for (let i = 1; i < shown.length; i++) places.push(match.index);
    // The last character stands for all the rest, so that a word's end is the end of what it is written by.
    if (shown !== '') places.push(end - 1);
    plain += shown;
  }
  copy(text.length);
  return { text: plain, places: Int32Array.from(places) };
}

function showMarkup(
  found: Record<string, string | undefined>,
  before: string,
  text: string,
  end: number,
): string {
  const { accented, letter, command, escaped, dash, tag, entityLetter, decimal, hex, entity } = found;
  if (command !== undefined) return showCommand(command, before, text, end);
  if (dash !== undefined) return '-';
  if (found['brace'] !== undefined) return '';
  if (accented ?? letter ?? entityLetter) return (accented ?? letter ?? entityLetter)!;
  if (escaped !== undefined) return ESCAPED_SIGNS.includes(escaped) ? escaped : ' ';
  if (tag !== undefined) return /^(?:sub|sup)$/i.test(tag) ? '' : ' ';
  if (decimal !== undefined) return showCodePoint(Number.parseInt(decimal, 10));
  if (hex !== undefined) return showCodePoint(Number.parseInt(hex, 16));
  if (entity !== undefined) return showEntity(entity);
  return ' ';
}

function showCommand(name: string, before: string, text: string, end: number): string {
  const word = SHOWN_COMMANDS.get(name.replace(/^var(?=[a-z]{2})/, '').toLowerCase());
  if (word === undefined) return INLINE_COMMAND.test(name) && text[end] === '{' ? '' : ' ';
  const lead = /\p{L}$/u.test(before) ? ' ' : '';
  return lead + word + (/[\p{L}\\]/u.test(text[end] ?? '') ? ' ' : '');
}

function showCodePoint(codePoint: number): string {
  const isCharacter = codePoint <= 0x10_ffff && !(codePoint >= 0xd800 && codePoint < 0xe000);
  return isCharacter ? String.fromCodePoint(codePoint) : ' ';
}

function showEntity(name: string): string {
  const lower = name.toLowerCase();
  if (GREEK_LETTER_NAMES.has(lower)) return lower;
  return SIGN_ENTITIES.get(lower) ?? ' ';
}
