import { element } from './elements.ts';
import { createMapView } from './map/create-map-view.ts';
import type { Direction, MapView, MapView3 } from './map/map-scene.ts';
import { openAtlasOf, selectedRow } from './state/papers.ts';
import { deriveScene } from './state/scene.ts';
import type { ExplorerState } from './state/state.ts';
import type { Listener, Store } from './state/store.ts';
import { roundView } from './state/url.ts';
import { words } from './words.ts';

/** The map on the page, tied to the state: what is drawn, where one looks, what was clicked. */
export interface MapStage {
  readonly node: HTMLElement;
  lookAt(view: MapView3 | null): void;
  zoomBy(factor: number): void;
  nearestInDirection(row: number | null, direction: Direction): number | null;
  /** The map's middle is what this panel leaves free. */
  keepClearOf(panel: HTMLElement): void;
}

const MARGIN = 16;

/** The map comes when there is something to draw. */
export function createMapStage(store: Store): MapStage {
  const node = element('div', {
    class: 'map',
    attributes: { role: 'group', 'aria-label': words.map.label, tabindex: '0' },
  });
  let map: MapView | null = null;

  const select = (row: number | null) => {
    const papers = openAtlasOf(store.get())?.papers;
    store.dispatch({ type: 'paper-selected', id: row === null ? null : (papers?.[row]?.id ?? null) });
  };
  const follow: Listener = (after, before, action) => {
    const scene = deriveScene(after);
    if (scene === null) return;
    const isFirst = map === null;
    map ??= createMapView(node, {
      onHover: (row) => store.dispatch({ type: 'paper-hovered', row }),
      onSelect: select,
      onView: (view) =>
        store.dispatch({ type: 'view-changed', view: isWhole(view) ? null : roundView(view) }),
    });
    if (isFirst) setInsets();
    map.update(scene);
    if (isFirst) return startAt(map, after);
    if (action.type === 'address-changed') return look(map, after);
    const row = selectedRow(after);
    if (after.selected !== before.selected && row !== null) map.flyTo(row);
    else if (action.type === 'stepped-back' && after.view === null && before.view !== null) map.reset();
  };
  store.listen(follow);

  let panel: HTMLElement | null = null;
  function setInsets(): void {
    if (panel === null || map === null) return;
    const all = node.getBoundingClientRect();
    const covered = panel.getBoundingClientRect();
    const isSheet = covered.width > all.width * 0.8;
    map.setInsets({
      left: isSheet ? MARGIN : covered.right + MARGIN,
      right: MARGIN,
      top: isSheet ? 3 * MARGIN : 2 * MARGIN,
      bottom: isSheet ? Math.min(all.bottom - covered.top, all.height * 0.6) : 2 * MARGIN,
    });
  }

  return {
    node,
    lookAt: (view) => (view === null ? map?.reset() : map?.setView(view, { animate: true })),
    zoomBy: (factor) => map?.zoomBy(factor),
    nearestInDirection: (row, direction) => map?.nearestInDirection(row, direction) ?? null,
    keepClearOf(covering) {
      panel = covering;
      const observer = new ResizeObserver(setInsets);
      observer.observe(covering);
      observer.observe(node);
    },
  };
}

/** The first look: where the address says, else at the open paper, else at all. */
function startAt(map: MapView, state: ExplorerState): void {
  const row = selectedRow(state);
  if (state.view !== null) map.setView(state.view);
  else if (row !== null) map.flyTo(row);
}

function look(map: MapView, state: ExplorerState): void {
  const row = selectedRow(state);
  if (state.view !== null) map.setView(state.view, { animate: true });
  else if (row !== null) map.flyTo(row);
  else map.reset();
}

function isWhole({ x, y, k }: MapView3): boolean {
  return Math.abs(k - 1) < 0.01 && Math.abs(x) < 0.01 && Math.abs(y) < 0.01;
}
