import { analyze } from '../keyword-index/analyze.ts';
import { familyKey, shingle } from '../papers/duplicates.ts';
import type { Paper } from '../papers/paper.ts';
import { normalizeTitle } from '../papers/text.ts';

/** Of less than this many runs of three words, what is shared says nothing by itself. */
const MIN_RUNS = 20;
/** Titles that say the same but for their numbers are parts of a series. */
const SERIES_LIKENESS = 0.8;
/** The same words in another order are another title. */
const MOST_OF_OTHERS = 0.99;
const ROMAN = /^(?:i{2,3}|iv|vi{1,3}|ix)$/;
const LONE_ROMAN = /^[ivx]$/;
const NUMBERED = /^(?:part|volume|vol|chapter|section|no|number|phase|type)$/;

/** What of a paper's words is compared with other papers. */
export interface WordProfile {
  readonly title: string;
  /** Stems without stop words; all stems where there is nothing else. */
  readonly titleTerms: ReadonlySet<string>;
  /** Numbers in the title, roman ones too. */
  readonly numbers: ReadonlySet<string>;
  readonly abstractTerms: ReadonlySet<string>;
  readonly families: ReadonlySet<string>;
  /** Runs of three words of the abstract; read when they are first needed. */
  runs(): ReadonlySet<string>;
}

export function createWordProfile({ title, abstract, authors }: Paper): WordProfile {
  const normalized = normalizeTitle(title);
  let runs: ReadonlySet<string> | null = null;
  return {
    title: normalized,
    titleTerms: termsOf(title),
    numbers: numbersOf(normalized),
    abstractTerms: termsOf(abstract),
    families: new Set(authors.map(familyKey).filter((family) => family !== '')),
    runs() {
      runs ??= abstract === '' ? new Set() : shingle(abstract);
      return runs;
    },
  };
}

/** Dice's coefficient of the titles' terms; 1 only for titles that are the same but for case, accents and signs. */
export function compareTitles(a: WordProfile, b: WordProfile): number {
  if (a.title === b.title) return a.title === '' ? 0 : 1;
  return Math.min(MOST_OF_OTHERS, dice(a.titleTerms, b.titleTerms));
}

/** What two abstracts share, each figure in [0, 1]. */
export interface SharedText {
  /** Part of the shorter one's runs of three words that stand in the other: containment, so that a cut abstract counts as whole. */
  readonly runs: number;
  /** The same for its terms. */
  readonly terms: number;
  /** Dice's coefficient of the terms: high only when both say the same, in whatever order and form. */
  readonly likeness: number;
}

/**
 * Compares two abstracts; null without two. Of abstracts too short to say anything by a part of themselves, containment
 * is that of the longer one.
 *
 * Source: A. Broder, "On the resemblance and containment of documents", SEQUENCES 1997, doi:10.1109/SEQUEN.1997.666900.
 */
export function compareAbstracts(a: WordProfile, b: WordProfile): SharedText | null {
  const [first, second] = [a.runs(), b.runs()];
  if (first.size === 0 || second.size === 0) return null;
  const isShort = Math.min(first.size, second.size) < MIN_RUNS;
  const of = isShort ? Math.max : Math.min;
  return {
    runs: countShared(first, second) / of(first.size, second.size),
    terms: shareOfTerms(a, b, of),
    likeness: isShort ? 0 : compareTerms(a, b),
  };
}

/** Upper bounds of what {@link compareAbstracts} gives, without reading the runs. */
export function boundAbstracts(a: WordProfile, b: WordProfile): { terms: number; likeness: number } {
  return { terms: shareOfTerms(a, b, Math.min), likeness: compareTerms(a, b) };
}

function compareTerms(a: WordProfile, b: WordProfile): number {
  return dice(a.abstractTerms, b.abstractTerms);
}

/** "Part I" and "Part II", the reports of two years: titles that differ in their numbers alone. */
export function areParts(a: WordProfile, b: WordProfile): boolean {
  if (a.numbers.size === 0 || b.numbers.size === 0) return false;
  if (a.numbers.size === b.numbers.size && countShared(a.numbers, b.numbers) === a.numbers.size) return false;
  return dice(without(a.titleTerms, a.numbers), without(b.titleTerms, b.numbers)) >= SERIES_LIKENESS;
}

export function countShared(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const [few, many] = a.size <= b.size ? [a, b] : [b, a];
  let shared = 0;
  for (const value of few) if (many.has(value)) shared++;
  return shared;
}

function shareOfTerms(a: WordProfile, b: WordProfile, of: (a: number, b: number) => number): number {
  const size = of(a.abstractTerms.size, b.abstractTerms.size);
  return size === 0 ? 0 : countShared(a.abstractTerms, b.abstractTerms) / size;
}

function dice(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  return a.size + b.size === 0 ? 0 : (2 * countShared(a, b)) / (a.size + b.size);
}

function without(terms: ReadonlySet<string>, left: ReadonlySet<string>): Set<string> {
  return new Set([...terms].filter((term) => !left.has(term)));
}

function termsOf(text: string): Set<string> {
  const tokens = analyze(text).filter(({ span }) => span === 1);
  const words = tokens.filter(({ isStop }) => !isStop);
  return new Set((words.length > 0 ? words : tokens).map(({ term }) => term));
}

function numbersOf(normalizedTitle: string): Set<string> {
  const words = normalizedTitle.split(' ');
  return new Set(
    words.filter(
      (word, i) =>
        /^\d+$/.test(word) ||
        ROMAN.test(word) ||
        (LONE_ROMAN.test(word) && NUMBERED.test(words[i - 1] ?? '')),
    ),
  );
}
