import { givenNameFirst } from './authors.ts';
import type { Paper } from './paper.ts';
import { normalizeTitle } from './text.ts';

/** Words in a row that are compared as one. */
const SHINGLE_WORDS = 3;
/** Two abstracts share this part of all their shingles… */
const MIN_RESEMBLANCE = 0.7;
/** …or one holds this part of the other's, as when it is cut short. */
const MIN_CONTAINMENT = 0.85;
/** Containment of less than this many shingles says nothing. */
const MIN_CONTAINED = 20;
/** Papers of one title that are compared closely; a corpus with more papers called "Editorial" finds only exact copies among the rest. */
const MAX_SAME_TITLE = 64;

/** A paper that is kept, and the place it came from. */
export interface KeptPaper {
  paper: Paper;
  /** False when the id was derived. */
  hasGivenId: boolean;
  readonly file: string;
  readonly line: number;
}

export interface Twin {
  readonly of: KeptPaper;
  readonly reason: string;
}

/** Finds the kept paper that a new one repeats: by id, DOI, arXiv id, or title and abstract together. */
export class DuplicateFinder {
  readonly #byId = new Map<string, KeptPaper>();
  readonly #byDoi = new Map<string, KeptPaper>();
  readonly #byArxivId = new Map<string, KeptPaper>();
  readonly #byTitle = new Map<string, KeptPaper[]>();
  /** Papers past {@link MAX_SAME_TITLE}, by their exact text. */
  readonly #beyond = new Map<string, KeptPaper>();

  /** The title looked for last: a paper that is kept is added right after. */
  #last = { title: '', normalized: '' };

  withId(id: string): KeptPaper | undefined {
    return this.#byId.get(id);
  }

  find(paper: Paper): Twin | null {
    const byDoi = paper.doi === null ? undefined : this.#byDoi.get(paper.doi);
    if (byDoi !== undefined) return { of: byDoi, reason: `same DOI ${paper.doi}${titleNote(byDoi, paper)}` };
    const byArxivId = paper.arxivId === null ? undefined : this.#byArxivId.get(paper.arxivId);
    if (byArxivId !== undefined)
      return { of: byArxivId, reason: `same arXiv id ${paper.arxivId}${titleNote(byArxivId, paper)}` };
    const title = this.#normalize(paper.title);
    // Without a title only the very same abstract tells: all papers without one would be compared with each other.
    const near =
      this.#byTitle.get(title)?.find((kept) => isSameWork(kept.paper, paper)) ??
      this.#beyond.get(textKey(title, paper.abstract));
    if (near === undefined) return null;
    if (near.paper.abstract === paper.abstract && paper.abstract !== '')
      return { of: near, reason: 'same title and abstract' };
    const bare = near.paper.abstract === '' || paper.abstract === '';
    return {
      of: near,
      reason: bare ? 'same title and authors, no second abstract' : 'same title and nearly the same abstract',
    };
  }

