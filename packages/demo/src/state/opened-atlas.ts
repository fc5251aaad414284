import type { ModelSpec, NeighborTable, Paper, Region } from 'paper-atlas';
import type { Terrain } from '../map/terrain-layout.ts';
import type { PlainError } from '../search/plain-error.ts';
import type { Askable } from './askable.ts';
import type { PaperCard } from './paper-card.ts';

/** A map with its names, from the atlas or made here. */
export interface AtlasMap {
  /** `count × 2`, in [-1, 1]. */
  readonly xy: Float32Array;
  readonly regions: readonly Region[];
  /** `count × 2`: coarse and fine region of each paper, as positions in `regions`; -1 for none. */
  readonly membership: Int32Array;
  /** The land under the papers. */
  readonly terrain: Terrain;
  /** True when it was not in the atlas and was computed on this page. */
  readonly isComputed: boolean;
}

/** Where an atlas comes from, and how good its map is; null what nobody measured. */
interface AtlasOrigin {
  /** 32 hex digits. */
  readonly atlasId: string;
  readonly format: number;
  /** 1 for the first build, one more with each. */
  readonly generation: number;
  /** In [0, 1]. */
  readonly trustworthiness: number | null;
  /** In [0, 1]. */
  readonly continuity: number | null;
}

/** What the page knows of the open atlas. A part that could not be read is null and its error stands in `problems`. */
export interface OpenedAtlas {
  /** Row order. */
  readonly papers: readonly PaperCard[];
  /** All papers with all that they say, in an atlas of so few that they come at once; else null: see `recordOf`. */
  readonly whole: readonly Paper[] | null;
  /** Names of the papers' own columns. */
  readonly columnNames: readonly string[];
  /** What the query language can ask of these papers. */
  readonly askable: Askable;
  readonly model: ModelSpec;
  /** Share of true neighbours that the map keeps, in [0, 1]; null when nobody measured it. */
  readonly keptNeighbors: number | null;
  /** Share of each paper's nearest that the map keeps, by row, in [0, 1]; null when nobody measured it. */
  readonly placement: Float32Array | null;
  /** The true nearest papers of each, nearest first, by cosine distance. */
  readonly graph: NeighborTable | null;
  readonly map: AtlasMap | null;
  /** How the atlas makes its map, should it have to be made here. */
  readonly mapOptions: { readonly nNeighbors: number; readonly minDist: number; readonly seed: number };
  /** What else the atlas says of itself. */
  readonly origin: AtlasOrigin;
  readonly problems: readonly PlainError[];
}
