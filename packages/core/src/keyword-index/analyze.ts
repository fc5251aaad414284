import { classAt, DENSE, DIGIT, LETTER, LOWER, MARK, UPPER, widthAt } from './character-classes.ts';
import type { Token } from './keyword-index.ts';
import { removeMarkup } from './markup.ts';
import { termOfCompound, termOfWord, type WordTerm } from './terms-of-words.ts';

/** Takes one token; the arguments are the fields of {@link Token}. */
export type TokenSink = (
  term: string,
  start: number,
  end: number,
  position: number,
  span: number,
  isStop: boolean,
) => void;

/** A compound of more parts is a formula, a sequence or a key: known by its parts alone. */
const MAX_PARTS = 8;

const SPACE = 0x20;
const POINT = 0x2e;
const COMMA = 0x2c;
const PLUS = 0x2b;
const HASH = 0x23;

/** Hyphens (not the dash, not the minus), the signs of sub- and superscripts in plain text, `&` as in "Q&A", apostrophes. */
const JOINERS: ReadonlySet<number> = new Set(Array.from("-‐‑–－_^&'’ʼ", (sign) => sign.charCodeAt(0)));
const APOSTROPHES: ReadonlySet<number> = new Set(Array.from("'’ʼ", (sign) => sign.charCodeAt(0)));

/**
 * The index terms of a text with their places: the one truth for what a word is, for papers and for queries.
 *
 * - A word is a run of letters and digits of any script, folded ({@link foldWord}) and stemmed ({@link stemWord}).
 * - `GPT-4`, `GPT4`, `k-NN`, `l_1`, `R&D`: where hyphens, such signs, digits or Greek letters part a word, its parts
 *   stand at positions of their own, and the whole (`gpt4`) covers them. So each spelling finds the others.
 * - `BERT's` is `bert`; `U.S.` is `us`; `C++` and `C#` keep their signs; `1,000` is `1000`; `3.5` stays.
 * - Chinese, Japanese, Korean, Thai, Lao, Khmer and Burmese: each two neighbouring characters are a term, since what a
 *   word is there differs from engine to engine (as Lucene's CJKBigramFilter).
 * - LaTeX and HTML: what is shown, not how ({@link removeMarkup}).
 *
 * Tokens are in the order of their start; the parts of a compound come before its whole. Linear in the text's length.
 */
export function analyze(text: string): Token[] {
  const tokens: Token[] = [];
  readTokens(text, (term, start, end, position, span, isStop) => {
    tokens.push({ term, start, end, position, span, isStop });
  });
  return tokens;
}

/** {@link analyze} without an object a token. */
export function readTokens(text: string, sink: TokenSink): void {
  const marked = removeMarkup(text);
  if (marked === null) {
    new Reader(text, sink).read();
    return;
  }
  const { places } = marked;
  const moved: TokenSink = (term, start, end, position, span, isStop) =>
    sink(term, places[start]!, places[end - 1]! + 1, position, span, isStop);
  new Reader(marked.text, moved).read();
}

/** Reads one text from its beginning to its end. */
class Reader {
  private readonly text: string;
  private readonly sink: TokenSink;
  private position = 0;
  private shouts: boolean | null = null;
  /** The parts of the present word: how many, where they begin and end, and whether the next is of the same run. */
  private parts = 0;
  private readonly starts: number[] = [];
  private readonly ends: number[] = [];
  private readonly glued: boolean[] = [];
  /** Whether each is in capitals throughout, and whether it is of a dense script. */
  private readonly capitals: boolean[] = [];
  private readonly dense: boolean[] = [];

  constructor(text: string, sink: TokenSink) {
    this.text = text;
    this.sink = sink;
  }

  read(): void {
    const { text } = this;
    let at = 0;
    while (at < text.length) {
      const kind = classAt(text, at);
      if (kind === 0 || kind === MARK) at++;
      else at = this.readWord(at);
    }
  }

