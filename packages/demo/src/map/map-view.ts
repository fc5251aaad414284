import type { Lasso } from './lasso-line.ts';
import type { Direction, MapInsets, MapScene, MapView3 } from './map-scene.ts';
import type { MapBox } from './names-layout.ts';
import type { MapLook } from './painter.ts';
import type { ScreenBox } from './viewport.ts';

export interface MapEvents {
  /** The pointer came to a paper, or left it (null). */
  onHover(row: number | null): void;
  /** A paper was clicked, or the land double-clicked (null). */
  onSelect(row: number | null): void;
  /** The name of a region was clicked: its id. */
  onRegion(region: number): void;
  /** A line was drawn around papers. */
  onLasso(lasso: Lasso): void;
  /** A gesture or a flight ended. */
  onView(view: MapView3): void;
}

/** The map on the page. */
export interface MapView {
  update(scene: MapScene): void;
  /** Looks elsewhere; at once unless `animate`. Calls `onView` when it has arrived, except for views set at once. */
  setView(view: MapView3, options?: { readonly animate?: boolean }): void;
  /** Flies to a paper, zooming in a little when the whole map is seen; stays when few papers lie all in sight. */
  flyTo(row: number): void;
  /** Flies to where these papers fill the window, and keeps them there while panels move, until one looks elsewhere. */
  fit(rows: readonly number[], options?: { readonly animate?: boolean }): void;
  getView(): MapView3;
  /** What is seen, through a window that nothing covers; null while nothing is. */
  getLook(): MapLook | null;
  /** The part of the map that panels leave free, in map coordinates. */
  getWindow(): MapBox;
  /** `factor` > 1 comes closer. */
  zoomBy(factor: number): void;
  /** Flies back to the whole map. */
  reset(): void;
  /** The paper that lies next in that direction on the screen; from the centre of the view when `row` is null. */
  nearestInDirection(row: number | null, direction: Direction): number | null;
  setInsets(insets: MapInsets): void;
  /**
   * What floats over the map besides, in CSS pixels from its top left: no name stands under it, and on the whole map no
   * paper lies under what it may grow to (`reserved`).
   */
  setCovers(covers: readonly ScreenBox[], reserved?: readonly ScreenBox[]): void;
  /** Names the picture for those who do not see it; unnamed it is hidden from assistive technology. */
  setLabel(label: string): void;
  destroy(): void;
}
