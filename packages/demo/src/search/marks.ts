import { askedWordsOf, foldText, isCommon, singularOf } from './words.ts';

/** A piece of text, marked when a word of the query stands there. Pieces joined are the text. */
export interface Piece {
  readonly text: string;
  readonly isMarked: boolean;
}

/** Between two sentences. */
const GAP = /(?<=[.!?])\s+/u;
/** Only the beginning of a long text is searched for a sentence. */
const MAX_TEXT = 6000;

/** The words of a query that are worth marking; plural or not; the last as the beginning of any word. */
function tellingWords(query: string): {
  readonly whole: ReadonlySet<string>;
  readonly prefix: string | null;
} {
  const { whole, prefix } = askedWordsOf(query);
  const words = prefix === null ? whole : [...whole, singularOf(prefix)];
  const isLong = prefix !== null && prefix.length >= 3 && !isCommon(prefix);
  return { whole: new Set(words.filter((word) => !isCommon(word))), prefix: isLong ? prefix : null };
}

/** The text in pieces, with the words of the query marked. */
export function markWords(text: string, query: string): Piece[] {
  const { whole, prefix } = tellingWords(query);
  const isAsked = (word: string) => whole.has(singularOf(word));
  const pieces: Piece[] = [];
  let end = 0;
  for (const match of text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)) {
    const word = foldText(match[0]);
    if (!isAsked(word) && !(prefix !== null && word.startsWith(prefix))) continue;
    if (match.index > end) pieces.push({ text: text.slice(end, match.index), isMarked: false });
    end = match.index + match[0].length;
    pieces.push({ text: match[0], isMarked: true });
  }
  if (end < text.length) pieces.push({ text: text.slice(end), isMarked: false });
  return pieces;
}

/** The sentence of a text with most words of the query; the first one when none has any. */
export function bestSentence(text: string, query: string): string {
  const sentences = text.slice(0, MAX_TEXT).split(GAP);
  let best = sentences[0] ?? '';
  let most = 0;
  for (const sentence of sentences) {
    const marked = new Set(
      markWords(sentence, query).flatMap(({ text: word, isMarked }) => (isMarked ? [foldText(word)] : [])),
    );
    if (marked.size > most) {
      best = sentence;
      most = marked.size;
    }
  }
  return best.trim();
}
