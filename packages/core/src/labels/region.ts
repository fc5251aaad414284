import type { NamedTerm } from './names.ts';

/** A named cluster of the map. */
export interface Region {
  /** Position in the list of regions. */
  readonly id: number;
  /** 0 coarse, 1 fine. */
  readonly level: 0 | 1;
  /** The coarse region around a fine one; null for a coarse one. */
  readonly parent: number | null;
  /** One or two terms, as `rationales · explanations`. No two regions of a level share a name or a term of it. */
  readonly name: string;
  /** Up to eight telling terms, best first; the score is > 0 and compares within the region only. */
  readonly terms: readonly NamedTerm[];
  /** Papers in it, ≥ 1. */
  readonly size: number;
  /** Where it is densest, in map units: the place for its name. */
  readonly center: readonly [x: number, y: number];
}