  /** Reads a word of one or more parts; the answer is where to go on. */
  private readWord(start: number): number {
    const { text } = this;
    let at = this.readPlain(start);
    if (at > start) return at;
    at = this.readDotted(start);
    if (at > start) return at;
    this.parts = 0;
    for (;;) {
      at = this.readRun(at);
      const sign = text.charCodeAt(at);
      if (!JOINERS.has(sign)) break;
      const next = classAt(text, at + 1);
      if (next === 0 || next === MARK) break;
      if (APOSTROPHES.has(sign) && this.isPossessive(at)) {
        at += 2;
        break;
      }
      at++;
    }
    this.emitWord();
    return at;
  }

  /** Most words: English letters up to a space or a full stop. The answer is its end, or `start` when it is none. */
  private readPlain(start: number): number {
    const { text } = this;
    let at = start;
    let hasLower = false;
    for (; ; at++) {
      const code = text.charCodeAt(at);
      if (code >= 0x61 && code <= 0x7a) hasLower = true;
      else if (!(code >= 0x41 && code <= 0x5a)) {
        const isEnd = code === SPACE || code === COMMA || code === POINT || Number.isNaN(code);
        if (!isEnd || at < start + 2) return start;
        break;
      }
    }
    const written = text.slice(start, at);
    const { term, isStop } = termOfWord(written, !hasLower && this.isAbbreviation(written));
    this.sink(term, start, at, this.position++, 1, isStop);
    return at;
  }

  /** "U.S.", "e.g.": lone letters, each with its point, are one word. The answer is its end, or `start` when it is none. */
  private readDotted(start: number): number {
    const { text } = this;
    let letters = '';
    let at = start;
    while (isCased(classAt(text, at)) && text.charCodeAt(at + 1) === POINT) {
      letters += text[at];
      at += 2;
    }
    const last = isCased(classAt(text, at)) && classAt(text, at + 1) === 0;
    if (last && letters.length > 0) letters += text[at++];
    if (letters.length < 2 || (!last && classAt(text, at) !== 0)) return start;
    const { term, isStop } = termOfWord(letters, this.isAbbreviation(letters));
    this.sink(term, start, at, this.position++, 1, isStop);
    return at;
  }

  /** Reads letters and digits without a sign between them: a part each time the kind changes. */
  private readRun(start: number): number {
    const { text } = this;
    let at = start;
    let partStart = start;
    let kind = kindOf(classAt(text, start));
    let hasLower = false;
    for (;;) {
      const here = classAt(text, at);
      const hereKind = here === MARK ? kind : kindOf(here);
      if (hereKind !== kind) {
        if (kind === DIGIT && this.isWithinNumber(at)) {
          at++;
          continue;
        }
        at = this.addPart(partStart, at, kind, hasLower, hereKind !== 0);
        if (hereKind === 0) return at;
        partStart = at;
        kind = hereKind;
        hasLower = false;
      }
      if (here === LOWER) hasLower = true;
      at += here < MARK && at < text.length ? widthAt(text, at) : 1;
    }
  }

  /** "3.5" and "1,000,000". */
  private isWithinNumber(at: number): boolean {
    const { text } = this;
    const sign = text.charCodeAt(at);
    if (sign === POINT) return isAsciiDigit(text, at + 1);
    if (sign !== COMMA) return false;
    for (let i = 1; i <= 3; i++) if (!isAsciiDigit(text, at + i)) return false;
    return !isAsciiDigit(text, at + 4);
  }

  private addPart(start: number, end: number, kind: number, hasLower: boolean, isGlued: boolean): number {
    const to = !isGlued && kind === LETTER && end === start + 1 ? this.endOfLanguageName(end) : end;
    const part = this.parts++;
    this.starts[part] = start;
    this.ends[part] = to;
    this.glued[part] = isGlued;
    this.capitals[part] = kind === LETTER && !hasLower && end - start > 1;
    this.dense[part] = kind === DENSE;
    return to;
  }

