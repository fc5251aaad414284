import type { PaperFilter, SearchMode } from 'paper-atlas';
import { paperFilterOf } from './filters.ts';
import { knownIds } from './judgements.ts';
import type { PaperCard } from './paper-card.ts';
import { openAtlasOf } from './papers.ts';
import type { ExplorerState } from './state.ts';

const NO_PAPERS: readonly PaperCard[] = [];
const NO_NAMES: readonly string[] = [];

/** All that decides which papers are listed, in which order. Plain data. */
export interface Question {
  /** Trimmed; may hold the query language. */
  readonly query: string;
  /** As it can be answered now: without the model, words are asked by words alone. */
  readonly mode: SearchMode;
  readonly filter: PaperFilter;
  /** Ids. */
  readonly liked: readonly string[];
  readonly disliked: readonly string[];
  /** The last word may be the beginning of one. */
  readonly isPrefix: boolean;
}

/** What is asked now: words, papers, or nothing but filters; null when nothing is. Less like some papers alone asks for nothing. */
export function questionOf(state: ExplorerState): Question | null {
  const { papers = NO_PAPERS, columnNames = NO_NAMES } = openAtlasOf(state) ?? {};
  const query = state.query.trim();
  const liked = knownIds(papers, state.liked);
  const disliked = knownIds(papers, state.disliked);
  const filter = paperFilterOf(columnNames, state.filters);
  if (query === '' && liked.length === 0 && isEmpty(filter)) return null;
  return { query, mode: answerableMode(state), filter, liked, disliked, isPrefix: true };
}

/** True when there is a list to show, or there will be. */
export function isAsking(state: ExplorerState): boolean {
  return questionOf(state) !== null;
}

/** The chosen mode, as far as it can be had: words need the model to be understood, papers do not. */
export function answerableMode({ query, mode, meaning }: ExplorerState): SearchMode {
  return query.trim() === '' || meaning.phase === 'ready' ? mode : 'keyword';
}

/** True when both ask for the same list. Lists and filters of a state are compared by identity. */
export function isSameQuestion(a: Question | null, b: Question | null): boolean {
  if (a === null || b === null) return a === b;
  return (Object.keys(a) as (keyof Question)[]).every(
    (key) => a[key] === b[key] || (isEmpty(a[key]) && isEmpty(b[key])),
  );
}

function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}
