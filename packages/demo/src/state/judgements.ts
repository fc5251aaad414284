import { keepFor } from './keep-for.ts';
import type { PaperCard } from './paper-card.ts';
import { findRow } from './papers.ts';

/** What one thinks of a paper as a question: more like it, or less. */
export type Judgement = 'liked' | 'disliked';

/** Ids of papers, in the order in which they were judged; no paper is in both. */
export interface Judged {
  readonly liked: readonly string[];
  readonly disliked: readonly string[];
}

/** So many of each fit into an address, and into a glance. */
export const MAX_JUDGED = 24;

/** The lists after a paper was judged: once more the same takes the judgement back, the other one replaces it. */
export function judge({ liked, disliked }: Judged, id: string, as: Judgement): Judged {
  const without = (ids: readonly string[]) => (ids.includes(id) ? ids.filter((other) => other !== id) : ids);
  const other = as === 'liked' ? disliked : liked;
  const own = as === 'liked' ? liked : disliked;
  const isFull = own.length >= MAX_JUDGED;
  if (isFull && !own.includes(id)) return { liked, disliked };
  const changed = own.includes(id) ? without(own) : [...own, id];
  return as === 'liked'
    ? { liked: changed, disliked: without(other) }
    : { liked: without(other), disliked: changed };
}

/** Lists that come from anywhere: each paper once, in one list only. */
export function cleanJudged({ liked, disliked }: Judged): Judged {
  const first = (ids: readonly string[]) => [...new Set(ids)].slice(0, MAX_JUDGED);
  const likes = first(liked);
  return { liked: likes, disliked: first(disliked.filter((id) => !likes.includes(id))) };
}

/** The ids that these papers have; an address may name others. */
export const knownIds = keepFor((papers: readonly PaperCard[], ids: readonly string[]) =>
  ids.every((id) => findRow(papers, id) !== null) ? ids : ids.filter((id) => findRow(papers, id) !== null),
);

/** Rows of the ids that these papers have, in the order of the ids. */
export const rowsOfIds = keepFor((papers: readonly PaperCard[], ids: readonly string[]) =>
  ids.map((id) => findRow(papers, id)).filter((row) => row !== null),
);
