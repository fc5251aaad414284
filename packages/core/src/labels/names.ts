import { isPart, isRepeated } from './likeness.ts';
import type { Phrase } from './phrases.ts';
import type { ScoredTerm } from './scores.ts';
import type { Steps } from './steps.ts';

export interface NamedTerm {
  readonly term: string;
  readonly score: number;
}

/** A term that may name a group. */
interface Option extends NamedTerm {
  /** With abbreviations written out. */
  readonly long: string;
}

export interface RegionName {
  /** The terms of the name. */
  readonly named: readonly Option[];
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
/** What its parent's name says already tells little more about a region; what it goes on with tells more, in a part of it. */
const TAKEN_SHARE = 0.1;
const EXTENDED_SHARE = 0.85;
const SEPARATOR = ' · ';

/** What the parent of a group is called. */
interface Parent {
  readonly named: readonly Option[];
  /** True when the group is nearly all of it. */
  readonly isSame: boolean;
}

export interface NameOptions {
  /** Names of the groups that have one already and keep it; null for the others. Default: none has. */
  readonly kept?: readonly (Pick<RegionName, 'name' | 'terms'> | null)[];
  /** What the parent of each group is called; default: there are no parents. */
  readonly parents?: readonly Parent[];
}

/**
 * Names for the groups of one level. A term names at most one group: the one it tells most about. Within a name no stem
 * stands twice; what the name of its parent says is only repeated for want of other terms.
 */
export function* chooseNames(
  scored: readonly (readonly ScoredTerm[])[],
  phrases: ReadonlyMap<number, Phrase>,
  { kept = [], parents = [] }: NameOptions = {},
): Steps<RegionName[]> {
  const options: Option[][] = [];
  for (const [group, terms] of scored.entries()) {
    options.push(kept[group] ? [] : toOptions(terms, phrases, parents[group]));
    yield;
  }
  const chosen: Option[][] = scored.map((_, group) => termsOfName(kept[group]));
  const used = new Set(chosen.flat().map(({ term }) => toKey(term)));
  for (let place = 0; place < TERMS_IN_NAME; place++) {
    const bids = options.flatMap((terms, group) => terms.map((term) => ({ ...term, group })));
    yield;
    bids.sort((a, b) => b.score - a.score || a.group - b.group);
    for (const { group, term, long, score } of bids) {
      yield;
      const own = chosen[group]!;
      if (own.length !== place || used.has(toKey(term))) continue;
      if (place > 0 && score < MIN_SCORE_SHARE * own[0]!.score) continue;
      if (own.some((other) => saysSame(other, term, long))) continue;
      own.push({ term, long, score });
      used.add(toKey(term));
    }
  }
  return chosen.map((own, group) => {
    const before = kept[group];
    if (before) return { named: own, name: before.name, terms: before.terms };
    const terms = [...own];
    for (const option of options[group]!) {
      if (terms.length === TERMS_KEPT) break;
      if (!terms.some(({ term }) => isPart(option.term, term))) terms.push(option);
    }
    const name = own.map(({ term }) => term).join(SEPARATOR) || unnamed(group, used);
    return { named: own, name, terms: terms.map(({ term, score }) => ({ term, score })) };
  });
}

/** The terms that a name was made of. */
function termsOfName(region: Pick<RegionName, 'name' | 'terms'> | null | undefined): Option[] {
  if (!region) return [];
  return region.name.split(SEPARATOR).map((term) => ({ term, long: term, score: 0 }));
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
  parent: Parent | undefined,
): Option[] {
  const options = new Map<string, Option>();
  for (const { term, score } of scored) {
    const phrase = phrases.get(term);
    if (phrase === undefined || phrase.isPiece || options.has(toKey(phrase.text))) continue;
    const { text, long } = phrase;
    options.set(toKey(text), { term: text, long, score: score * shareLeft(text, long, parent) });
  }
  return [...options.values()].sort((a, b) => b.score - a.score);
}

function shareLeft(term: string, long: string, parent: Parent | undefined): number {
  if (parent === undefined) return 1;
  if (parent.named.some((other) => isPart(term, other.term) || isPart(long, other.long))) return TAKEN_SHARE;
  return !parent.isSame && parent.named.some((other) => saysSame(other, term, long)) ? EXTENDED_SHARE : 1;
}

function saysSame(one: Option, term: string, long: string): boolean {
  return isRepeated(one.term, term) || isRepeated(one.long, long);
}

function toKey(text: string): string {
  return text.toLowerCase();
}
