import { isSameWork } from '../papers/duplicates.ts';
import { normalizeArxivId } from '../papers/identifiers.ts';
import type { Paper } from '../papers/paper.ts';
import type { PaperCard } from '../papers/paper-card.ts';
import {
  areParts,
  boundAbstracts,
  compareAbstracts,
  compareTitles,
  countShared,
  type WordProfile,
} from './duplicate-text.ts';

/** Why two papers are taken for one work, the strongest first: one identifier, one title, nearly the same words. */
export type DuplicateKind = 'same-id' | 'same-title' | 'near-duplicate';

export interface DuplicateFigures {
  /** Likeness of the titles, in [0, 1]; 1: the same but for case, accents and signs. */
  readonly title: number;
  /** Share of the shorter abstract's runs of three words that stand in the other; null without two abstracts. */
  readonly runs: number | null;
  /** The same for its words, stop words left out, in any form and order. */
  readonly words: number | null;
  /** Cosine similarity of the vectors; null where they were not compared. */
  readonly similarity: number | null;
  /** Family names in common; null when one paper has no authors. */
  readonly sharedAuthors: number | null;
}

export interface DuplicateEvidence {
  readonly kind: DuplicateKind;
  /** In words, each with its figure: `79 % of the shorter abstract's words stand in the other`. */
  readonly reasons: readonly string[];
  readonly figures: DuplicateFigures;
}

/**
 * Papers of one group of authors about one thing share whole sentences, so that no one figure decides. Near-duplicates are
 * papers whose shared runs, shared words and titles' likeness sum to `sum` of 3 (a version is cut or rewritten, and keeps its title), or
 * whose abstracts are `likeness` alike in their words (it gets another title, and is reworded). The vectors find the
 * candidates; their closeness decides nothing, since it differs from model to model. How the bounds were found and what
 * they give: docs/duplicates.md.
 */
const LEAST = { sum: 1.7, likeness: 0.72 };
/** With nobody in common nearly all has to agree: services put one abstract to several papers. */
const LEAST_OF_STRANGERS = { sum: 2.4, likeness: Number.POSITIVE_INFINITY };
/** A title of four words or more that is the same is more than one that is alike. */
const SAME_TITLE = 1.2;
const TELLING_TERMS = 4;
/** Years from a preprint to the last version of it. */
const MAX_YEARS_APART = 3;
const MIN_SHARED_AUTHORS = 0.5;

/** One of two papers that are compared. */
export interface ComparedPaper {
  readonly paper: Paper;
  readonly profile: WordProfile;
}

/** The evidence that two papers are one work, or null when there is not enough. */
export function compareForDuplicates(
  a: ComparedPaper,
  b: ComparedPaper,
  similarity: number | null,
): DuplicateEvidence | null {
  const identifiers = sharedIdentifiers(a.paper, b.paper);
  const isStrange = a.profile.families.size > 0 && b.profile.families.size > 0 && sharedAuthors(a, b) === 0;
  const title = compareTitles(a.profile, b.profile);
  const kind =
    identifiers.length > 0
      ? 'same-id'
      : areParts(a.profile, b.profile)
        ? null
        : isOneTitledWork(a, b, title)
          ? 'same-title'
          : areNearlyOne(a, b, title, isStrange ? LEAST_OF_STRANGERS : LEAST)
            ? 'near-duplicate'
            : null;
  return kind && gatherEvidence(kind, identifiers, a, b, similarity);
}

/** All that speaks for it that two papers are one work, which has been decided; `identifiers` are the reasons that come first. */
export function gatherEvidence(
  kind: DuplicateKind,
  identifiers: readonly string[],
  a: ComparedPaper,
  b: ComparedPaper,
  similarity: number | null,
): DuplicateEvidence {
  const abstracts = compareAbstracts(a.profile, b.profile);
  const figures = {
    title: compareTitles(a.profile, b.profile),
    runs: abstracts?.runs ?? null,
    words: abstracts?.terms ?? null,
    similarity,
    sharedAuthors: sharedAuthors(a, b),
  };
  return { kind, reasons: [...identifiers, ...reasonsOf(figures)], figures };
}

function isOneTitledWork(a: ComparedPaper, b: ComparedPaper, title: number): boolean {
  if (title < 1) return false;
  if (isSameWork(a.paper, b.paper)) return true;
  if (!couldBeVersions(a.paper, b.paper)) return false;
  const fewest = Math.min(a.profile.families.size, b.profile.families.size);
  return (
    a.profile.titleTerms.size >= TELLING_TERMS &&
    fewest > 0 &&
    (sharedAuthors(a, b) ?? 0) >= MIN_SHARED_AUTHORS * fewest
  );
}

/** False when the years are too far apart for two versions of one work. */
export function couldBeVersions({ year }: Paper, other: Paper): boolean {
  return year === null || other.year === null || Math.abs(year - other.year) <= MAX_YEARS_APART;
}

function areNearlyOne(a: ComparedPaper, b: ComparedPaper, title: number, least: typeof LEAST): boolean {
  const heading = title === 1 && a.profile.titleTerms.size >= TELLING_TERMS ? SAME_TITLE : title;
  const bound = boundAbstracts(a.profile, b.profile);
  // Runs are hardly shared where words are not: most pairs end here, before their runs are read.
  if (heading + 2 * bound.terms < least.sum && bound.likeness < least.likeness) return false;
  const shared = compareAbstracts(a.profile, b.profile);
  if (shared === null) return false;
  return heading + shared.runs + shared.terms >= least.sum || shared.likeness >= least.likeness;
}

/** Same DOI, same arXiv id; an arXiv DOI is an arXiv id. */
function sharedIdentifiers(a: Paper, b: Paper): string[] {
  const shared: string[] = [];
  if (a.doi !== null && a.doi === b.doi) shared.push(`same DOI ${a.doi}`);
  const arxivId = arxivIdOf(a);
  if (arxivId !== null && arxivId === arxivIdOf(b)) shared.push(`same arXiv id ${arxivId}`);
  return shared;
}

/** The arXiv id of a paper, without its version. */
export function arxivIdOf({ arxivId, doi }: PaperCard): string | null {
  if (arxivId !== null) return normalizeArxivId(arxivId) ?? arxivId;
  return doi === null ? null : normalizeArxivId(doi);
}

function sharedAuthors(a: ComparedPaper, b: ComparedPaper): number | null {
  if (a.profile.families.size === 0 || b.profile.families.size === 0) return null;
  return countShared(a.profile.families, b.profile.families);
}

function reasonsOf({ title, runs, words, similarity, sharedAuthors: shared }: DuplicateFigures): string[] {
  const percent = (share: number): string => `${Math.round(100 * share)} %`;
  const reasons = [title === 1 ? 'same title' : `titles ${percent(title)} alike`];
  if (runs !== null && words !== null)
    reasons.push(
      `of the shorter abstract ${percent(runs)} of the runs of three words and ${percent(words)} of the words stand in the other`,
    );
  else reasons.push('no two abstracts to compare');
  if (shared !== null) reasons.push(`${shared} ${shared === 1 ? 'author' : 'authors'} in common`);
  if (similarity !== null) reasons.push(`similarity of meaning ${similarity.toFixed(3)}`);
  return reasons;
}
