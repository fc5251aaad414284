import { stemEnglish } from '../keyword-index/stemming.ts';
import { strengthOf } from './stop-words.ts';

/** Words are akin when they begin alike, this far at least and for this share of the longer one. */
const AKIN_LENGTH = 4;
const AKIN_SHARE = 0.55;

/** Stems of the words that say something, all of them when none does, and of the whole written as one word. */
function stemsOf(text: string): string[] {
  return [...wordsOf(text).map(stemEnglish), stemEnglish(text.toLowerCase().replace(/[\s-]+/gu, ''))];
}

/** The words that say something, all of them when none does. */
function wordsOf(text: string): string[] {
  const words = text.toLowerCase().split(/[\s-]+/u);
  const strong = words.filter((word) => strengthOf(word) === 'strong');
  return strong.length > 0 ? strong : words;
}

/** True when the two say the same: a stem in common, or one is the other's initials (LLMs, large language models). */
export function isRepeated(one: string, other: string): boolean {
  const stems = stemsOf(one);
  return (
    stemsOf(other).some((stem) => stems.includes(stem)) ||
    isPart(one, other) ||
    isPart(other, one) ||
    isInitials(one, other) ||
    isInitials(other, one) ||
    wordsOf(one).some((word) => wordsOf(other).some((another) => isAkin(word, another)))
  );
}

/** True for words of one family: tracking and tracker, obese and obesity. */
function isAkin(one: string, other: string): boolean {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length++;
  return length >= AKIN_LENGTH && length >= AKIN_SHARE * Math.max(one.length, other.length);
}

function isInitials(short: string, long: string): boolean {
  const words = long.split(/[\s-]+/u);
  const letters = /^(\p{Lu}{2,})s?$/u.exec(short)?.[1]?.toLowerCase();
  if (letters === undefined || words.length < 2) return false;
  const initials = words.map((word) => word.slice(0, 1).toLowerCase()).join('');
  return letters === initials || letters.startsWith(initials) || initials.startsWith(letters);
}

/** True when every word of `part` stands in `whole`. */
export function isPart(part: string, whole: string): boolean {
  const words = whole
    .toLowerCase()
    .split(/[\s-]+/u)
    .map(stemEnglish);
  return part
    .toLowerCase()
    .split(/[\s-]+/u)
    .every((word) => words.includes(stemEnglish(word)));
}
