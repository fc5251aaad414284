import type { NeighborTable } from '../vector-index/vector-index.ts';
import type { ContentsBefore } from './contents-before.ts';
import type { PaperChanges } from './paper-changes.ts';

/** Fewer papers are laid out anew in a moment, and their map says little. */
const LEAST_PAPERS = 50;
/** An edited paper stays where it is while this share of its neighbours are those that it had. */
const SAME_NEIGHBORS = 0.5;

/** What stays of a map. */
export interface KeptPlaces {
  /** `count × 2`: where each paper lies; NaN for those that are to be placed. */
  readonly places: Float32Array;
  readonly scale: number;
  /** Papers that have been placed since the map was laid out as a whole, with those that are to be. */
  readonly placed: number;
  /** Rows of papers that were there and have to be placed anew. */
  readonly displaced: readonly number[];
}

/** How a map is to be made. */
interface MapParameters {
  readonly nNeighbors: number;
  readonly minDist: number;
  readonly seed: number;
}

/**
 * Where the papers of an atlas stay on its map: a paper whose vector is the same, or whose neighbours are mostly the same.
 *
 * @returns why the map has to be laid out anew, when it has to
 */
export function findKeptPlaces(
  before: ContentsBefore,
  changes: PaperChanges,
  neighbors: NeighborTable,
  parameters: MapParameters,
): KeptPlaces | string {
  const { projection } = before.steps;
  const { rowBefore, sameVector } = changes;
  const { count } = neighbors;
  const { scale, placed } = projection;
  if (before.map === null) return 'there was no map';
  const { xy } = before.map.projection;
  if (typeof scale !== 'number' || !(scale > 0)) return 'the map was made by an earlier version';
  for (const name of ['nNeighbors', 'minDist', 'seed'] as const)
    if (projection[name] !== parameters[name])
      return `${name} was ${projection[name]}, and is ${parameters[name]}`;
  if (count < LEAST_PAPERS) return `there are fewer than ${LEAST_PAPERS} papers`;

  const places = new Float32Array(2 * count).fill(Number.NaN);
  const displaced: number[] = [];
  let kept = 0;
  for (let row = 0; row < count; row++) {
    const old = rowBefore[row]!;
    if (old < 0) continue;
    if (sameVector[row]! < 0 && !hasSameNeighbors(row, before, rowBefore, neighbors)) {
      displaced.push(row);
      continue;
    }
    places[2 * row] = xy[2 * old]!;
    places[2 * row + 1] = xy[2 * old + 1]!;
    kept++;
  }
  if (2 * kept < count) return 'more than half of the papers are new';
  const placedBefore = typeof placed === 'number' ? placed : 0;
  return { places, scale, displaced, placed: placedBefore + count - kept };
}

function hasSameNeighbors(
  row: number,
  { graph }: ContentsBefore,
  rowBefore: Int32Array,
  { indices, k }: NeighborTable,
): boolean {
  if (graph === null) return false;
  const old = rowBefore[row]!;
  const had = graph.indices.subarray(old * graph.k, old * graph.k + Math.min(k, graph.k));
  let same = 0;
  for (const neighbor of indices.subarray(row * k, (row + 1) * k))
    if (rowBefore[neighbor]! >= 0 && had.includes(rowBefore[neighbor]!)) same++;
  return same >= SAME_NEIGHBORS * k;
}