  /** Makes a kept paper findable; again after {@link fillMissing} gave it more. */
  add(kept: KeptPaper): void {
    const { paper } = kept;
    this.#byId.set(paper.id, kept);
    if (paper.doi !== null && !this.#byDoi.has(paper.doi)) this.#byDoi.set(paper.doi, kept);
    if (paper.arxivId !== null && !this.#byArxivId.has(paper.arxivId))
      this.#byArxivId.set(paper.arxivId, kept);
    const title = this.#normalize(paper.title);
    const sameTitle = this.#byTitle.get(title);
    if (title === '') this.#beyond.set(textKey(title, paper.abstract), kept);
    else if (sameTitle === undefined) this.#byTitle.set(title, [kept]);
    else if (sameTitle.includes(kept)) return;
    else if (sameTitle.length < MAX_SAME_TITLE) sameTitle.push(kept);
    else if (paper.abstract !== '') this.#beyond.set(textKey(title, paper.abstract), kept);
  }

  #normalize(title: string): string {
    if (title !== this.#last.title) this.#last = { title, normalized: normalizeTitle(title) };
    return this.#last.normalized;
  }
}

function textKey(normalizedTitle: string, abstract: string): string {
  return `${normalizedTitle}\n${abstract}`;
}

function titleNote(kept: KeptPaper, paper: Paper): string {
  return normalizeTitle(kept.paper.title) === normalizeTitle(paper.title) ? '' : ', though the titles differ';
}

/** True when two records of one id say the same: one title, nearly one abstract, or no abstract and nothing that contradicts. */
export function hasSameContent(a: Paper, b: Paper): boolean {
  if (normalizeTitle(a.title) !== normalizeTitle(b.title)) return false;
  return a.abstract === '' || b.abstract === ''
    ? a.abstract === b.abstract || !contradicts(a, b)
    : isNearlySame(a.abstract, b.abstract);
}

/**
 * Decides about two papers of one normalised title. With two abstracts, these decide. With one or none, the title alone
 * would merge every "Summary" and "Editorial", so an author must be shared and nothing may contradict, or the records
 * must agree in all that they say.
 */
export function isSameWork(a: Paper, b: Paper): boolean {
  if (a.abstract !== '' && b.abstract !== '') return isNearlySame(a.abstract, b.abstract);
  if (contradicts(a, b)) return false;
  if (a.authors.length > 0 && b.authors.length > 0) return true;
  const silent = a.authors.length === 0 && b.authors.length === 0 && a.abstract === b.abstract;
  return silent && a.year === b.year && a.venue === b.venue;
}

function contradicts(a: Paper, b: Paper): boolean {
  if (a.doi !== null && b.doi !== null && a.doi !== b.doi) return true;
  if (a.arxivId !== null && b.arxivId !== null && a.arxivId !== b.arxivId) return true;
  if (a.year !== null && b.year !== null && Math.abs(a.year - b.year) > 1) return true;
  if (a.authors.length === 0 || b.authors.length === 0) return false;
  const families = new Set(a.authors.map(familyKey));
  return !b.authors.some((author) => families.has(familyKey(author)));
}

/** The last word of a name, given name first, without accents and case. */
export function familyKey(author: string): string {
  return normalizeTitle(givenNameFirst(author)).split(' ').at(-1) ?? '';
}

/**
 * Resemblance and containment of the sets of three-word shingles.
 *
 * Source: A. Broder, "On the resemblance and containment of documents", SEQUENCES 1997, doi:10.1109/SEQUEN.1997.666900.
 */
export function isNearlySame(a: string, b: string): boolean {
  const first = shingle(a);
  const second = shingle(b);
  const smaller = Math.min(first.size, second.size);
  // Sizes alone rule most pairs out.
  if (smaller < MIN_CONTAINED && smaller < MIN_RESEMBLANCE * Math.max(first.size, second.size)) return false;
  let shared = 0;
  for (const words of first) if (second.has(words)) shared++;
  if (shared >= MIN_RESEMBLANCE * (first.size + second.size - shared)) return true;
  return smaller >= MIN_CONTAINED && shared >= MIN_CONTAINMENT * smaller;
}

/** The different runs of three words of a text, folded; of a shorter text the whole. */
export function shingle(text: string): Set<string> {
  const words = normalizeTitle(text).split(' ');
  const shingles = new Set<string>();
  for (let i = 0; i + SHINGLE_WORDS <= words.length; i++)
    shingles.add(words.slice(i, i + SHINGLE_WORDS).join(' '));
  if (shingles.size === 0) shingles.add(words.join(' '));
  return shingles;
}

/** The kept paper with what only its duplicate knows: empty fields and columns that it lacks. Nothing is overwritten. */
export function fillMissing(kept: Paper, other: Paper): Paper {
  return {
    id: kept.id,
    title: kept.title,
    abstract: kept.abstract || other.abstract,
    authors: kept.authors.length > 0 ? kept.authors : other.authors,
    year: kept.year ?? other.year,
    venue: kept.venue ?? other.venue,
    categories: kept.categories.length > 0 ? kept.categories : other.categories,
    doi: kept.doi ?? other.doi,
    arxivId: kept.arxivId ?? other.arxivId,
    url: kept.url ?? other.url,
    extra: { ...other.extra, ...kept.extra },
  };
}
