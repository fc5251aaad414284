import { foldWord, spellGreek } from './fold.ts';
import { stemWord } from './stemming.ts';
import { isStopWord } from './stop-words.ts';

/** What the index knows a word by. */
export interface WordTerm {
  readonly term: string;
  readonly isStop: boolean;
}

/** Longer words are known by their beginning. */
const MAX_TERM_LENGTH = 64;
/** An abbreviation in capitals whose S is no plural: AIDS, GPS, SARS, CMOS. */
const MAX_S_ABBREVIATION = 5;
/** Words repeat: this many hold nearly all of a text, and take a few megabytes. */
const MAX_KNOWN = 50_000;

const known = new Map<string, WordTerm>();
const knownCapitals = new Map<string, WordTerm>();

/**
 * The term of a word as it is written. In capitals (while the text around is not) it is an abbreviation: never a stop
 * word (WHO, IT), and an S at the end of a short one stays (`gps`, beside `gp` of "GPs").
 */
export function termOfWord(written: string, isInCapitals: boolean): WordTerm {
  const table = isInCapitals ? knownCapitals : known;
  const found = table.get(written);
  if (found !== undefined) return found;
  const folded = spellGreek(foldWord(written));
  const isStop = !isInCapitals && isStopWord(folded);
  const isKept = isStop || (isInCapitals && isKeptAbbreviation(folded));
  const made = { term: shorten(isKept ? folded : stemWord(folded)), isStop };
  if (table.size >= MAX_KNOWN) table.clear();
  table.set(written, made);
  return made;
}

/** The term of a compound, from its parts as they are written: "GPT", "4". */
export function termOfCompound(parts: readonly string[]): string {
  return shorten(stemWord(parts.map((part) => spellGreek(foldWord(part))).join('')));
}

/** True for a folded word that in capitals is known with its S, and in small letters without. */
export function isKeptAbbreviation(folded: string): boolean {
  return folded.length <= MAX_S_ABBREVIATION && folded.endsWith('s') && !folded.endsWith('ss');
}

function shorten(term: string): string {
  return term.length <= MAX_TERM_LENGTH ? term : term.slice(0, MAX_TERM_LENGTH).toWellFormed();
}
