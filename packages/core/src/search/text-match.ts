import { analyze } from '../keyword-index/analyze.ts';
import type { Token } from '../keyword-index/keyword-index.ts';
import { normalizeTitle } from '../papers/text.ts';
import { plainText } from './plain-text.ts';

export type TextTest = (text: string) => boolean;

/** Scripts that put no space between words: there a phrase may stand within a run of letters. */
const UNSPACED =
  /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const LETTER = String.raw`[\p{L}\p{M}\p{N}]`;
const SIGNS = String.raw`[^\p{L}\p{M}\p{N}]+`;

/**
 * Text in which only words are compared: no case, accents, markup or signs; one space between words. Values that give the
 * same are one value to a filter (`{ is: value }`) and to `describeColumns`.
 */
export function foldText(text: string): string {
  return normalizeTitle(plainText(text));
}

/** Tests folded text for the words of `sought` in a row. Text without a word is found nowhere. */
export function createWordsTest(sought: string): TextTest {
  const words = foldText(sought);
  const needle = `${startsUnspaced(words) ? '' : ' '}${words}${endsUnspaced(words) ? '' : ' '}`;
  return (folded) => ` ${folded} `.includes(needle);
}

/**
 * Tests plain text for a phrase: its words whole and in a row, whatever signs stand between them. `deep learning` stands
 * in "Deep-learning", and not in "deep, and learning" or "deep learnings".
 */
export function createPhraseTest(phrase: string): TextTest {
  const words = foldText(phrase);
  if (!/[\p{L}\p{N}]/u.test(words)) return () => false;
  const body = words.split(' ').join(SIGNS);
  const start = startsUnspaced(words) ? '' : `(?<!${LETTER})`;
  const end = endsUnspaced(words) ? '' : `(?!${LETTER})`;
  const pattern = new RegExp(`${start}${body}${end}`, 'iu');
  return (plain) => pattern.test(plain);
}

/**
 * Tests plain text for words in a row in any of their forms, by the keyword index's own analysis: `network` stands in
 * "Networks", `pre-training` in "pretrained", `GPT-4` in "GPT 4".
 */
export function createFormsTest(sought: string): TextTest {
  const tokens = analyze(sought);
  const parts = tokens.filter(({ span }) => span === 1);
  if (parts.length === 0) return () => false;
  const length = Math.max(...parts.map(({ position }) => position)) + 1;
  const whole = tokens.find(({ span, position }) => position === 0 && span === length)?.term;
  const found: TextTest = (text) => standsIn(analyze(text), parts, whole);
  // What is rare is looked for first: a text without the beginning of the longest part needs no analysis.
  const longest = parts.reduce((a, b) => (b.term.length > a.term.length ? b : a)).term;
  if (!/^[a-z]{3,}$/.test(longest)) return found;
  const start = longest.slice(0, Math.max(3, longest.length - 1));
  if (parts.length > 1) {
    const candidate = new RegExp(start, 'i');
    return (plain) => candidate.test(plain) && found(plain);
  }
  return createChunkTest(new RegExp(start, 'gi'), found);
}

/** A word has no space within: each different string around a place where it may stand is analysed once. */
function createChunkTest(places: RegExp, found: TextTest): TextTest {
  const known = new Map<string, boolean>();
  return (plain) => {
    places.lastIndex = 0;
    for (let place = places.exec(plain); place !== null; place = places.exec(plain)) {
      let start = place.index;
      let end = places.lastIndex;
      while (start > 0 && !isSpace(plain, start - 1)) start--;
      while (end < plain.length && !isSpace(plain, end)) end++;
      places.lastIndex = end;
      const chunk = plain.slice(start, end);
      let answer = known.get(chunk);
      if (answer === undefined) {
        answer = found(chunk);
        known.set(chunk, answer);
      }
      if (answer) return true;
    }
    return false;
  };
}

function isSpace(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code === 0x20 || (code > 0x7f && /\s/.test(text[at]!));
}

function standsIn(text: readonly Token[], parts: readonly Token[], whole: string | undefined): boolean {
  if (whole !== undefined && text.some(({ term }) => term === whole)) return true;
  const at = new Map<number, Set<string>>();
  for (const { position, term } of text) at.set(position, (at.get(position) ?? new Set()).add(term));
  return text.some(
    ({ term, position }) =>
      term === parts[0]!.term &&
      parts.every((part) => at.get(position + part.position - parts[0]!.position)?.has(part.term) === true),
  );
}

function startsUnspaced(text: string): boolean {
  return UNSPACED.test(String.fromCodePoint(text.codePointAt(0) ?? 32));
}

function endsUnspaced(text: string): boolean {
  return UNSPACED.test(text.slice(-1));
}
