import { analyze } from './analyze.ts';
import { classAt, DENSE, widthAt } from './character-classes.ts';
import { completeWord } from './completions.ts';
import { foldWord, spellGreek } from './fold.ts';
import type { KeywordQuery, QueryTerm, Token } from './keyword-index.ts';
import { findTerm, type Postings } from './postings.ts';
import { correctWord } from './spelling.ts';
import { isKeptAbbreviation } from './terms-of-words.ts';

/** Positions of terms in the index that count as one word. */
type Synonyms = readonly number[];

/** A word of a query, ready to be scored. */
export interface QueryWord {
  readonly term: Omit<QueryTerm, 'idf'>;
  /** How often it stands in the query. */
  readonly weight: number;
  /** Ways to read it; of each, the scores of its synonyms are summed. None when the word is missing. */
  readonly readings: readonly (readonly Synonyms[])[];
}

/** A word of the query before the index is asked: a single token, or a compound's. */
interface AskedWord {
  /** The parts in their order, then what covers several of them. */
  readonly tokens: readonly Token[];
  weight: number;
}

/** What an index knows of one term of the query. */
interface Lookup {
  readonly kind: QueryTerm['kind'];
  /** All that it stands for; empty when missing. */
  readonly all: Synonyms;
  /** Of a prefix, the word alone when it is one: where it stands it outranks what else it may become. */
  readonly exact: Synonyms | null;
  /** Of a corrected word what it was taken for, as it would be written. */
  readonly instead: readonly string[];
}

/** How a query's tokens are looked up. */
interface Lookups {
  readonly postings: Postings;
  readonly text: string;
  readonly corrects: boolean;
  readonly isPrefix: boolean;
}

/** The different words of a query in its order, looked up. */
export function readQuery(query: KeywordQuery, postings: Postings): QueryWord[] {
  const { text, isPrefix = false, corrects = true } = query;
  const lookups = { postings, text, corrects, isPrefix };
  const tokens = analyze(text);
  const hasContent = tokens.some((token) => !token.isStop || isBeginning(token, lookups));
  const words = new Map<string, AskedWord>();
  for (const group of groupTokens(tokens)) {
    const counted = group.filter((token) => !hasContent || !token.isStop || isBeginning(token, lookups));
    if (counted.length === 0) continue;
    const isOpen = counted.some((token) => isBeginning(token, lookups));
    const key = counted.map(({ term, span }) => `${span} ${term}`).join(' + ') + (isOpen ? ' …' : '');
    const known = words.get(key);
    if (known === undefined) words.set(key, { tokens: counted, weight: 1 });
    else known.weight++;
  }
  return Array.from(words.values(), (word) => lookUpWord(word, lookups));
}

/** Puts the parts of a compound together with what covers them. */
function groupTokens(tokens: readonly Token[]): Token[][] {
  const groups: Token[][] = [];
  for (const token of tokens) {
    const group = [token];
    // A whole comes after all of its parts.
    while (token.span > 1 && (groups.at(-1)?.[0]?.position ?? -1) >= token.position)
      group.unshift(...groups.pop()!);
    groups.push(group);
  }
  return groups;
}

function isBeginning(token: Token, { isPrefix, text }: Lookups): boolean {
  return isPrefix && token.end === text.length;
}

function lookUpWord({ tokens, weight }: AskedWord, lookups: Lookups): QueryWord {
  const found = new Map(tokens.map((token) => [token, lookUp(token, lookups)]));
  // Where one spelling is known, no other is guessed at.
  const isKnown = tokens.some((token) => token.span > 1 && found.get(token)!.all.length > 0);
  if (lookups.corrects && !isKnown) {
    for (const token of tokens)
      if (token.span === 1 && found.get(token)!.all.length === 0) found.set(token, correct(token, lookups));
  }
  const readings = readingsOf(tokens, found);
  const { terms } = lookups.postings;
  const standing = new Set([...found.values()].flatMap(({ all }) => all));
  const start = Math.min(...tokens.map((token) => token.start));
  const end = Math.max(...tokens.map((token) => token.end));
  return {
    term: {
      word: lookups.text.slice(start, end),
      terms: Array.from(standing, (term) => terms[term]!),
      kind: kindOf([...found.values()]),
      instead: [...found.values()].flatMap(({ instead }) => instead),
    },
    weight,
    readings,
  };
}

