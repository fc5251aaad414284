import type { ModelSpec, NeighborTable, Paper, Region } from 'paper-atlas';
import type { MapTheme, MapView3 } from '../map/map-scene.ts';
import type { Terrain } from '../map/terrain-layout.ts';
import type { PlainError } from '../search/plain-error.ts';

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

/** What the page knows of the open atlas. A part that could not be read is null and its error stands in `problems`. */
export interface OpenedAtlas {
  /** Row order. */
  readonly papers: readonly Paper[];
  readonly model: ModelSpec;
  /** Share of true neighbours that the map keeps, in [0, 1]; null when nobody measured it. */
  readonly keptNeighbors: number | null;
  /** The true nearest papers of each, nearest first, by cosine distance. */
  readonly graph: NeighborTable | null;
  readonly map: AtlasMap | null;
  /** How the atlas makes its map, should it have to be made here. */
  readonly mapOptions: { readonly nNeighbors: number; readonly minDist: number; readonly seed: number };
  readonly problems: readonly PlainError[];
}

/** How far one thing has come; `total` 0 = unknown. */
export interface Amount {
  readonly done: number;
  readonly total: number;
}

type AtlasState =
  | { readonly phase: 'loading' }
  | { readonly phase: 'failed'; readonly error: PlainError }
  | { readonly phase: 'open'; readonly atlas: OpenedAtlas };

/** The map that is made here when the atlas has none. */
type MapMaking =
  | { readonly phase: 'none' }
  | ({ readonly phase: 'making' } & Amount)
  | { readonly phase: 'failed'; readonly error: PlainError };

/** `waiting`: for the atlas. Meaning needs both vectors and model: either may fail. */
type MeaningState =
  | { readonly phase: 'waiting' }
  | ({ readonly phase: 'loading' } & Amount)
  | { readonly phase: 'starting' }
  | { readonly phase: 'ready' }
  | { readonly phase: 'failed'; readonly part: 'vectors' | 'model'; readonly error: PlainError };

/** A ranked answer to a query. */
export interface Answer {
  readonly query: string;
  readonly kind: 'words' | 'meaning';
  /** The ranked list, best first: rows. */
  readonly rows: readonly number[];
  /** Papers that were compared (meaning) or that match (words). */
  readonly matched: number;
  /** Where no paper has all the words: how many the first of the list has, of how many that were asked; else null. */
  readonly lacking: { readonly had: number; readonly asked: number } | null;
  /** Cosine similarity of each paper of the atlas, by row; null for words. */
  readonly similarities: Float32Array | null;
  /** Closeness of each paper for the map, by row, in [0, 1]. */
  readonly heat: Float32Array;
  readonly milliseconds: number;
}

/** Where `n` and `p` walk: the true neighbours of one paper, `step` 0 = the paper itself. */
interface Walk {
  readonly anchor: number;
  readonly step: number;
}

export type ThemeChoice = 'system' | MapTheme;
export type SheetHeight = 'peek' | 'half' | 'full';

/** All that the page shows, and nothing of how. Plain data; rows are positions in `papers`. */
export interface ExplorerState {
  readonly atlas: AtlasState;
  readonly making: MapMaking;
  readonly meaning: MeaningState;
  /** The similarities at which every bar is empty and full: of a farthest and of a closest pair of the atlas' papers. */
  readonly range: readonly [low: number, high: number];
  readonly query: string;
  /** True from the first key until a pause: such queries share one entry of the history. */
  readonly isTyping: boolean;
  readonly answer: Answer | null;
  readonly searchError: PlainError | null;
  /** Id of the paper whose panel is open. */
  readonly selected: string | null;
  readonly walk: Walk | null;
  /**
   * Id of the region that is open, its position in the map's regions: the column lists its papers, the map dims the
   * others. The atlas may have no such region: see `openRegionOf`.
   */
  readonly region: number | null;
  readonly hovered: number | null;
  /** Null: the whole map. */
  readonly view: MapView3 | null;
  readonly themeChoice: ThemeChoice;
  readonly systemTheme: MapTheme;
  readonly reducedMotion: boolean;
  readonly isHelpOpen: boolean;
  readonly sheet: SheetHeight;
}

export const INITIAL_STATE: ExplorerState = {
  atlas: { phase: 'loading' },
  making: { phase: 'none' },
  meaning: { phase: 'waiting' },
  range: [0, 1],
  query: '',
  isTyping: false,
  answer: null,
  searchError: null,
  selected: null,
  walk: null,
  region: null,
  hovered: null,
  view: null,
  themeChoice: 'system',
  systemTheme: 'light',
  reducedMotion: false,
  isHelpOpen: false,
  sheet: 'half',
};
