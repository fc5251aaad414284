import type { MapView3 } from '../map/map-scene.ts';
import type { MapBox } from '../map/names-layout.ts';
import type { Action } from '../state/actions.ts';
import type { ExplorerState } from '../state/state.ts';

/** A part of the page: shows the state, and nothing else. */
export interface Panel {
  readonly node: HTMLElement;
  update(state: ExplorerState): void;
  destroy(): void;
}

/** What a panel may ask for. */
export interface PanelContext {
  dispatch(action: Action): void;
  /** Flies the map there; null: the whole map. */
  lookAt(view: MapView3 | null): void;
  zoomBy(factor: number): void;
  /** What the panels leave free of the map; null while there is none. */
  getWindow(): MapBox | null;
}

/** Calls `render` when one of the values that `read` gives is another than at the last call. */
export function whenChanged(
  read: (state: ExplorerState) => readonly unknown[],
  render: (state: ExplorerState) => void,
): (state: ExplorerState) => void {
  let last: readonly unknown[] | null = null;
  return (state) => {
    const values = read(state);
    if (last?.every((value, at) => Object.is(value, values[at]))) return;
    last = values;
    render(state);
  };
}
