/** How a map is laid out: the knobs of UMAP. Plain data. */
export interface MapShape {
  /** Papers that a paper is held near to, itself counted; an integer ≥ {@link LEAST_NEIGHBORS}. */
  readonly nNeighbors: number;
  /** How near two dots may come, in [0, 1]. */
  readonly minDist: number;
  /** An integer in [0, {@link MOST_SEED}]. */
  readonly seed: number;
}

export const LEAST_NEIGHBORS = 2;
/** More holds everything to everything: such a map says little, and its graph is large. */
export const MOST_NEIGHBORS = 100;
export const MOST_SEED = 2 ** 32 - 1;
/** Up to so many papers stand evenly on the map, whatever is asked for. */
const FEW_PAPERS = 3;

/** A shape that comes from anywhere, as the state holds it; null where it is none. */
export function cleanShape({ nNeighbors, minDist, seed }: MapShape): MapShape | null {
  if (![nNeighbors, minDist, seed].every(Number.isFinite)) return null;
  const within = (value: number, least: number, most: number) => Math.min(most, Math.max(least, value));
  return {
    nNeighbors: within(Math.round(nNeighbors), LEAST_NEIGHBORS, MOST_NEIGHBORS),
    // A negative zero would be another one than it is in an address.
    minDist: within(Math.round(100 * minDist) / 100, 0, 1) + 0,
    seed: within(Math.round(seed), 0, MOST_SEED) + 0,
  };
}

export function isSameShape(a: MapShape | null, b: MapShape | null): boolean {
  if (a === null || b === null) return a === b;
  return a.nNeighbors === b.nNeighbors && a.minDist === b.minDist && a.seed === b.seed;
}

/**
 * The most neighbours that a map of so many papers can be asked for: all of them, at most {@link MOST_NEIGHBORS}. Where
 * the vectors cannot be had, those that the graph has (`graphK` besides the paper itself). Null: there is nothing to choose.
 */
export function mostNeighbors(count: number, graphK: number, hasVectors: boolean): number | null {
  if (count <= FEW_PAPERS) return null;
  const most = Math.min(MOST_NEIGHBORS, count, hasVectors ? count : graphK + 1);
  return most < LEAST_NEIGHBORS ? null : most;
}

const NUMBER = /^\d{1,10}(?:\.\d{1,6})?$/;

/** As the address holds it: `30,0.25,7`. */
export function encodeShape({ nNeighbors, minDist, seed }: MapShape): string {
  return [nNeighbors, minDist, seed].join(',');
}

/** Null where it is no shape. */
export function decodeShape(text: string | null): MapShape | null {
  const parts = text?.split(',') ?? [];
  if (parts.length !== 3 || !parts.every((part) => NUMBER.test(part))) return null;
  const [nNeighbors, minDist, seed] = parts.map(Number) as [number, number, number];
  return cleanShape({ nNeighbors, minDist, seed });
}
