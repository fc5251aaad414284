import type { NamedTerm } from 'paper-atlas';
import type { MapBox } from '../map/names-layout.ts';

/** An area is being chosen: the next stroke on the map draws a lasso, the arrows move a frame. */
export interface AreaChoice {
  /** What the keys have framed; null while they were not used. */
  readonly frame: MapBox | null;
}

/** Words that tell a selection, when they have come. */
export interface ToldSelection {
  /** Of which selection: its `rows`. */
  readonly rows: Int32Array;
  /** Best first; null: they could not be found. */
  readonly terms: readonly NamedTerm[] | null;
}
