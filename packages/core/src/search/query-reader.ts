import { normalizeArxivId, normalizeDoi } from '../papers/identifiers.ts';
import type { TextValue } from './paper-filter.ts';
import { foldName, hasWords, QUERY_FIELDS, QUOTES, type QueryNote, type QueryPart } from './query-parts.ts';
import { looksLikeComparison, parseNumberRange, parseYears } from './query-values.ts';
import { suggestNames } from './suggestions.ts';

/** Notes of one query: a pasted page need not be explained word by word. */
const MAX_NOTES = 5;
/** Operators of one query: a pasted page may be full of quotes, and each is looked for in every paper. */
const MAX_OPERATORS = 200;
/** No column is asked for by a longer name. */
const MAX_NAME_LENGTH = 200;
/** Other spellings of the fields that one tries first. */
const ALIASES: Readonly<Record<string, string>> = {
  authors: 'author',
  categories: 'category',
  conference: 'venue',
  ids: 'id',
  journal: 'venue',
  titles: 'title',
  venues: 'venue',
  years: 'year',
};
/** Standing alone in capitals, it was meant as an operator elsewhere. */
const BOOLEAN_WORDS: Readonly<Record<string, string>> = {
  AND: 'AND is not needed: papers with more of the words come first',
  NOT: 'NOT is no operator here; to leave a word out write -word',
  OR: 'OR is not needed: papers with one of the words are found as well',
};
/** A minus and a number is a number: to leave one out, quote it. */
const NEGATIVE_NUMBER = /^-[.,]?\d[\d.,]*%?$/;
/** What a person would write before a colon to name a field: not a time, a ratio, an address, `C++:`. */
const NAME_LIKE = /^\p{L}[\p{L}\p{M}\p{N}_.-]{2,39}$/u;

/** A token: its text without an opening minus, and where it stands. */
interface Token {
  readonly at: number;
  readonly end: number;
  readonly isExcluded: boolean;
}

/** Cuts a query into parts, from left to right, in time linear in its length. */
export function readQuery(
  text: string,
  columns: readonly string[],
): { readonly parts: readonly QueryPart[]; readonly notes: readonly QueryNote[] } {
  return new QueryReader(text, columns).read();
}

class QueryReader {
  readonly #text: string;
  readonly #columns: readonly string[];
  readonly #columnsByFold = new Map<string, string[]>();
  readonly #lastQuote: number;
  readonly #parts: QueryPart[] = [];
  readonly #notes: QueryNote[] = [];
  #words: string[] = [];
  #operators = 0;

  constructor(text: string, columns: readonly string[]) {
    this.#text = text;
    this.#columns = columns;
    for (const column of columns) {
      if (foldName(column) === '') continue;
      const fold = foldName(column);
      this.#columnsByFold.set(fold, [...(this.#columnsByFold.get(fold) ?? []), column]);
    }
    this.#lastQuote = Math.max(...[...QUOTES].map((sign) => text.lastIndexOf(sign)));
  }

