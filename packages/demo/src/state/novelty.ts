import { type Novelty, rankByNovelty } from 'paper-atlas';
import { keepLast } from '../keep-last.ts';
import type { AtlasMap, OpenedAtlas } from './opened-atlas.ts';
import { openAtlasOf } from './papers.ts';
import { membersOf } from './regions.ts';
import type { ExplorerState } from './state.ts';

/** One paper and the nearest that came before it. */
export interface Newcomer {
  readonly row: number;
  /** Row of that paper. */
  readonly nearest: number;
  /** To it: cosine, in [-1, 1]. */
  readonly similarity: number;
  /** Papers that came before, of which that is the nearest. */
  readonly earlier: number;
}

/** True when papers came in different years: else none came before another. */
export const haveYears = keepLast(
  (papers: OpenedAtlas['papers']) =>
    new Set(papers.flatMap(({ year }) => (year === null ? [] : [year]))).size > 1,
);

/** True when something is shown that novelty belongs to, and could be known. */
export function wantsNovelty(state: ExplorerState): boolean {
  const atlas = openAtlasOf(state);
  const isShown = state.selected !== null || state.region !== null || state.colour.by === 'novelty';
  return isShown && atlas !== null && haveYears(atlas.papers);
}

/** How new a paper was; null where that is not known or nothing came before it. */
export function newcomerOf({ novelty: state }: ExplorerState, row: number): Newcomer | null {
  return state.phase === 'known' ? toNewcomer(state.novelty, row) : null;
}

/** The papers of a region that were the farthest from all before them, the newest first; null until it is known. */
export function newcomersIn(
  { novelty: state }: ExplorerState,
  map: AtlasMap,
  region: number,
  limit: number,
): Newcomer[] | null {
  if (state.phase !== 'known') return null;
  const { novelty } = state;
  const rows = rankByNovelty(novelty, limit, membersOf(map, region));
  return Array.from(rows, (row) => toNewcomer(novelty, row)!);
}

function toNewcomer({ nearest, distances, earlier }: Novelty, row: number): Newcomer | null {
  const before = nearest[row] ?? -1;
  return before < 0
    ? null
    : { row, nearest: before, similarity: 1 - distances[row]!, earlier: earlier[row]! };
}