/** The parts; each run with its own whole; the whole word. What is missing is left out, and what then says the same. */
function readingsOf(tokens: readonly Token[], found: ReadonlyMap<Token, Lookup>): Synonyms[][] {
  const readings = new Map<string, Synonyms[]>();
  const add = (chosen: readonly Token[], pick: (lookup: Lookup) => Synonyms): void => {
    const reading = chosen.map((token) => pick(found.get(token)!)).filter((terms) => terms.length > 0);
    if (reading.length > 0) readings.set(JSON.stringify(reading), reading);
  };
  for (const chosen of coveringsOf(tokens)) {
    add(chosen, ({ all }) => all);
    if (chosen.some((token) => found.get(token)!.exact !== null))
      add(chosen, ({ exact, all }) => exact ?? all);
  }
  return [...readings.values()];
}

/** Ways to cover a word by its tokens: by parts, by runs, by the whole. */
function coveringsOf(tokens: readonly Token[]): Token[][] {
  const parts = tokens.filter((token) => token.span === 1);
  const wholes = tokens.filter((token) => token.span > 1);
  const whole = wholes.at(-1);
  if (whole === undefined) return [parts];
  const runs = wholes.slice(0, -1);
  const isInRun = (part: Token): boolean =>
    runs.some((run) => part.position >= run.position && part.position < run.position + run.span);
  const byRuns = runs.length === 0 ? [] : [[...parts.filter((part) => !isInRun(part)), ...runs]];
  return [parts, ...byRuns, [whole]];
}

function lookUp(token: Token, lookups: Lookups): Lookup {
  const { postings, text } = lookups;
  const written = text.slice(token.start, token.end);
  const found = findTerm(postings.terms, token.term);
  const exact = found < 0 ? [] : [found];
  if (token.span === 1 && !token.isStop) {
    // In small letters nobody says whether GPS is meant or GPs.
    const folded = foldWord(written);
    const kept = isKeptAbbreviation(folded) && folded !== token.term ? findTerm(postings.terms, folded) : -1;
    if (kept >= 0) exact.push(kept);
  }
  // A lone letter of a script that is indexed by pairs begins some of them.
  const isLoneDense = classAt(text, token.start) === DENSE && written.length === widthAt(text, token.start);
  if (!isLoneDense && !isBeginning(token, lookups)) return toLookup(exact, 'exact', null);
  const completed = completeWord(spellGreek(foldWord(written)), postings);
  const all = [...new Set([...exact, ...completed])];
  if (all.length === exact.length) return toLookup(exact, 'exact', null);
  return toLookup(all, 'prefix', exact.length > 0 ? exact : null);
}

function toLookup(all: Synonyms, kind: QueryTerm['kind'], exact: Synonyms | null): Lookup {
  return { kind: all.length === 0 ? 'missing' : kind, all, exact, instead: [] };
}

function correct(token: Token, { postings, text }: Lookups): Lookup {
  const written = spellGreek(foldWord(text.slice(token.start, token.end)));
  const corrections = correctWord(written, postings);
  const all = corrections.map(({ term }) => term);
  return { ...toLookup(all, 'corrected', null), instead: corrections.map(({ word }) => word) };
}

function kindOf(found: readonly Lookup[]): QueryTerm['kind'] {
  const kinds = found.map(({ kind }) => kind);
  return (
    kinds.find((kind) => kind === 'corrected' || kind === 'prefix') ??
    kinds.find((kind) => kind === 'exact') ??
    'missing'
  );
}
