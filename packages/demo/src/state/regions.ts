import type { Region } from 'paper-atlas';
import { keepLast } from '../keep-last.ts';
import type { AtlasMap } from './opened-atlas.ts';
import { openAtlasOf } from './papers.ts';
import { awaitsRegion } from './shape.ts';
import type { ExplorerState } from './state.ts';

/** The region that is open; null when none is, the atlas has no such region, or its map is still forming. */
export function openRegionOf(state: ExplorerState): Region | null {
  const map = openAtlasOf(state)?.map ?? null;
  return state.region === null || awaitsRegion(state) ? null : (map?.regions[state.region] ?? null);
}

/**
 * Ids of the regions that say something of where a paper lies, the wider one first: not one that holds all papers of the
 * atlas, and not a part that is the whole of the region around it.
 */
export function tellingRegionsOf({ regions, membership }: AtlasMap, row: number): readonly number[] {
  const count = membership.length / 2;
  const [coarse, fine] = [membership[2 * row] ?? -1, membership[2 * row + 1] ?? -1];
  const around = regions[coarse]?.size ?? count;
  return [...(around < count ? [coarse] : []), ...((regions[fine]?.size ?? around) < around ? [fine] : [])];
}

/** Rows of the papers that lie in a region, ascending. The last answer is kept. */
export const membersOf = keepLast((map: AtlasMap, id: number): readonly number[] => {
  const { membership } = map;
  const rows: number[] = [];
  for (let row = 0; 2 * row < membership.length; row++)
    if (membership[2 * row] === id || membership[2 * row + 1] === id) rows.push(row);
  return rows;
});
