import type { Lasso } from './lasso-line.ts';
import type { Terrain } from './terrain-layout.ts';

/** What goes into the map: plain data. What comes out, and what may be asked, stands in `map-view.ts`. */

/** A named hill of the map; the regions of an atlas are such. */
export interface MapRegion {
  /** Its position in `MapScene.regions`, which is what `membership` refers to. */
  readonly id: number;
  /** 0 coarse, 1 fine. */
  readonly level: 0 | 1;
  /** Id of the coarse region that holds this fine one; null for coarse ones. */
  readonly parent: number | null;
  readonly name: string;
  /** Number of papers. */
  readonly size: number;
  /** Map coordinates. */
  readonly center: readonly [number, number];
}

/** A line between two papers: true neighbours, dashed when the map tore them apart. Ends are rows. */
export interface MapArc {
  readonly from: number;
  readonly to: number;
  readonly isTorn: boolean;
}

/** Colours of the papers. */
export interface DotColours {
  /** Of each paper, by row: its position in `palette`; `NO_COLOUR` for grey. */
  readonly index: Uint8Array;
  /** `#rrggbb` or `rgb(r, g, b)`. */
  readonly palette: readonly string[];
}

/** Everything that the map draws, derived from the state by the explorer. Arrays are not copied: do not change them later. */
export interface MapScene {
  /** Number of papers. */
  readonly count: number;
  /** `count × 2`, in [-1, 1], y up. */
  readonly xy: Float32Array;
  /** `count`, in row order, or none while they are not known. Plain text. */
  readonly titles: readonly string[];
  readonly regions: readonly MapRegion[];
  /** `count × 2`: coarse and fine region of each paper, as positions in `regions`; -1 for none. */
  readonly membership: Int32Array;
  /** The land under the papers: `layoutTerrain` of `xy`, which is best done in a worker. */
  readonly terrain: Terrain;
  /** Closeness of each paper to the query in [0, 1]; null = at rest. */
  readonly heat: Float32Array | null;
  /** What fills the dots in place of the theme's own colours; their size still tells `heat` and `hits`. Null: nothing. */
  readonly colours: DotColours | null;
  /** Rows of the ranked list, best first: drawn larger, coloured by heat. */
  readonly hits: readonly number[];
  /** Rows with a ring: more like these. */
  readonly liked: readonly number[];
  /** Rows with a cross: less like these. */
  readonly disliked: readonly number[];
  /** Rows with a star: the reading list. */
  readonly starred: readonly number[];
  /** 1 for each paper that a filter or a lasso leaves out, by row: grey; null when none is asked for. */
  readonly outside: Uint8Array | null;
  /** Row, or null. */
  readonly selected: number | null;
  /** Id of the region that is looked at: papers and names outside it step back; null = all are alike. */
  readonly region: number | null;
  /** A line around some papers; null without one. */
  readonly lasso: Lasso | null;
  /** What is about to be one: dashed; null without one. */
  readonly draft: Lasso | null;
  /** An area is being chosen: strokes draw a lasso, and do not move the map. */
  readonly isChoosing: boolean;
  /** Row, or null. */
  readonly hovered: number | null;
  readonly arcs: readonly MapArc[];
  /** Rows of a path, in order: joined by a line and numbered. Empty without one. */
  readonly path: readonly number[];
  readonly theme: MapTheme;
  readonly reducedMotion: boolean;
}

export type MapTheme = 'light' | 'dark';

/** Where one looks: the centre in map coordinates and the zoom; at `k` = 1 the whole map fits between the insets. */
export interface MapView3 {
  readonly x: number;
  readonly y: number;
  readonly k: number;
}

export type Direction = 'up' | 'down' | 'left' | 'right';

/** What panels cover of the map, in CSS pixels from each edge. */
export interface MapInsets {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}
