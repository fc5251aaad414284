import { stemmer } from 'stemmer';
import type { Phrase } from './phrases.ts';
import { strengthOf } from './stop-words.ts';
import type { ScoredTerm } from './terms.ts';

export interface NamedTerm {
  readonly term: string;
  readonly score: number;
}

export interface RegionName {
  /** The terms of the name. */
  readonly named: readonly string[];
  /** One or two terms joined by ` · `; `region 3` where its papers have no words, or none that do not name another. */
  readonly name: string;
  /** Up to eight terms that tell this region from the others, best first; the name's own are the first. */
  readonly terms: readonly NamedTerm[];
}

const TERMS_IN_NAME = 2;
/** Terms kept for a region's panel. */
const TERMS_KEPT = 8;
/** A second term that is this much weaker than the first stays out of the name. */
const MIN_SCORE_SHARE = 0.25;
/** What its parent's name says already tells little more about a region. */
const TAKEN_SHARE = 0.1;
const SEPARATOR = ' · ';

/** Stems of the words that say something, all of them when none does, and of the whole written as one word. */
function stemsOf(text: string): string[] {
  const words = text.toLowerCase().split(/[\s-]+/u);
  const strong = words.filter((word) => strengthOf(word) === 'strong');
  return [...(strong.length > 0 ? strong : words).map(stemmer), stemmer(words.join(''))];
}

/** True when the two say the same: a stem in common, or one is the other's initials (LLMs, large language models). */
function isRepeated(one: string, other: string): boolean {
  const stems = stemsOf(one);
  return (
    stemsOf(other).some((stem) => stems.includes(stem)) ||
    isPart(one, other) ||
    isPart(other, one) ||
    isInitials(one, other) ||
    isInitials(other, one)
  );
}

function isInitials(short: string, long: string): boolean {
  const words = long.split(/[\s-]+/u);
  const letters = /^(\p{Lu}{2,})s?$/u.exec(short)?.[1]?.toLowerCase();
  if (letters === undefined || words.length < 2) return false;
  const initials = words.map((word) => word.slice(0, 1).toLowerCase()).join('');
  return letters === initials || letters.startsWith(initials) || initials.startsWith(letters);
}

/**
 * Names for the groups of one level. A term names at most one group: the one it tells most about. Within a name no stem
 * stands twice; `taken[g]` are the terms of group g's parent, which it only repeats for want of others.
 */
export function chooseNames(
  scored: readonly (readonly ScoredTerm[])[],
  phrases: ReadonlyMap<number, Phrase>,
  taken: readonly (readonly string[])[] = [],
): RegionName[] {
  const options = scored.map((terms, group) => toOptions(terms, phrases, taken[group] ?? []));
  const chosen: NamedTerm[][] = scored.map(() => []);
  const used = new Set<string>();
  for (let place = 0; place < TERMS_IN_NAME; place++) {
    const bids = options.flatMap((terms, group) => terms.map((term) => ({ ...term, group })));
    bids.sort((a, b) => b.score - a.score || a.group - b.group);
    for (const { group, term, score } of bids) {
      const own = chosen[group]!;
      if (own.length !== place || used.has(toKey(term))) continue;
      if (place > 0 && score < MIN_SCORE_SHARE * own[0]!.score) continue;
      if (own.some((other) => isRepeated(other.term, term))) continue;
      own.push({ term, score });
      used.add(toKey(term));
    }
  }
  return chosen.map((own, group) => {
    const terms = [...own];
    for (const option of options[group]!) {
      if (terms.length === TERMS_KEPT) break;
      if (!terms.some(({ term }) => isPart(option.term, term))) terms.push(option);
    }
    const named = own.map(({ term }) => term);
    return { named, name: named.join(SEPARATOR) || unnamed(group, used), terms };
  });
}

/** For a region without a word of its own: "region 3". */
function unnamed(group: number, used: ReadonlySet<string>): string {
  let number = group + 1;
  while (used.has(`region ${number}`)) number += 1000;
  return `region ${number}`;
}

/** The terms of one group as they are written, each once, best first; those taken by the parent come last. */
function toOptions(
  scored: readonly ScoredTerm[],
  phrases: ReadonlyMap<number, Phrase>,
  taken: readonly string[],
): NamedTerm[] {
  const options = new Map<string, NamedTerm>();
  for (const { term, score } of scored) {
    const phrase = phrases.get(term);
    if (phrase === undefined || phrase.isPiece || options.has(toKey(phrase.text))) continue;
    const isTaken = taken.some((other) => isRepeated(other, phrase.text));
    options.set(toKey(phrase.text), { term: phrase.text, score: isTaken ? score * TAKEN_SHARE : score });
  }
  return [...options.values()].sort((a, b) => b.score - a.score);
}

/** True when every word of `part` stands in `whole`. */
function isPart(part: string, whole: string): boolean {
  const words = toKey(whole)
    .split(/[\s-]+/u)
    .map(stemmer);
  return toKey(part)
    .split(/[\s-]+/u)
    .every((word) => words.includes(stemmer(word)));
}

function toKey(text: string): string {
  return text.toLowerCase();
}
