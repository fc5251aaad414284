import { words } from '../words.ts';
import { listNameOf } from './asked-with.ts';
import type { Judgement } from './judgements.ts';
import { findRow, openAtlasOf, selectedRow, titleOf } from './papers.ts';
import { openRegionOf } from './regions.ts';
import { selectionOf } from './selection.ts';
import type { ExplorerState } from './state.ts';
import { walkedNameOf } from './walked-name.ts';

/** More than this nobody listens to. */
const MAX_TITLE = 300;

/**
 * What is read aloud of the paper that is open: title, region, rank; else of the open region; else what the list is of
 * where the box does not say it. Empty when there is none of these.
 */
export function announcementOf(state: ExplorerState): string {
  const atlas = openAtlasOf(state);
  const row = selectedRow(state);
  const open = openRegionOf(state);
  if (atlas === null) return '';
  if (row === null && state.foundPath !== null) {
    const { steps, isWhole } = state.foundPath;
    return words.path.announce(steps.length, isWhole);
  }
  const selection = selectionOf(state);
  if (row === null && open === null && selection !== null)
    return words.selection.announce(selection.rows.length);
  if (row === null)
    return open === null
      ? (listNameOf(state) ?? '')
      : words.announce.region(open.name.slice(0, MAX_TITLE), open.size);
  const { map, papers } = atlas;
  const region =
    map?.regions[map.membership[2 * row + 1] ?? -1] ?? map?.regions[map.membership[2 * row] ?? -1];
  const listed = state.answer?.rows ?? new Int32Array(0);
  const rank = listed.indexOf(row);
  const walked = walkedNameOf(state);
  const told = words.announce.selected(
    titleOf(papers[row]!).slice(0, MAX_TITLE),
    region?.name ?? null,
    rank < 0 ? null : rank + 1,
    listed.length,
  );
  return walked === null ? told : `${told}. ${walked}`;
}

/** What is read aloud when a paper was judged, or no longer is: the first that differs. Null when none does. */
export function judgementNewsOf(before: ExplorerState, after: ExplorerState): string | null {
  for (const as of ['liked', 'disliked'] as const) {
    const added = after[as].find((id) => !before[as].includes(id));
    if (added !== undefined) return newsOf(after, added, as);
  }
  const removed = judgedIn(before).filter((id) => !judgedIn(after).includes(id));
  if (removed.length > 1) return words.announce.noneJudged;
  return removed[0] === undefined ? null : newsOf(after, removed[0], null);
}

function judgedIn({ liked, disliked }: ExplorerState): readonly string[] {
  return [...liked, ...disliked];
}

function newsOf(state: ExplorerState, id: string, as: Judgement | null): string | null {
  const papers = openAtlasOf(state)?.papers ?? [];
  const row = findRow(papers, id);
  return row === null ? null : words.announce.judged(as, titleOf(papers[row]!).slice(0, MAX_TITLE));
}
