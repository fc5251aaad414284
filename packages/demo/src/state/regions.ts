import type { Region } from 'paper-atlas';
import { openAtlasOf } from './papers.ts';
import type { AtlasMap, ExplorerState } from './state.ts';

/** The region that is open; null when none is, or the atlas has no such region. */
export function openRegionOf(state: ExplorerState): Region | null {
  const map = openAtlasOf(state)?.map ?? null;
  return state.region === null ? null : (map?.regions[state.region] ?? null);
}

let last: { map: AtlasMap; id: number; rows: readonly number[] } | null = null;

/** Rows of the papers that lie in a region, ascending. The last answer is kept. */
export function membersOf(map: AtlasMap, id: number): readonly number[] {
  if (last?.map === map && last.id === id) return last.rows;
  const { membership } = map;
  const rows: number[] = [];
  for (let row = 0; 2 * row < membership.length; row++)
    if (membership[2 * row] === id || membership[2 * row + 1] === id) rows.push(row);
  last = { map, id, rows };
  return rows;
}
