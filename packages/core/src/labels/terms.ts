import type { Steps } from './steps.ts';
import type { Vocabulary } from './vocabulary.ts';

/** A unit or a pair of units that a region may be named by. */
export interface Term {
  /** Positions in the vocabulary's keys: one or two. */
  readonly units: readonly number[];
  /** True for an adjective: it names nothing alone, yet tells of the pairs that it begins. */
  readonly isModifier: boolean;
  /** True when all its words are general ones: "neural network". */
  readonly isWeak: boolean;
}

/** How often each candidate stands in each group of papers: `[group * terms.length + term]`. */
export interface TermCounts {
  readonly terms: readonly Term[];
  readonly groupCount: number;
  /** Papers of each group. */
  readonly sizes: Int32Array;
  /** Papers of the group that have the term. */
  readonly papers: Float64Array;
  /** Its weight there: 1 + ln(uses) a paper, and {@link TITLE_WEIGHT} more when the title has it. */
  readonly weights: Float64Array;
}

const TITLE_WEIGHT = 1;
/** A candidate stands in this share of some group's papers. */
const MIN_SHARE = 0.05;
/** Two weak words make a term when the rarer of them stands in it this often: "time series", "neural network". */
const MIN_COHESION = 0.15;

/** The candidates and their counts; `group[r]` is the group of paper r. */
export function* countTerms(
  vocabulary: Vocabulary,
  group: Int32Array,
  groupCount: number,
): Steps<TermCounts> {
  const { texts } = vocabulary;
  const sizes = new Int32Array(groupCount);
  const rows: number[][] = Array.from({ length: groupCount }, () => []);
  for (let row = 0; row < texts.length; row++) {
    sizes[group[row]!]!++;
    rows[group[row]!]!.push(row);
  }
  const numbers = new Map<number, number>();
  for (const members of rows) {
    const least = members.length < 4 ? 1 : Math.max(2, Math.ceil(members.length * MIN_SHARE));
    const found = new Map<number, number>();
    for (const row of members) {
      for (const term of weighTerms(vocabulary, row).keys()) found.set(term, (found.get(term) ?? 0) + 1);
      yield;
    }
    for (const [term, count] of found) {
      if (count >= least && !numbers.has(term)) numbers.set(term, numbers.size);
    }
  }
  yield* dropLoosePairs(vocabulary, numbers);
  const base = vocabulary.keys.length;
  const terms = Array.from(numbers.keys(), (term): Term => {
    const units = unitsOf(term, base);
    return {
      units,
      isModifier: !vocabulary.isHead[units.at(-1)!],
      isWeak: units.every((unit) => vocabulary.strengths[unit] === 'weak'),
    };
  });
  const papers = new Float64Array(groupCount * terms.length);
  const weights = new Float64Array(groupCount * terms.length);
  for (let row = 0; row < texts.length; row++) {
    for (const [term, weight] of weighTerms(vocabulary, row)) {
      const number = numbers.get(term);
      if (number === undefined) continue;
      papers[group[row]! * terms.length + number]! += 1;
      weights[group[row]! * terms.length + number]! += weight;
    }
    yield;
  }
  return { terms, groupCount, sizes, papers, weights };
}

/** The terms of a paper with their weights. A unit is its own number; a pair comes after all units. */
function weighTerms({ texts, strengths, keys, isHead, heads }: Vocabulary, row: number): Map<number, number> {
  const { units, titleLength } = texts[row]!;
  const base = keys.length;
  const uses = new Map<number, number>();
  const titled = new Set<number>();
  const note = (term: number, at: number): void => {
    uses.set(term, (uses.get(term) ?? 0) + 1);
    if (at < titleLength) titled.add(term);
  };
  for (let at = 0; at < units.length; at++) {
    const unit = units[at]!;
    const strength = unit < 0 ? 'stop' : strengths[unit]!;
    if (strength === 'stop') continue;
    const head = heads.get(unit);
    if (strength === 'strong' || head !== undefined) note(unit, at);
    if (head !== undefined && strengths[head] === 'strong') note(head, at);
    const next = units[at + 1] ?? -1;
    if (next >= 0 && next !== unit && strengths[next] !== 'stop' && isHead[next])
      note(base + unit * base + next, at);
  }
  for (const [term, count] of uses)
    uses.set(term, 1 + Math.log(count) + (titled.has(term) ? TITLE_WEIGHT : 0));
  return uses;
}

function unitsOf(term: number, base: number): readonly number[] {
  return term < base ? [term] : [Math.floor(term / base) - 1, term % base];
}

/** Takes out the pairs of weak words that merely met: "training data", "target system". */
function* dropLoosePairs({ texts, keys, strengths }: Vocabulary, numbers: Map<number, number>): Steps<void> {
  const base = keys.length;
  const loose = new Map<number, number>();
  for (const term of numbers.keys()) {
    if (term >= base && unitsOf(term, base).every((unit) => strengths[unit] === 'weak')) loose.set(term, 0);
  }
  const uses = new Int32Array(base);
  for (const { units } of texts) {
    for (let at = 0; at < units.length; at++) {
      const unit = units[at]!;
      if (unit < 0) continue;
      uses[unit]!++;
      const next = units[at + 1] ?? -1;
      const pair = base + unit * base + next;
      if (next >= 0 && loose.has(pair)) loose.set(pair, loose.get(pair)! + 1);
    }
    yield;
  }
  for (const [term, count] of loose) {
    const [first, second] = unitsOf(term, base);
    if (count < MIN_COHESION * Math.min(uses[first!]!, uses[second!]!)) numbers.delete(term);
  }
  let number = 0;
  for (const term of numbers.keys()) numbers.set(term, number++);
}

/** The same candidates in larger groups: `parent[g]` is the group that holds group g. */
export function* mergeGroups(counts: TermCounts, parent: Int32Array, groupCount: number): Steps<TermCounts> {
  const width = counts.terms.length;
  const sizes = new Int32Array(groupCount);
  const papers = new Float64Array(groupCount * width);
  const weights = new Float64Array(groupCount * width);
  for (let group = 0; group < counts.groupCount; group++) {
    const into = parent[group]!;
    sizes[into]! += counts.sizes[group]!;
    for (let term = 0; term < width; term++) {
      papers[into * width + term]! += counts.papers[group * width + term]!;
      weights[into * width + term]! += counts.weights[group * width + term]!;
    }
    yield;
  }
  return { terms: counts.terms, groupCount, sizes, papers, weights };
}
