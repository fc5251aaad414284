/** What a character is to the analysis; 0 for all that parts words. */
export const LOWER = 1;
export const UPPER = 2;
/** A letter of a script without case. */
export const LETTER = 3;
export const DIGIT = 4;
const GREEK = 5;
/** A letter of a script that writes no spaces, or whose words are found better in pieces. */
export const DENSE = 6;
/** Stands within words and says nothing alone: accents, soft hyphens, joiners. */
export const MARK = 7;

const INVISIBLE = /[\u00ad\u200b-\u200d\u2060\ufeff]/;
/** The micro sign is of no script, and meant as the Greek letter. */
const GREEK_LETTER = /[\p{Script=Greek}\u00b5]/u;
const DENSE_LETTER =
  /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/** The letter apostrophe is read as an apostrophe; the sign for infinity as a letter, since norms are called by it. */
const LETTER_APOSTROPHE = 0x2bc;
const INFINITY = 0x221e;

function classify(codePoint: number): number {
  if (codePoint === LETTER_APOSTROPHE) return 0;
  if (codePoint === INFINITY) return LETTER;
  const character = String.fromCodePoint(codePoint);
  if (INVISIBLE.test(character) || /\p{M}/u.test(character)) return MARK;
  if (/\p{N}/u.test(character)) return DIGIT;
  if (/\p{L}/u.test(character)) {
    if (GREEK_LETTER.test(character)) return GREEK;
    if (DENSE_LETTER.test(character)) return DENSE;
    if (/\p{Lu}|\p{Lt}/u.test(character)) return UPPER;
    return /\p{Ll}/u.test(character) ? LOWER : LETTER;
  }
  return 0;
}

const UNKNOWN = 255;
const classes = new Uint8Array(0x1_0000).fill(UNKNOWN);
for (let code = 0xd800; code < 0xe000; code++) classes[code] = 0;
for (let code = 0; code < 128; code++) classes[code] = classify(code);

/** The class of the character at `at`; 0 beyond the end and for lone surrogates. */
export function classAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (code < 128) return classes[code]!;
  if (code >= 0xd800 && code < 0xe000) return text.codePointAt(at)! > 0xffff ? classOfPair(text, at) : 0;
  if (!(code >= 0)) return 0;
  const known = classes[code]!;
  if (known !== UNKNOWN) return known;
  const found = classify(code);
  classes[code] = found;
  return found;
}

function classOfPair(text: string, at: number): number {
  return classify(text.codePointAt(at)!);
}

/** Code units of the character at `at`. */
export function widthAt(text: string, at: number): 1 | 2 {
  const code = text.charCodeAt(at);
  return code >= 0xd800 && code < 0xdc00 && text.codePointAt(at)! > 0xffff ? 2 : 1;
}
