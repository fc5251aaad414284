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
  return letters.length > limit ? `${letters.slice(0, limit).join('').trimEnd()}…` : letters.join('');
}
