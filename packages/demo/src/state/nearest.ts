import { keepLast } from '../keep-last.ts';
import type { OpenedAtlas } from './opened-atlas.ts';

/** True neighbours that are shown of a paper. */
const SHOWN_NEIGHBORS = 10;

/** A true neighbour of a paper. */
export interface Nearest {
  readonly row: number;
  /** Cosine similarity, in [-1, 1]. */
  readonly similarity: number;
  /** True when the map does not show it among as many nearest places: the map tore the two apart. */
  readonly isTorn: boolean;
}

/** The true nearest papers of one, nearest first; none when the atlas has no graph. The last answer is kept. */
export const nearestOf = keepLast(findNearest);

/**
 * Whether it says anything that the map keeps so many of a paper's nearest near it: of few papers all others are among the
 * nearest, in truth and on any map.
 */
export function hasFarPapers({ papers }: Pick<OpenedAtlas, 'papers'>): boolean {
  return papers.length - 1 > SHOWN_NEIGHBORS;
}

function findNearest({ graph, map }: OpenedAtlas, row: number): readonly Nearest[] {
  if (graph === null) return [];
  const rows = Array.from(
    graph.indices.subarray(row * graph.k, row * graph.k + Math.min(graph.k, SHOWN_NEIGHBORS)),
  );
  const real = rows.filter((other) => other >= 0);
  const near = map === null ? null : mapNeighbors(map.xy, row, real.length);
  return real.map((other, at) => ({
    row: other,
    similarity: 1 - graph.distances[row * graph.k + at]!,
    isTorn: near !== null && !near.has(other),
  }));
}

/** The k papers that lie nearest on the map. */
function mapNeighbors(xy: Float32Array, row: number, k: number): ReadonlySet<number> {
  const distances = Array.from({ length: xy.length / 2 }, (_, other) => ({
    other,
    distance:
      other === row
        ? Infinity
        : Math.hypot(xy[2 * other]! - xy[2 * row]!, xy[2 * other + 1]! - xy[2 * row + 1]!),
  }));
  return new Set(
    distances
      .sort((a, b) => a.distance - b.distance || a.other - b.other)
      .slice(0, k)
      .map(({ other }) => other),
  );
}
