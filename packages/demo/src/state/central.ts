import { keepLast } from '../keep-last.ts';
import { membersOf } from './regions.ts';
import type { AtlasMap, OpenedAtlas } from './state.ts';

/** Papers that one region's papers count among their nearest are central to it; so many neighbours of each are asked. */
const ASKED_NEIGHBORS = 10;

/**
 * Rows of the papers of a region, the most central first: those that most of its papers have among their true nearest;
 * of equals the one nearer to where the region is densest. The last answer is kept.
 */
export const centralRowsOf = keepLast((atlas: OpenedAtlas, map: AtlasMap, id: number): readonly number[] => {
  const members = membersOf(map, id);
  const votes = countVotes(atlas, members);
  const [x, y] = map.regions[id]?.center ?? [0, 0];
  const distance = (row: number) => Math.hypot(map.xy[2 * row]! - x, map.xy[2 * row + 1]! - y);
  return [...members].sort((a, b) => votes.get(b)! - votes.get(a)! || distance(a) - distance(b) || a - b);
});

function countVotes({ graph }: OpenedAtlas, members: readonly number[]): ReadonlyMap<number, number> {
  const votes = new Map(members.map((row) => [row, 0]));
  if (graph === null) return votes;
  const { indices, k } = graph;
  for (const row of members)
    for (const other of indices.subarray(row * k, row * k + Math.min(k, ASKED_NEIGHBORS))) {
      const counted = votes.get(other);
      if (counted !== undefined) votes.set(other, counted + 1);
    }
  return votes;
}
