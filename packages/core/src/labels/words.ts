/** One word of a text as it is written: `LLMs`, `chain-of-thought`, `β-catenin`. */
export interface Word {
  readonly text: string;
  /** True when nothing but white space stands between this word and the one before. */
  readonly follows: boolean;
  /** True at the start of a text or sentence, where a capital letter says nothing. */
  readonly opens: boolean;
}

/** Longer strings of letters are no words: sequences, keys, broken text. */
const MAX_WORD_LENGTH = 40;
const NOT_TEXT =
  /<\/?[a-z][^<>]{0,200}>|&(?:[a-z]{2,8}|#\d{1,6});|\$[^$\n]{1,200}\$|(?:https?:\/\/|www\.)\S+|\\[a-z]+|\(cid:\d+\)/giu;
const WORD = /[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:[-‐‑'’][\p{L}\p{N}][\p{L}\p{M}\p{N}]*)*/gu;

/**
 * The words of a text in order, with hyphens within them; possessives are cut, contractions left out. Markup, formulas, addresses and
 * the glyph numbers of broken PDF text are left out, and so are numbers: each parts its neighbours. Linear in the text's length.
 */
export function readWords(text: string): Word[] {
  const clean = text.replace(NOT_TEXT, ' ; ');
  const words: Word[] = [];
  let end = 0;
  let parted = true;
  let opens = true;
  for (const match of clean.matchAll(WORD)) {
    const found = match[0];
    const gap = clean.slice(end, match.index);
    end = match.index + found.length;
    // Nearly every gap is one space, and nearly every word is plain: the rest is worth its price only where needed.
    if (gap !== ' ') {
      if (/\S/u.test(gap)) parted = true;
      if (/[.!?:;\n]/u.test(gap)) opens = true;
    }
    const written = /['’‐‑]/u.test(found) ? found.replace(/['’]s?$/u, '').replace(/[‐‑]/gu, '-') : found;
    if (written.length > MAX_WORD_LENGTH || !/\p{L}/u.test(written) || /['’]/u.test(written)) {
      parted = true;
      continue;
    }
    words.push({ text: written, follows: !parted, opens });
    parted = false;
    opens = false;
  }
  return words;
}