  read() {
    let at = 0;
    while (at < this.#text.length) at = /\s/.test(this.#text[at]!) ? at + 1 : this.#readToken(at);
    this.#endWords();
    return { parts: this.#parts, notes: this.#notes };
  }

  /** Reads what begins at `at`, where a word may begin, and gives its end. */
  #readToken(at: number): number {
    const isExcluded = /^-[^\s-]/.test(this.#text.slice(at, at + 2));
    const start = isExcluded ? at + 1 : at;
    if (this.#isQuote(start)) return this.#readPhrase(at, start, isExcluded);
    const end = this.#endOfToken(start);
    const token = { at, end, isExcluded };
    const field = this.#readField(token, start);
    if (field !== null) return field;
    this.#readWord(token, start);
    return end;
  }

  #readPhrase(at: number, open: number, isExcluded: boolean): number {
    const close = this.#closingQuote(open);
    if (close === -1) {
      this.#note(at, open + 1, 'this quote is not closed; what follows is searched as words');
      return open + 1;
    }
    const text = this.#text.slice(open + 1, close).trim();
    if (hasWords(text) && this.#hasRoom(at, close + 1)) this.#add({ kind: 'phrase', text, isExcluded });
    else if (text !== '') this.#words.push(text.replace(/\s+/g, ' '));
    return close + 1;
  }

  /** The end of a field with its value, or null when the token is none. */
  #readField({ at, end, isExcluded }: Token, start: number): number | null {
    const token = this.#text.slice(start, end);
    for (
      let colon = token.indexOf(':');
      colon > 0 && colon <= MAX_NAME_LENGTH;
      colon = token.indexOf(':', colon + 1)
    ) {
      const found = this.#findField(token.slice(0, colon));
      if (found === null) continue;
      const behind = start + colon + 1;
      const open = this.#text[behind] === '=' ? behind + 1 : behind;
      const value = this.#readValue(behind, end);
      const part = value === null ? null : toPart(found, value, isExcluded);
      if (value !== null && part !== null && typeof part !== 'string') {
        if (!this.#hasRoom(at, value.end)) {
          this.#words.push(this.#text.slice(at, value.end));
          return value.end;
        }
        this.#add(part);
        return value.end;
      }
      const name = token.slice(0, colon);
      this.#note(at, end, `${name}: ${part ?? this.#missingValue(name, found.name, open)}; taken as words`);
      if (!this.#isQuote(open)) return null;
      // What is quoted is read as a phrase.
      this.#words.push(`${name}:`);
      return this.#closingQuote(open) === -1 ? open + 1 : open;
    }
    this.#noteUnknown(at, end, token);
    return null;
  }

  #missingValue(written: string, field: string, at: number): string {
    if (this.#isQuote(at) && this.#closingQuote(at) === -1) return 'has a quote that is not closed';
    return `needs its value right behind the colon, as in ${EXAMPLES[field] ?? `${written}:word`}`;
  }

  #findField(name: string): { readonly name: string; readonly isColumn: boolean } | null {
    const lower = name.toLowerCase();
    if ((QUERY_FIELDS as readonly string[]).includes(lower)) return { name: lower, isColumn: false };
    if (this.#columns.includes(name)) return { name, isColumn: true };
    const alike = name.startsWith('-') ? [] : (this.#columnsByFold.get(foldName(name)) ?? []);
    if (alike.length === 1) return { name: alike[0]!, isColumn: true };
    if (lower === 'doi' || lower === 'arxiv') return { name: lower, isColumn: false };
    return Object.hasOwn(ALIASES, lower) ? { name: ALIASES[lower]!, isColumn: false } : null;
  }

  /** The value that begins right behind the colon; null when there is none. */
  #readValue(at: number, end: number): Value | null {
    const isWhole = this.#text[at] === '=';
    const start = isWhole ? at + 1 : at;
    if (this.#isQuote(start)) {
      const close = this.#closingQuote(start);
      const text = this.#text.slice(start + 1, close).trim();
      return close !== -1 && hasWords(text) ? { text, isWhole, isQuoted: true, end: close + 1 } : null;
    }
    const text = this.#text.slice(start, end);
    return hasWords(text) ? { text, isWhole, isQuoted: false, end } : null;
  }

  #readWord({ at, end, isExcluded }: Token, start: number): void {
    const whole = this.#text.slice(at, end);
    const text = this.#text.slice(start, end);
    if (isExcluded && hasWords(text) && !NEGATIVE_NUMBER.test(whole) && this.#hasRoom(at, end)) {
      this.#add({ kind: 'without', text });
      return;
    }
    this.#words.push(whole);
    const meant = Object.hasOwn(BOOLEAN_WORDS, whole) ? BOOLEAN_WORDS[whole]! : null;
    if (meant !== null && /\p{Ll}/u.test(this.#text)) this.#note(at, end, meant);
  }

  /** `foo:bar` with no such column: a title may hold that too, so a note and no more. */
  #noteUnknown(at: number, end: number, token: string): void {
    const colon = token.indexOf(':');
    const name = token.slice(0, Math.max(0, colon));
    const value = token.slice(colon + 1);
    if (this.#notes.length >= MAX_NOTES || !NAME_LIKE.test(name) || !/^[<>=\p{L}\p{N}"“]/u.test(value))
      return;
    const names = [...QUERY_FIELDS, ...this.#columns];
    const nearest = suggestNames(name, names, 1)[0];
    // `DNA:RNA` is no slip of the pen.
    if (nearest === undefined && name !== name.toLowerCase()) return;
    const hint =
      nearest === undefined ? '' : `; did you mean ${names[nearest]!.replace(/\s+/g, '-')}:${value}?`;
    this.#note(at, end, `${name}: is no field of these papers; taken as words${hint}`);
  }

  /** Whether one more operator is read as one; the first that is not gets a note. */
  #hasRoom(at: number, end: number): boolean {
    if (this.#operators < MAX_OPERATORS) return true;
    if (this.#operators++ === MAX_OPERATORS)
      this.#note(
        at,
        end,
        `more than ${MAX_OPERATORS} operators; this one and those behind it are taken as words`,
      );
    return false;
  }

  #add(part: QueryPart): void {
    this.#operators++;
    this.#endWords();
    this.#parts.push(part);
  }

  #endWords(): void {
    if (this.#words.length > 0) this.#parts.push({ kind: 'words', text: this.#words.join(' ') });
    this.#words = [];
  }

  #note(at: number, end: number, message: string): void {
    if (this.#notes.length < MAX_NOTES) this.#notes.push({ at, length: end - at, message });
  }

  #isQuote(at: number): boolean {
    return at < this.#text.length && QUOTES.includes(this.#text[at]!);
  }

  /** The next quote behind an opening one, or -1. */
  #closingQuote(open: number): number {
    if (open >= this.#lastQuote) return -1;
    let at = open + 1;
    while (!this.#isQuote(at)) at++;
    return at;
  }

  #endOfToken(at: number): number {
    let end = at;
    while (end < this.#text.length && !/\s/.test(this.#text[end]!)) end++;
    return end;
  }
}

interface Value {
  readonly text: string;
  /** Written with `=`: the whole field. */
  readonly isWhole: boolean;
  readonly isQuoted: boolean;
  readonly end: number;
}

const EXAMPLES: Readonly<Record<string, string>> = {
  author: 'author:Hinton',
  category: 'category:cs.CL',
  has: 'has:abstract',
  title: 'title:graph',
  venue: 'venue:ICML',
  year: 'year:2020..2023',
};

/** The part that a field and its value are, or in words why they are none. */
function toPart(
  field: { readonly name: string; readonly isColumn: boolean },
  { text, isWhole, isQuoted }: Value,
  isExcluded: boolean,
): QueryPart | string {
  const value: TextValue = isWhole ? { is: text } : text;
  if (field.isColumn) {
    const range = isQuoted || isWhole ? null : parseNumberRange(text);
    if (range === null && !isQuoted && !isWhole && looksLikeComparison(text))
      return `can be compared with numbers only, as in ${field.name.replace(/\s+/g, '-')}:>100`;
    return { kind: 'column', column: field.name, value: range ?? value, isExcluded };
  }
  if (field.name === 'year') {
    const years = parseYears(text);
    if (years !== null) return { kind: 'year', value: years, isExcluded };
    return `knows years of four digits and ranges, as in ${EXAMPLES['year']} or year:>2019`;
  }
  if (field.name === 'has' && text.toLowerCase() !== 'abstract') return 'knows has:abstract only';
  if (field.name === 'has') return { kind: 'field', field: 'has', value: 'abstract', isExcluded };
  if (field.name === 'doi' || field.name === 'arxiv') {
    const id = field.name === 'doi' ? normalizeDoi(text) : normalizeArxivId(text);
    if (id === null) return `is followed by no ${field.name === 'doi' ? 'DOI' : 'arXiv id'}`;
    return { kind: 'field', field: 'id', value: `${field.name}:${id}`, isExcluded };
  }
  if (field.name === 'id') return { kind: 'field', field: 'id', value: text, isExcluded };
  return { kind: 'field', field: field.name as 'author' | 'category' | 'title' | 'venue', value, isExcluded };
}
