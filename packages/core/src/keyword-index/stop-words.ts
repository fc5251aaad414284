import { eng } from 'stopword';

/** What the kept list lacks of an abstract's usual fillers: "e.g.", "i.e.", "etc." and the apostrophe's leavings. */
const ABBREVIATIONS = ['eg', 'ie', 'etc'];

/** Forms and fellows of words that the list has (do, have, it, our, them, how), which a question is full of. */
const FORMS = 'does doing done having its itself us ours theirs themselves whom whose why'.split(' ');

const STOP_WORDS: ReadonlySet<string> = new Set([...eng, ...ABBREVIATIONS, ...FORMS]);

/** True for an English word that papers of every subject hold: "of", "the", "with". In lower case, not stemmed. */
export function isStopWord(word: string): boolean {
  return STOP_WORDS.has(word);
}
