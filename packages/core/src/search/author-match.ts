import { givenNameFirst } from '../papers/authors.ts';
import { plainText } from './plain-text.ts';
import { foldText, type TextTest } from './text-match.ts';

/** Behind a family name, as in PubMed: `Hinton GE`. */
const TRAILING_INITIALS = /^(.*\S)\s+(\p{Lu}{1,3})$/u;
/** `GE Hinton`. */
const LEADING_INITIALS = /^(\p{Lu}{2,3})\s+(\S.*)$/u;

/**
 * Tests names for an author. One word is a family name or another name but the first (`García` is met by "Gabriel García
 * Márquez"); several words are a family name of several, or given names and a family name in either order, with or without a comma,
 * where initials stand for given names on either side and middle names may be missing (`G. Hinton`, `Hinton GE`,
 * `Geoffrey Hinton` are met by "Geoffrey E. Hinton").
 */
export function createAuthorTest(sought: string): TextTest {
  const readings = readName(sought);
  const full = readings.flat().filter((word) => word.length > 1);
  const words = full.length > 0 ? full : readings.flat();
  return (name) => {
    // Some word is shared as it is: nearly all names are passed by without being read.
    const lower = plainText(name).toLowerCase();
    if (!words.some((word) => lower.includes(word))) return false;
    const names = readName(name);
    return readings.some((asked) => names.some((given) => isSameName(asked, given)));
  };
}

/** The words of a name, given names first: as it is written, and with capitals at either end taken for initials. */
function readName(name: string): string[][] {
  const straight = givenNameFirst(name);
  const readings = [wordsOf(straight)];
  const trailing = name.includes(',') ? null : TRAILING_INITIALS.exec(straight);
  if (trailing !== null) readings.push([...trailing[2]!.toLowerCase(), ...wordsOf(trailing[1]!)]);
  const leading = LEADING_INITIALS.exec(straight);
  if (leading !== null) readings.push([...leading[1]!.toLowerCase(), ...wordsOf(leading[2]!)]);
  return readings.filter((words) => words.length > 0);
}

function wordsOf(text: string): string[] {
  return foldText(text)
    .split(' ')
    .filter((word) => word !== '');
}

function isSameName(asked: readonly string[], name: readonly string[]): boolean {
  if (asked.length === 1) return name.length === 1 ? name[0] === asked[0] : name.indexOf(asked[0]!, 1) > 0;
  if (name.length === 1) return false;
  return isRunBehindFirst(asked, name) || agrees(asked, name) || agrees([...asked.slice(1), asked[0]!], name);
}

/** Family names of several words: `van der Maaten` in "Laurens van der Maaten". */
function isRunBehindFirst(asked: readonly string[], name: readonly string[]): boolean {
  for (let at = 1; at + asked.length <= name.length; at++)
    if (asked.every((word, i) => word === name[at + i])) return true;
  return false;
}

/** Family names equal, first given names alike, and the middle ones of the shorter list among those of the longer, in order. */
function agrees(asked: readonly string[], name: readonly string[]): boolean {
  if (asked.at(-1) !== name.at(-1) || !isAlike(asked[0]!, name[0]!)) return false;
  const middle = asked.slice(1, -1);
  const others = name.slice(1, -1);
  const [few, many] = middle.length <= others.length ? [middle, others] : [others, middle];
  let at = 0;
  for (const word of few) {
    while (at < many.length && !isAlike(word, many[at]!)) at++;
    if (at++ === many.length) return false;
  }
  return true;
}

/** Equal, or one the initial of the other. */
function isAlike(a: string, b: string): boolean {
  return a === b || ((a.length === 1 || b.length === 1) && a[0] === b[0]);
}
