import type { MapShape } from './map-shape.ts';
import type { AtlasMap, OpenedAtlas } from './opened-atlas.ts';

/** A map and what was measured of it. */
export interface FormedMap {
  /** How it was asked for; null: as the atlas has it. */
  readonly shape: MapShape | null;
  readonly map: AtlasMap;
  /** As in `OpenedAtlas`. */
  readonly placement: Float32Array | null;
  readonly keptNeighbors: number | null;
  readonly trustworthiness: number | null;
  readonly continuity: number | null;
}

/** The map that an atlas shows, with its figures; null where it has none. */
export function formedMapOf(atlas: OpenedAtlas, shape: MapShape | null): FormedMap | null {
  const { map, placement, keptNeighbors, origin } = atlas;
  const { trustworthiness, continuity } = origin;
  return map && { shape, map, placement, keptNeighbors, trustworthiness, continuity };
}

/** The atlas with another map: whatever shows the map, or a figure of it, shows this one. */
export function withFormedMap(atlas: OpenedAtlas, formed: FormedMap): OpenedAtlas {
  const { map, placement, keptNeighbors, trustworthiness, continuity } = formed;
  const origin = { ...atlas.origin, trustworthiness, continuity };
  return { ...atlas, map, placement, keptNeighbors, origin };
}
