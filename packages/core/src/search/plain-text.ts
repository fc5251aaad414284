import { removeMarkup } from '../keyword-index/markup.ts';

const ACCENTS = /[\u0300-\u036f]/g;
/** Dashes, quotes and the like part words as they are. */
const NOT_PLAIN = /[^ -~\u2010-\u2027\u2212]|[\\{}<&]/;
const NOT_PLAIN_LETTERS = /[^ -~\u2010-\u2027\u2212]/;

/** Text without accents and markup. Nearly all abstracts are plain already and are given back as they are, without a copy. */
export function plainText(text: string): string {
  if (!NOT_PLAIN.test(text)) return text;
  const shown = removeMarkup(text)?.text ?? text;
  return NOT_PLAIN_LETTERS.test(shown) ? shown.normalize('NFKD').replace(ACCENTS, '') : shown;
}
