import type { RegionChange } from '../labels/follow-regions.ts';

/** What a build changed in the atlas that was there. */
export interface AtlasChange {
  /** Ids of papers that were not there. */
  readonly added: readonly string[];
  /** Ids of papers whose title or abstract is another one. */
  readonly edited: readonly string[];
  /** Ids of papers that are gone. */
  readonly removed: readonly string[];
  /** Ids of papers that were there and were given another place among those that stayed, because their neighbours are others. */
  readonly moved: readonly string[];
  /** Why the map was laid out anew, so that every paper has another place; null when the papers stayed where they were. */
  readonly refit: string | null;
  /** Regions that grew or shrank, came or went; none when the map was laid out anew. */
  readonly regions: readonly RegionChange[];
}