  /** The signs of "C++" and "C#" belong to them. */
  private endOfLanguageName(end: number): number {
    const { text } = this;
    const sign = text.charCodeAt(end);
    const to = sign === HASH ? end + 1 : sign === PLUS && text.charCodeAt(end + 1) === PLUS ? end + 2 : end;
    return classAt(text, to) === 0 ? to : end;
  }

  private isPossessive(at: number): boolean {
    const code = this.text.charCodeAt(at + 1);
    return (code === 0x73 || code === 0x53) && classAt(this.text, at + 2) === 0;
  }

  private emitWord(): void {
    const { parts, position: first } = this;
    let isCompound = parts > 1 && parts <= MAX_PARTS;
    for (let part = 0; part < parts; part++) {
      if (this.dense[part]) {
        this.emitPairs(part);
        isCompound = false;
      } else this.emitPart(part);
    }
    if (!isCompound) return;
    // A run among others has its own whole too: "L1" of "L1-norm".
    let from = 0;
    for (let part = 0; part < parts; part++) {
      if (this.glued[part]) continue;
      if (part > from && part - from + 1 < parts) this.emitWhole(from, part, first);
      from = part + 1;
    }
    this.emitWhole(0, parts - 1, first);
  }

  private emitPart(part: number): void {
    const { term, isStop } = this.termOfPart(part);
    if (term !== '') this.sink(term, this.starts[part]!, this.ends[part]!, this.position, 1, isStop);
    this.position++;
  }

  private termOfPart(part: number): WordTerm {
    const start = this.starts[part]!;
    const written = this.text.slice(start, this.ends[part]!);
    // LaTeX's script l as plain text writes it: "ell_1".
    if (written === 'ell' && this.text[start + 3] === '_') return termOfWord('l', false);
    return termOfWord(written, this.capitals[part]! && this.isAbbreviation(written));
  }

  /** The parts `from` to `to`, both included, as one term, unless they are numbers alone: "2010-2020". */
  private emitWhole(from: number, to: number, first: number): void {
    const { text } = this;
    const written: string[] = [];
    let hasLetter = false;
    for (let part = from; part <= to; part++) {
      const word = text.slice(this.starts[part]!, this.ends[part]!);
      written.push(word === 'ell' && text[this.starts[part]! + 3] === '_' ? 'l' : word);
      hasLetter ||= classAt(text, this.starts[part]!) !== DIGIT;
    }
    const term = hasLetter ? termOfCompound(written) : '';
    if (term !== '') this.sink(term, this.starts[from]!, this.ends[to]!, first + from, to - from + 1, false);
  }

  /** Each two neighbours, or the only one. */
  private emitPairs(part: number): void {
    const { text } = this;
    const end = this.ends[part]!;
    let at = this.starts[part]!;
    let next = at + widthAt(text, at);
    do {
      const to = next < end ? next + widthAt(text, next) : next;
      const { term } = termOfWord(text.slice(at, to), false);
      if (term !== '') this.sink(term, at, to, this.position, 1, false);
      this.position++;
      at = next;
      next = to;
    } while (next < end);
  }

  /** Capitals say something where not all is in capitals, or where they stand alone. */
  private isAbbreviation(written: string): boolean {
    if (written !== written.toUpperCase()) return false;
    this.shouts ??= /\s/.test(this.text.trim()) && !/\p{Ll}/u.test(this.text);
    return !this.shouts;
  }
}

/** Letters with and without case are one kind: LETTER. */
function kindOf(characterClass: number): number {
  return characterClass === LOWER || characterClass === UPPER ? LETTER : characterClass;
}

function isCased(characterClass: number): boolean {
  return characterClass === LOWER || characterClass === UPPER;
}

function isAsciiDigit(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 0x30 && code <= 0x39;
}
