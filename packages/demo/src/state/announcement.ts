import { words } from '../words.ts';
import { listNameOf } from './asked-with.ts';
import { openAtlasOf, selectedRow, titleOf } from './papers.ts';
import { openRegionOf } from './regions.ts';
import type { ExplorerState } from './state.ts';

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
  if (row === null)
    return open === null
      ? (listNameOf(state) ?? '')
      : words.announce.region(open.name.slice(0, 300), open.size);
  const { map, papers } = atlas;
  const region =
    map?.regions[map.membership[2 * row + 1] ?? -1] ?? map?.regions[map.membership[2 * row] ?? -1];
  const listed = state.answer?.rows ?? new Int32Array(0);
  const rank = listed.indexOf(row);
  return words.announce.selected(
    titleOf(papers[row]!).slice(0, 300),
    region?.name ?? null,
    rank < 0 ? null : rank + 1,
    listed.length,
  );
}
