/**
 * A text from outside as one line of at most `limit` characters, cut with an ellipsis; white space and control characters
 * become single spaces, lone surrogates the replacement character.
 */
export function shortText(text: string, limit: number): string {
  const line = text
    .slice(0, 4 * limit)
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
  const letters = [...line.toWellFormed()];
  return letters.length > limit ? cutAtWord(letters, limit) : letters.join('');
}

/** So much of what could stay may be given up for a whole word at the end. */
const MAX_LOST = 0.25;

/** The first of these letters with an ellipsis, up to the end of a word where one is near. */
export function cutAtWord(letters: readonly string[], kept: number): string {
  const end = letters[kept] === ' ' ? kept : letters.lastIndexOf(' ', kept - 1);
  const isNear = end >= kept * (1 - MAX_LOST);
  return `${letters
    .slice(0, isNear ? end : kept)
    .join('')
    .trimEnd()}…`;
}
