import type { Paper } from 'paper-atlas';
import { keepLast } from '../keep-last.ts';
import type { PlainError } from '../search/plain-error.ts';
import { keepFor } from './keep-for.ts';
import type { PaperCard } from './paper-card.ts';
import { findRow } from './papers.ts';
import { type MatchedFile, NO_STARS, type StarredPaper, type StarsState } from './stars-state.ts';
import type { ExplorerState } from './state.ts';

/** So many changes can be undone. */
const MAX_CHANGES = 30;

export type StarAction =
  /** Once more takes the star away. `at`: now, in milliseconds since 1970. */
  | { readonly type: 'paper-starred'; readonly id: string; readonly at: number }
  | { readonly type: 'stars-cleared' }
  | { readonly type: 'stars-undone' }
  /** What the browser keeps for this atlas. */
  | { readonly type: 'stars-read'; readonly atlasId: string; readonly list: readonly StarredPaper[] }
  /** All of some papers. */
  | { readonly type: 'stars-recorded'; readonly papers: readonly Paper[] }
  | { readonly type: 'stars-unkept'; readonly error: PlainError }
  | { readonly type: 'stars-error-read' }
  | { readonly type: 'stars-bringing'; readonly name: string }
  | { readonly type: 'stars-brought'; readonly name: string; readonly file: MatchedFile; readonly at: number }
  | { readonly type: 'stars-not-brought'; readonly name: string; readonly error: PlainError };

/** The reading list after something has happened. Pure; the same object when nothing changes. */
export function reduceStars(stars: StarsState, action: StarAction, papers: readonly PaperCard[]): StarsState {
  switch (action.type) {
    case 'paper-starred':
      return toggleStar(stars, action.id, action.at, papers);
    case 'stars-cleared':
      return stars.list.length === 0 ? stars : without(stars, stars.list);
    case 'stars-undone':
      return undo(stars);
    case 'stars-read':
      return { ...stars, isRead: true, list: inOrder(action.list) };
    case 'stars-recorded': {
      const records = new Map(action.papers.map((paper) => [paper.id, paper]));
      const list = stars.list.map((starred) => {
        const paper = starred.paper ?? records.get(starred.id) ?? null;
        return paper === starred.paper ? starred : { ...starred, paper };
      });
      return { ...stars, list };
    }
    case 'stars-unkept':
      return { ...stars, keepError: stars.keepError ?? action.error };
    case 'stars-error-read':
      return { ...stars, isErrorRead: true };
    case 'stars-bringing':
      return { ...stars, brought: { phase: 'reading', name: action.name } };
    case 'stars-brought':
      return bring(stars, action);
    case 'stars-not-brought':
      return { ...stars, brought: { phase: 'failed', name: action.name, error: action.error } };
  }
}

function toggleStar(stars: StarsState, id: string, at: number, papers: readonly PaperCard[]): StarsState {
  const starred = stars.list.find((other) => other.id === id);
  if (starred !== undefined) return without(stars, [starred]);
  const row = findRow(papers, id);
  if (row === null) return stars;
  const added = { id, title: papers[row]!.title, at: nextTime(stars, at), paper: null };
  return { ...stars, list: [added, ...stars.list] };
}

function without(stars: StarsState, removed: readonly StarredPaper[]): StarsState {
  const list = stars.list.filter((starred) => !removed.includes(starred));
  return { ...stars, list, changes: [...stars.changes, { removed, added: [] }].slice(-MAX_CHANGES) };
}

/** What was removed comes back to its place, unless it is there again; what was added goes. */
function undo(stars: StarsState): StarsState {
  const change = stars.changes.at(-1);
  if (change === undefined) return stars;
  const kept = stars.list.filter(({ id }) => !change.added.includes(id));
  const back = change.removed.filter(({ id }) => kept.every((other) => other.id !== id));
  const brought = change.added.length > 0 ? NO_STARS.brought : stars.brought;
  return { ...stars, list: inOrder([...kept, ...back]), changes: stars.changes.slice(0, -1), brought };
}

/** The file's order becomes the list's: its first paper is the first. */
function bring(
  stars: StarsState,
  { name, file, at }: Extract<StarAction, { type: 'stars-brought' }>,
): StarsState {
  const known = starredIdsOf(stars.list);
  const papers = file.papers.filter(({ id }) => !known.has(id));
  const from = nextTime(stars, at);
  const added = papers.map((paper, place) => ({
    id: paper.id,
    title: paper.title,
    at: from + papers.length - 1 - place,
    paper,
  }));
  const change = { removed: [], added: papers.map(({ id }) => id) };
  return {
    ...stars,
    list: [...added, ...stars.list],
    changes: added.length === 0 ? stars.changes : [...stars.changes, change].slice(-MAX_CHANGES),
    brought: { phase: 'read', name, file, added: added.length },
  };
}

/** A time after that of all papers that are in the list, or may come back into it. */
function nextTime({ list, changes }: StarsState, now: number): number {
  const taken = [...list, ...changes.flatMap(({ removed }) => removed)];
  return taken.reduce((time, { at }) => Math.max(time, at + 1), now);
}

function inOrder(list: readonly StarredPaper[]): readonly StarredPaper[] {
  return [...list].sort((a, b) => b.at - a.at || (a.id < b.id ? -1 : 1));
}

/** True while it fills the column; false while it is closed, or lies beneath what was opened from it. */
export function isReadingListShown({ stars, selected, path, region }: ExplorerState): boolean {
  return stars.isOpen && selected === null && region === null && (path === null || path.to === null);
}

export const starredIdsOf = keepLast(
  (list: readonly StarredPaper[]): ReadonlySet<string> => new Set(list.map(({ id }) => id)),
);

/** Rows of the starred papers that these papers have, in the order of the list. */
export const rowsOfStars = keepFor((papers: readonly PaperCard[], list: readonly StarredPaper[]) =>
  list.map(({ id }) => findRow(papers, id)).filter((row) => row !== null),
);
