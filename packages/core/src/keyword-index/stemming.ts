import { stemmer } from 'stemmer';

const ENGLISH = /^[a-z]+$/;

/** The stem of an English word by Porter's algorithm, doi:10.1108/eb046814. In lower case, whatever the word's. */
export function stemEnglish(word: string): string {
  return stemmer(word);
}

/**
 * The stem of a word in lower case; one with anything but English letters is its own. Porter's rules go by syllables,
 * so that an abbreviation stays whole but for its plural: `gans` and `gan`, `iclr`.
 */
export function stemWord(word: string): string {
  return ENGLISH.test(word) ? stemmer(word) : word;
}
