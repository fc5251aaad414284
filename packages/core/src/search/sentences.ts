/** One sentence and its place: `text` is the source from `start` to `end`, in UTF-16 units, without space at its ends. */
export interface Sentence {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Of a longer text only the beginning is cut into sentences: an abstract has 1,000 to 3,000 characters. */
const MAX_LENGTH = 30_000;
const MAX_SENTENCES = 100;
/** Units before and after a stop that tell whether a sentence ends there. */
const TAIL = 24;

/** After these a sentence goes on, whatever follows. */
const ALWAYS_GOES_ON =
  /(?:^|[\s([{"'“])(?:e\.\s?g|i\.\s?e|cf|viz|vs|resp|approx|ca|figs?|eqn?s?|secs?|sect|tabs?|refs?|thms?|props?|defs?|algs?|chs?|chap|app|vol|pp|eds?|drs?|profs?|mrs?|ms|st|incl|esp|a\.k\.a|w\.r\.t|s\.t)\.$/iu;
/** After these it goes on unless the next word is one that opens sentences: initials, places, `Smith et al. We…`. */
const OFTEN_GOES_ON = /(?:^|[\s([{"'“.-])(?:al|i\.i\.d|\p{Lu}|\p{Lu}\.\p{Lu}|Ph\.D|jr|sr|inc|univ|dept)\.$/u;
/** `No. 3`, `p = 0. 05`, `Sec 2. 1`: a number cut at its own stop. */
const MEETS_A_DIGIT = /(?:^|[\s(=<>≤≥~±+-])(?:[Nn]os?|\d{1,2})\.$/u;
/** `(why did you lie?) to elicit`: a question inside a sentence. */
const ASKED_WITHIN = /[?!][)\]"'”’]+$/u;
const OPENER =
  /^(?:We|Our|The|This|These|That|Those|It|Its|In|On|At|To|For|From|By|With|As|And|But|However|Here|Hence|Thus|Moreover|Furthermore|Finally|Additionally|Although|While|When|If|Since|There|They|Their|Such|Results?|Both|Experiments?|Recent|Many|Most|Using)\b/u;
const TWO_LETTERS = /\p{L}\p{M}*\p{L}/u;
/** A stop without the space after it, as in pasted abstracts: `the outcome.As a result`. */
const LOST_SPACE = /(?<=(?:^|[\s(])[\p{L}-]*\p{Ll}{2}[.?!])(?=\p{Lu}\p{Ll}*[\s,])/gu;
/** Where no sentence ends: `$x. Y$`, `\( … \)`, `\[ … \]`, `( … )`. Pandoc's rule tells formulas from prices. */
const INSIDE =
  /(?<!\\)\$(?!\s)[^$]{1,300}?(?<![\s\\])\$(?!\d)|\\\(.{1,300}?\\\)|\\\[.{1,300}?\\\]|\([^()]{1,300}\)/gu;

let segmenter: Intl.Segmenter | undefined;

/**
 * Cuts a text into sentences: by the platform's own rules (Unicode UAX 29), mended where they break research prose: at
 * abbreviations (`e.g.`, `et al.`, `Fig. 3`, `U.S.`), initials, numbers cut in two, formulas and brackets, and where
 * the space after a stop is lost. In order, without overlap; only white space is left out.
 * Of a text longer than 30,000 units the first 30,000 are looked at, and at most 100 sentences are given.
 */
export function splitSentences(text: string): Sentence[] {
  const source = shorten(text).replace(/\s/g, ' ');
  segmenter ??= new Intl.Segmenter('en', { granularity: 'sentence' });
  const breaks: number[] = [];
  for (const { index } of segmenter.segment(source)) breaks.push(index);
  for (const { index } of source.matchAll(LOST_SPACE)) breaks.push(index);
  const inside = Array.from(
    source.matchAll(INSIDE),
    ({ index, 0: span }) => [index, index + span.length] as const,
  );
  const sentences: Sentence[] = [];
  const ends = [...new Set(breaks)].filter((at) => at > 0 && !isWithin(inside, at)).sort((a, b) => a - b);
  let start = 0;
  let last = 0;
  let hasWord = false;
  for (const end of [...ends, source.length]) {
    // Only what is new is looked at: a text of initials alone would be read again and again.
    hasWord ||= TWO_LETTERS.test(source.slice(last, end));
    last = end;
    if (end < source.length && (!hasWord || goesOn(source, start, end))) continue;
    const from = skipSpace(source, start, end);
    const to = from + source.slice(from, end).trimEnd().length;
    start = end;
    if (from === to) continue;
    const before = sentences.at(-1);
    // What is no sentence and has none after it ends the one before.
    if (before !== undefined && !hasWord)
      sentences[sentences.length - 1] = { text: text.slice(before.start, to), start: before.start, end: to };
    else sentences.push({ text: text.slice(from, to), start: from, end: to });
    hasWord = false;
    if (sentences.length === MAX_SENTENCES) break;
  }
  return sentences;
}

/** Whether the stop before `end` ends no sentence. */
function goesOn(source: string, start: number, end: number): boolean {
  const before = source.slice(Math.max(start, end - TAIL), end).trimEnd();
  const next = source.slice(end, end + TAIL).trimStart();
  if (ALWAYS_GOES_ON.test(before) || (ASKED_WITHIN.test(before) && /^\p{Ll}/u.test(next))) return true;
  if (OFTEN_GOES_ON.test(before)) return !OPENER.test(next);
  return MEETS_A_DIGIT.test(before) && /^\d/.test(next);
}

function skipSpace(source: string, start: number, end: number): number {
  let at = start;
  while (at < end && source[at] === ' ') at++;
  return at;
}

function isWithin(spans: readonly (readonly [number, number])[], at: number): boolean {
  return spans.some(([from, to]) => at > from && at < to);
}

/** The first {@link MAX_LENGTH} units, ended where a word ends. */
function shorten(text: string): string {
  if (text.length <= MAX_LENGTH) return text;
  const space = text.slice(0, MAX_LENGTH).search(/\s\S*$/);
  return text.slice(0, space > MAX_LENGTH / 2 ? space : MAX_LENGTH);
}
