import type { Steps } from './steps.ts';
import type { Term, TermCounts } from './terms.ts';

export interface ScoredTerm {
  /** Position in {@link TermCounts.terms}. */
  readonly term: number;
  /** > 0. */
  readonly score: number;
}

/** A pair says more than its words do: it may be this much rarer. */
const PAIR_BONUS = 1.4;
/** Words of all fields say less, also together. */
const WEAK_SHARE = 0.85;
/** A name should hold for this share of a small region's papers; of a large one for this many times the root of its papers. */
const COVERED_SHARE = 0.22;
const COVERED_ROOT = 1;
const MIN_COVERED = 2;
const PAIR_SHARE = 0.8;
const COVERED_POWER = 2;
/** What an adjective tells, its commonest pair tells this share of. */
const INHERITED_SHARE = 0.7;

/**
 * For each group its candidates, best first. The score is c-TF-IDF, weight in the group × ln(1 + A / weight in all), A being the
 * mean weight of a group, times the log-odds of the term among the group's papers against all others: a name is both frequent in its
 * region and telling. Terms that are not more frequent inside than outside are left out; those that too few of the group's papers
 * use come down; an adjective passes its score on to the pair that it begins most often in the group.
 *
 * Source: M. Grootendorst, "BERTopic: Neural topic modeling with a class-based TF-IDF procedure", arXiv:2203.05794.
 */
export function* scoreTerms(counts: TermCounts): Steps<ScoredTerm[][]> {
  const { terms, groupCount, sizes, papers, weights } = counts;
  const width = terms.length;
  const { allPapers, allWeights, mean, count } = sumUp(counts);
  const pairs = findPairs(terms);
  const scores = new Float64Array(width);
  const groups: ScoredTerm[][] = [];
  for (let group = 0; group < groupCount; group++) {
    const size = sizes[group]!;
    const least = Math.max(MIN_COVERED, Math.min(COVERED_SHARE * size, COVERED_ROOT * Math.sqrt(size)));
    scores.fill(0);
    for (let term = 0; term < width; term++) {
      const inside = papers[group * width + term]!;
      if (inside === 0) continue;
      const odds = logOdds(inside, size) - logOdds(allPapers[term]! - inside, count - size);
      if (groupCount > 1 && odds <= 0) continue;
      const frequency = weights[group * width + term]! / size;
      const { units, isWeak } = terms[term]!;
      const bonus = (units.length > 1 ? PAIR_BONUS : 1) * (isWeak ? WEAK_SHARE : 1);
      scores[term] = frequency * Math.log(1 + mean / allWeights[term]!) * (groupCount > 1 ? odds : 1) * bonus;
    }
    for (const [modifier, pairsOf] of pairs) {
      let most = -1;
      for (const pair of pairsOf)
        if (
          scores[pair]! > 0 &&
          (most < 0 || weights[group * width + pair]! > weights[group * width + most]!)
        )
          most = pair;
      if (most >= 0) scores[most] = Math.max(scores[most]!, INHERITED_SHARE * scores[modifier]!);
    }
    const scored: ScoredTerm[] = [];
    for (let term = 0; term < width; term++) {
      if (scores[term] === 0 || terms[term]!.isModifier) continue;
      const wanted = terms[term]!.units.length > 1 ? Math.max(MIN_COVERED, PAIR_SHARE * least) : least;
      const coverage = Math.min(1, papers[group * width + term]! / wanted);
      scored.push({ term, score: scores[term]! * coverage ** COVERED_POWER });
    }
    groups.push(scored.sort((a, b) => b.score - a.score || a.term - b.term));
    yield;
  }
  return groups;
}

/** The totals over all groups. */
function sumUp({ terms, groupCount, sizes, papers, weights }: TermCounts) {
  const width = terms.length;
  const allPapers = new Float64Array(width);
  const allWeights = new Float64Array(width);
  let total = 0;
  let count = 0;
  for (let group = 0; group < groupCount; group++) {
    count += sizes[group]!;
    for (let term = 0; term < width; term++) {
      allPapers[term]! += papers[group * width + term]!;
      allWeights[term]! += weights[group * width + term]!;
      total += weights[group * width + term]!;
    }
  }
  return { allPapers, allWeights, mean: total / groupCount, count };
}

/** For each adjective the pairs that it begins. */
function findPairs(terms: readonly Term[]): Map<number, number[]> {
  const modifiers = new Map<number, number>();
  terms.forEach(({ units, isModifier }, term) => {
    if (isModifier) modifiers.set(units[0]!, term);
  });
  const pairs = new Map<number, number[]>();
  terms.forEach(({ units }, term) => {
    const modifier = modifiers.get(units[0]!);
    if (units.length < 2 || modifier === undefined) return;
    const others = pairs.get(modifier);
    if (others === undefined) pairs.set(modifier, [term]);
    else others.push(term);
  });
  return pairs;
}

/** With half a paper added on each side, so that it is finite. */
function logOdds(papers: number, of: number): number {
  return Math.log((papers + 0.5) / (of - papers + 0.5));
}
