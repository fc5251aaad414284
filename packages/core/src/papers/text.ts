import type { Paper } from './paper.ts';

/**
 * Controls, soft hyphen, zero-width space, bidirectional overrides: nothing that a title or an abstract says. The classes
 * of controls are named through their Unicode category, less the white space among them, which is folded.
 */
const INVISIBLE = /(?:(?![\s\u0085])\p{Cc})|[\u00ad\u200b\u202a-\u202e\u2066-\u2069]/gu;
const WHITE_SPACE = /[\s\u0085]+/g;
/** Anything that {@link cleanText} may have to change: most texts in English hold none of it, and this is seen quickly. */
const MAY_BE_UNCLEAN = /[^ -~]| {2}|^ | $/;
const COMBINING_MARKS = /[\u0300-\u036f]/g;
const NOT_A_LETTER_OR_DIGIT = /[^\p{L}\p{M}\p{N}]+/gu;

/**
 * Text as Paper Atlas keeps it: one line, single spaces, no control or direction characters, no lone surrogates
 * (each becomes U+FFFD), Unicode NFC. Cleaning twice changes nothing.
 */
export function cleanText(text: string): string {
  if (!MAY_BE_UNCLEAN.test(text)) return text;
  return text.toWellFormed().replace(INVISIBLE, '').replace(WHITE_SPACE, ' ').trim().normalize('NFC');
}

/**
 * A title reduced to what tells two titles apart: letters and digits in lower case, accents of Latin, Greek and
 * Cyrillic letters dropped, all else one space. `Köln: A Study` and `koln – a study` are the same. Never empty
 * for a title that is not: one made of signs alone stays as it is.
 */
export function normalizeTitle(title: string): string {
  const normalized = title
    .normalize('NFKD')
    .replace(COMBINING_MARKS, '')
    .toLowerCase()
    .replace(NOT_A_LETTER_OR_DIGIT, ' ')
    .trim();
  return normalized === '' ? title.toLowerCase() : normalized;
}

/** The text of a paper that is embedded: title, one space, abstract; one of them alone when the other is missing. */
export function paperText({ title, abstract }: Pick<Paper, 'title' | 'abstract'>): string {
  return title === '' || abstract === '' ? `${title}${abstract}` : `${title} ${abstract}`;
}

/** Characters of an abstract that stand in for a missing title. */
const MAX_STAND_IN_LENGTH = 100;

/** What a paper is called in a list: its title; for one without, how its abstract begins, cut between words, with `…`. */
export function paperName({ title, abstract }: Pick<Paper, 'title' | 'abstract'>): string {
  if (title !== '' || abstract.length <= MAX_STAND_IN_LENGTH) return title || abstract;
  const cut = abstract.lastIndexOf(' ', MAX_STAND_IN_LENGTH);
  return `${abstract.slice(0, cut > 0 ? cut : MAX_STAND_IN_LENGTH).toWellFormed()}…`;
}
