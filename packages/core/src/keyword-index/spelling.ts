import { isAscii } from './fold.ts';
import { findTerm, type Postings } from './postings.ts';
import { stemWord } from './stemming.ts';

/** Shorter words have too many neighbours to guess which is meant. */
const MIN_LENGTH = 4;
/** Longer ones are sequences and keys. */
const MAX_LENGTH = 32;
const MAX_CORRECTIONS = 3;
/** A candidate that stands in less than this share of the rows of the most frequent one is not meant. */
const MIN_SHARE = 0.2;

const LATIN = 'abcdefghijklmnopqrstuvwxyz';
/** Alphabets lie in blocks of this many codes or fewer. */
const BLOCK = 0x80;
const END_OF_ALPHABETS = 0x1100;

/** What a misspelt word may mean. */
export interface Correction {
  /** Position in the index. */
  readonly term: number;
  /** As it would be written, folded: within one edit of what was. */
  readonly word: string;
}

/**
 * The terms that a misspelt word most likely means: of words within one edit (a letter too many, too few, another, or
 * two exchanged: Damerau, doi:10.1145/363958.363994) whose stem is in the index, those that keep the first letter,
 * which is rarely mistyped (Pollock and Zamora, doi:10.1145/358027.358048), or the others if there is none; the most
 * frequent, since a common word is meant more often than a rare one, and up to two more that come near it. None for a
 * word of up to three letters or one with digits.
 *
 * @param word folded, not stemmed
 * @returns the most frequent first
 */
export function correctWord(word: string, { terms, starts }: Postings): Correction[] {
  if (word.length < MIN_LENGTH || word.length > MAX_LENGTH || !/^\p{L}+$/u.test(word)) return [];
  const alphabet = alphabetOf(word);
  if (alphabet === '') return [];
  const rowsOf = (term: number): number => starts[term + 1]! - starts[term]!;
  /** Each with the first word that leads to it. */
  const keeping = new Map<number, string>();
  const changing = new Map<number, string>();
  for (const candidate of editsOf(word, alphabet)) {
    const term = findTerm(terms, stemWord(candidate));
    const found = candidate[0] === word[0] ? keeping : changing;
    if (term >= 0 && !found.has(term)) found.set(term, candidate);
  }
  const candidates = Array.from(keeping.size > 0 ? keeping : changing, ([term, written]) => ({
    term,
    word: written,
  })).sort((a, b) => rowsOf(b.term) - rowsOf(a.term) || a.term - b.term);
  const [best] = candidates;
  if (best === undefined) return [];
  return candidates
    .slice(0, MAX_CORRECTIONS)
    .filter(({ term }) => rowsOf(term) >= MIN_SHARE * rowsOf(best.term));
}

/** Letters that the word may be short of; none for scripts without an alphabet. */
function alphabetOf(word: string): string {
  if (isAscii(word)) return LATIN;
  const code = word.charCodeAt(0);
  if (code >= END_OF_ALPHABETS) return '';
  const from = code - (code % BLOCK);
  const letters = Array.from({ length: BLOCK }, (_, i) => String.fromCharCode(from + i));
  return letters.filter((letter) => /\p{Ll}|\p{Lo}/u.test(letter)).join('');
}

/** Every word at one edit from `word`; some stand twice. */
function* editsOf(word: string, alphabet: string): Generator<string> {
  for (let at = 0; at <= word.length; at++) {
    const before = word.slice(0, at);
    const after = word.slice(at);
    const rest = after.slice(1);
    if (after !== '') yield before + rest;
    if (after.length > 1) yield before + after[1]! + after[0]! + after.slice(2);
    for (const letter of alphabet) {
      yield before + letter + after;
      if (after !== '') yield before + letter + rest;
    }
  }
}
