import type { Progress } from 'paper-atlas';
import type { Lasso } from '../map/lasso-line.ts';
import type { PlainError } from '../search/plain-error.ts';
import type { FormedMap } from './formed-map.ts';
import type { MapShape } from './map-shape.ts';
import type { AtlasMap } from './opened-atlas.ts';

/** A map under way. */
export interface FormingMap extends Progress {
  /** How it stands; null: as it stood last, or, before there was anything to see and where nothing may move, not at all. Without names. */
  readonly map: AtlasMap | null;
}

/** The shape of the map: what is asked for, what is shown, and the maps that were made, so that one can go back. */
export interface ShapeState {
  readonly isPanelOpen: boolean;
  /** In the address; null: as the atlas has it. */
  readonly asked: MapShape | null;
  /** Of the map that is shown; another one than `asked` while that is forming. */
  readonly shown: MapShape | null;
  /** The maps that one can go to without making them again, the atlas' own among them; empty until another was made. */
  readonly made: readonly FormedMap[];
  /** Shapes that were shown before, the latest last, and those that were undone, the next one last. */
  readonly past: readonly (MapShape | null)[];
  readonly future: readonly (MapShape | null)[];
  readonly forming: FormingMap | null;
  /** True from the first move of a knob until the map stands: such moves share one entry of the browser's history. */
  readonly isMoving: boolean;
  /** The open region, where it is one of the map that is forming; else null. */
  readonly awaitedRegion: number | null;
  /** The last selection that was put away with the map on which it was drawn; null when none was, or it is back. */
  readonly aside: { readonly shape: MapShape; readonly lasso: Lasso } | null;
  /** Why the last one could not be made. */
  readonly error: PlainError | null;
}

export const OWN_SHAPE: ShapeState = {
  isPanelOpen: false,
  asked: null,
  shown: null,
  made: [],
  past: [],
  future: [],
  forming: null,
  isMoving: false,
  awaitedRegion: null,
  aside: null,
  error: null,
};
