import type { MapScene } from './map-scene.ts';

/** A map on which nothing is asked, chosen or marked. */
export const NO_MARKS = {
  heat: null,
  colours: null,
  hits: [],
  liked: [],
  disliked: [],
  starred: [],
  outside: null,
  selected: null,
  region: null,
  lasso: null,
  draft: null,
  isChoosing: false,
  hovered: null,
  arcs: [],
  path: [],
} as const satisfies Partial<MapScene>;
