import { eng } from 'stopword';

/** What the kept list lacks of an abstract's usual fillers: "e.g.", "i.e.", "etc." and the apostrophe's leavings. */
const ABBREVIATIONS = ['eg', 'ie', 'etc'];

const STOP_WORDS: ReadonlySet<string> = new Set([...eng, ...ABBREVIATIONS]);

/** True for an English word that papers of every subject hold: "of", "the", "with". In lower case, not stemmed. */
export function isStopWord(word: string): boolean {
  return STOP_WORDS.has(word);
}
