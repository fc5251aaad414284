import type { Region } from 'paper-atlas';
import { keepLast } from '../keep-last.ts';
import { openAtlasOf } from './papers.ts';
import type { AtlasMap, ExplorerState } from './state.ts';

/** The region that is open; null when none is, or the atlas has no such region. */
export function openRegionOf(state: ExplorerState): Region | null {
  const map = openAtlasOf(state)?.map ?? null;
  return state.region === null ? null : (map?.regions[state.region] ?? null);
}

/** Rows of the papers that lie in a region, ascending. The last answer is kept. */
export const membersOf = keepLast((map: AtlasMap, id: number): readonly number[] => {
  const { membership } = map;
  const rows: number[] = [];
  for (let row = 0; 2 * row < membership.length; row++)
    if (membership[2 * row] === id || membership[2 * row + 1] === id) rows.push(row);
  return rows;
});
