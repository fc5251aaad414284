/** `short` stands for `long`: both as they are written. */
interface Definition {
  readonly short: string;
  readonly long: string;
}

/** Text in brackets, with up to this many characters before it to look in. */
const BRACKETED = /[([]([^()[\]]{2,120})[)\]]/gu;
const MAX_REACH = 200;
const SHORT = /^[\p{L}\p{N}](?:-?[\p{L}\p{M}\p{N}]){1,9}$/u;
/** Not a symbol but a word: the end of "LLM-based". */
const WORD_PART = /-\p{Ll}{3}/u;
/** A long form spans none of these. */
const PHRASE_END = /[.;:!?,]\s|[()[\]"“”\n]/gu;

/**
 * The abbreviations that a text defines, as `large language models (LLMs)` or `LLM (large language model)`. Linear in the text's
 * length.
 *
 * Source: A. S. Schwartz, M. A. Hearst, "A simple algorithm for identifying abbreviation definitions in biomedical text", 2003,
 * doi:10.1142/9789812776303_0042. Narrower than there in two ways: a short form has two capitals, or a capital and a digit, and a
 * reading by the first letters of words goes before one by any letters, so that `self-supervised learning (SSL)` is read whole.
 */
export function findDefinitions(text: string): Definition[] {
  const found: Definition[] = [];
  for (const match of text.matchAll(BRACKETED)) {
    const [inside, before] = withoutSharedEnd(
      match[1]!.split(/[,;]\s/u)[0]!.trim(),
      lastPhrase(text.slice(Math.max(0, match.index - MAX_REACH), match.index)),
    );
    if (isShort(inside)) {
      const long = matchLong(inside, before);
      if (long !== null) found.push({ short: inside, long });
      continue;
    }
    const short = /\S+$/u.exec(before)?.[0] ?? '';
    if (isShort(short) && matchLong(short, inside) === inside) found.push({ short, long: inside });
  }
  return found;
}

/** Of "embryonic stem cells (ES cells)" what is abbreviated: "ES" and "embryonic stem". */
function withoutSharedEnd(inside: string, before: string): [inside: string, before: string] {
  const [short, end, ...more] = inside.split(/\s+/u);
  const at = before.lastIndexOf(' ');
  const isShared =
    end !== undefined && more.length === 0 && before.slice(at + 1).toLowerCase() === end.toLowerCase();
  return isShared && at > 0 ? [short!, before.slice(0, at)] : [inside, before];
}

function lastPhrase(text: string): string {
  let start = 0;
  for (const end of text.matchAll(PHRASE_END)) start = end.index + 1;
  return text.slice(start).trim();
}

function isShort(text: string): boolean {
  const capitals = text.match(/\p{Lu}/gu)?.length ?? 0;
  return (
    SHORT.test(text) && !WORD_PART.test(text) && (capitals >= 2 || (capitals === 1 && /\p{N}/u.test(text)))
  );
}

/** The end of `before` that `short` stands for, or null. */
function matchLong(short: string, before: string): string | null {
  const letters = [
    ...short
      .replace(/(?<=\p{Lu})s$/u, '')
      .replaceAll('-', '')
      .toLowerCase(),
  ];
  if (letters.length < 2) return null;
  const most = Math.min(letters.length + 5, 2 * letters.length);
  const words = before.split(/\s+/u).slice(-most);
  if (words.some((word) => word.includes(short))) return null;
  const count = matchInitials(letters, words) ?? matchLetters(letters, words);
  if (count === null) return null;
  const long = words.slice(-count).join(' ');
  return long.length > short.length ? long : null;
}

/** Words from the end whose first letters are the short form; those of hyphened parts may count too, small words need not. */
function matchInitials(letters: readonly string[], words: readonly string[]): number | null {
  // What was tried in vain, so that "a-a a-a a-a…" takes no exponential time.
  const failed = new Set<number>();
  const match = (word: number, left: number): number | null => {
    const state = word * (letters.length + 1) + left;
    if (word < 0 || failed.has(state)) return null;
    failed.add(state);
    const parts = words[word]!.toLowerCase().split(/[-‐‑/]/u);
    // All parts first: "self-supervised" is SS rather than S.
    for (let taken = Math.min(parts.length, left); taken > 0; taken--) {
      if (!takesParts(parts, letters.slice(left - taken, left))) continue;
      if (left === taken) return words.length - word;
      const rest = match(word - 1, left - taken);
      if (rest !== null) return rest;
    }
    const isSmall = word < words.length - 1 && words[word]!.length <= 3;
    return isSmall ? match(word - 1, left) : null;
  };
  return match(words.length - 1, letters.length);
}

function takesParts(parts: readonly string[], letters: readonly string[]): boolean {
  let taken = 0;
  for (const [i, part] of parts.entries()) {
    if (taken < letters.length && part.startsWith(letters[taken]!)) taken++;
    else if (i === 0) return false;
  }
  return taken === letters.length;
}

/** Schwartz and Hearst's own reading: each letter anywhere, from the right; the first begins a word. */
function matchLetters(letters: readonly string[], words: readonly string[]): number | null {
  let word = words.length - 1;
  let at = words[word]?.length ?? 0;
  for (let i = letters.length - 1; i >= 0; i--) {
    do {
      at--;
      while (at < 0) {
        word--;
        if (word < 0) return null;
        at = words[word]!.length - 1;
      }
    } while (words[word]![at]!.toLowerCase() !== letters[i] || (i === 0 && at > 0));
  }
  return words.length - word;
}
