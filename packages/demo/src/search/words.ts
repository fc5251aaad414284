/** Folds case, accents and compatibility forms, so that `Naïve` is found by `naive`. */
export function foldText(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

/** A word without the `s` of its plural, so that `rationale` finds `rationales`, and the other way round. */
export function singularOf(word: string): string {
  return word.length > 3 && word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word;
}

/** Runs of letters and digits. */
export function wordsOf(text: string): string[] {
  return foldText(text).match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** Words that stand everywhere: to find or to mark them would say nothing. */
const COMMON = new Set(
  `a about am an and any are as at be been being but by can could did do does doing for from had has have having how i if in
  into is it its just may me might more most must my no not of on one or our really should so some such than that the their
  them then there these they this those to us very was we were what when where whether which who whom whose why will with
  would yes you your`.split(/\s+/),
);

/** What a query asks for. */
export interface AskedWords {
  /** In the singular, each once. */
  readonly whole: readonly string[];
  /** The last word, not yet in the singular, which may be the beginning of one; null when it has been left out. */
  readonly prefix: string | null;
}

/** The words of a query without the common ones; a query of nothing but common words asks for these. */
export function askedWordsOf(query: string): AskedWords {
  const all = wordsOf(query);
  const telling = all.some((word) => !COMMON.has(word)) ? all.filter((word) => !COMMON.has(word)) : all;
  const last = all.at(-1);
  const prefix = last !== undefined && telling.includes(last) ? last : null;
  const finished = prefix === null ? telling : telling.slice(0, -1);
  return { whole: [...new Set(finished.map(singularOf))], prefix };
}

/** True for a word that stands everywhere, folded. */
export function isCommon(word: string): boolean {
  return COMMON.has(word);
}
