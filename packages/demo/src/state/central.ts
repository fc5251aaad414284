import { keepLast } from '../keep-last.ts';
import type { AtlasMap, OpenedAtlas } from './opened-atlas.ts';
import { membersOf } from './regions.ts';

/** Papers that one region's papers count among their nearest are central to it; so many neighbours of each are asked. */
const ASKED_NEIGHBORS = 10;

/**
 * Rows of the papers of a region, the most central first: those that most of its papers have among their true nearest;
 * of equals the one nearer to where the region is densest. The last answer is kept.
 */
export const centralRowsOf = keepLast((atlas: OpenedAtlas, map: AtlasMap, id: number): readonly number[] => {
  const [x, y] = map.regions[id]?.center ?? [0, 0];
  const distance = (row: number) => Math.hypot(map.xy[2 * row]! - x, map.xy[2 * row + 1]! - y);
  return centralOrder(atlas, membersOf(map, id), distance);
});

/** Some papers, ascending, the most central of them first; of equals the one that is less `far`, then the first. */
export function centralOrder(
  { graph }: Pick<OpenedAtlas, 'graph'>,
  members: ArrayLike<number> & Iterable<number>,
  far: ((row: number) => number) | null = null,
): number[] {
  const votes = countVotes(graph, members);
  const ordered = far === null ? members : [...members].sort((a, b) => far(a) - far(b) || a - b);
  const { length } = ordered;
  // One number says both, the votes and the place among equals: numbers are sorted much faster than by a function.
  const keys = Float64Array.from(ordered, (row, at) => at - length * (votes?.get(row) ?? 0)).sort();
  return Array.from(keys, (key) => ordered[((key % length) + length) % length]!);
}

/** Null where nothing is known of neighbours. */
function countVotes(
  graph: OpenedAtlas['graph'],
  members: ArrayLike<number> & Iterable<number>,
): { get(row: number): number } | null {
  if (graph === null) return null;
  const { indices, k, count } = graph;
  const isMember = new Uint8Array(count);
  for (const row of members) isMember[row] = 1;
  const votes = new Uint32Array(count);
  const asked = Math.min(k, ASKED_NEIGHBORS);
  for (const row of members)
    for (const other of indices.subarray(row * k, row * k + asked))
      if (isMember[other] === 1) votes[other]!++;
  return { get: (row) => votes[row]! };
}
