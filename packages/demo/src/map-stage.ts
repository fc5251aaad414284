import { createCalmAnswer } from './calm-answer.ts';
import { element } from './elements.ts';
import { createMapView } from './map/create-map-view.ts';
import type { Direction, MapView3 } from './map/map-scene.ts';
import type { MapView } from './map/map-view.ts';
import type { MapBox } from './map/names-layout.ts';
import type { MapLook } from './map/painter.ts';
import type { ScreenBox } from './map/viewport.ts';
import { comparedRowsOf } from './state/comparison.ts';
import { openAtlasOf, selectedRow } from './state/papers.ts';
import { membersOf, openRegionOf } from './state/regions.ts';
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
  /** What a picture of the map shows now; null while there is none. */
  getLook(): MapLook | null;
  /** What the panels leave free of the map; null while there is none. */
  getWindow(): MapBox | null;
  nearestInDirection(row: number | null, direction: Direction): number | null;
  /** The map's middle is what this panel leaves free; no name and, at rest, no paper stands under the floating cards. */
  keepClearOf(panel: HTMLElement, cards: readonly HTMLElement[]): void;
  /** One more floating card, that comes later. */
  keepClearOfCard(card: HTMLElement): void;
}

const MARGIN = 16;

/** The map comes when there is something to draw. */
export function createMapStage(store: Store): MapStage {
  const node = element('div', {
    class: 'map',
    attributes: { role: 'group', 'aria-label': words.map.label, tabindex: '0' },
  });
  let map: MapView | null = null;
  /** The address says where to look: a path that it asks for is not flown to. */
  let isPlaced = false;

  /** A double click on the land puts away what is open. */
  const clear = () => {
    const { selected, path, region, lasso } = store.get();
    if (selected === null && path !== null) store.dispatch({ type: 'path-closed' });
    else if (selected === null && region === null && lasso !== null)
      store.dispatch({ type: 'lasso-drawn', lasso: null });
    else if (selected !== null || region === null) store.dispatch({ type: 'paper-selected', id: null });
    else store.dispatch({ type: 'region-chosen', region: null });
  };
  const select = (row: number | null) => {
    const atlas = openAtlasOf(store.get());
    if (atlas === null) return;
    const id = row === null ? null : atlas.papers[row]?.id;
    if (id == null) clear();
    else store.dispatch({ type: 'paper-selected', id });
  };
  const calm = createCalmAnswer(() => {
    const scene = deriveScene(store.get());
    if (scene !== null) map?.update(scene);
  });
  const follow: Listener = (after, before, action) => {
    const scene = deriveScene({ ...after, answer: calm.of(after) });
    if (scene === null) return;
    const isFirst = map === null;
    map ??= createMapView(node, {
      onHover: (row) => store.dispatch({ type: 'paper-hovered', row }),
      onSelect: select,
      onRegion: (region) => store.dispatch({ type: 'region-chosen', region }),
      onLasso: (lasso) => store.dispatch({ type: 'lasso-drawn', lasso }),
      onView: (view) =>
        store.dispatch({ type: 'view-changed', view: isWhole(view) ? null : roundView(view) }),
    });
    if (isFirst) setInsets();
    map.update(scene);
    // The keys are the map's now.
    if (action.type === 'area-choosing' && action.isOn && action.frameIn != null) node.focus();
    if (action.type === 'address-changed') isPlaced = after.view !== null;
    else if (after.path !== before.path) isPlaced = false;
    // Papers and regions that the address asks for are known when the atlas is open.
    if (isFirst || action.type === 'atlas-opened') return startAt(map, after);
    if (action.type === 'atlas-replaced') return map.reset();
    if (action.type === 'address-changed') return look(map, after);
    const row = selectedRow(after);
    if (action.type === 'path-found' && after.foundPath !== null && !isPlaced)
      return map.fit(
        after.foundPath.steps.map((step) => step.row),
        { animate: true },
      );
    const compared = after.compared === before.compared ? null : comparedRowsOf(after);
    if (compared !== null) map.fit([compared.a, compared.b], { animate: true });
    else if (after.selected !== before.selected && row !== null) map.flyTo(row);
    else if (action.type === 'region-chosen' && after.region !== null)
      map.fit(openMembers(after), { animate: true });
    else if (isClosedRegion(after, before) && action.type !== 'query-typed' && action.type !== 'lasso-drawn')
      map.reset();
    else if (action.type === 'stepped-back' && after.view === null && before.view !== null) map.reset();
  };
  store.listen(follow);

  let panel: HTMLElement | null = null;
  let floating: readonly HTMLElement[] = [];
  const observer = new ResizeObserver(setInsets);
  function setInsets(): void {
    if (panel === null || map === null) return;
    const all = node.getBoundingClientRect();
    const cards = floating.map((card) => ({ card, box: card.getBoundingClientRect() }));
    const seen = cards.filter(({ box }) => box.width > 0 && box.height > 0);
    // In a small window a panel may stand in the place of the column.
    const isAway = !panel.checkVisibility({ visibilityProperty: true });
    const standIn = isAway ? seen.find(({ card }) => card.matches(SIDE_PANEL)) : undefined;
    const covered = standIn?.box ?? panel.getBoundingClientRect();
    const isSheet = covered.width > all.width * 0.8;
    map.setInsets({
      left: isSheet ? MARGIN : covered.right + MARGIN,
      right: MARGIN,
      top: MARGIN,
      bottom: isSheet ? Math.min(all.bottom - covered.top, all.height * 0.6) : MARGIN,
    });
    const floats = seen.filter(({ card, box }) => !card.matches(SIDE_PANEL) || box.left > covered.right);
    map.setCovers(
      floats.map(({ box }) => box),
      floats.flatMap(({ card, box }) => {
        if (card.classList.contains('legend')) return growLegend(box, all.width);
        return card.matches(SIDE_PANEL) ? growPanel(box, covered.right, all.height) : box;
      }),
    );
  }

  return {
    node,
    lookAt: (view) => (view === null ? map?.reset() : map?.setView(view, { animate: true })),
    zoomBy: (factor) => map?.zoomBy(factor),
    getLook: () => map?.getLook() ?? null,
    getWindow: () => map?.getWindow() ?? null,
    nearestInDirection: (row, direction) => map?.nearestInDirection(row, direction) ?? null,
    keepClearOf(covering, cards) {
      panel = covering;
      floating = [...cards, ...floating];
      for (const each of [covering, node, ...cards]) observer.observe(each);
    },
    keepClearOfCard(card) {
      floating = [...floating, card];
      observer.observe(card);
    },
  };
}

/** As large as the legend becomes with a long query, in CSS pixels. */
const LEGEND = { width: 580, height: 54 } as const;

/** The legend's box with the room that it may take: away from the edge of the window that it stands at. */
function growLegend({ left, right, top, bottom }: DOMRect, windowWidth: number): ScreenBox {
  const more = Math.max(0, LEGEND.width - (right - left));
  const isLeft = left + right < windowWidth;
  return {
    left: isLeft ? left : left - more,
    right: isLeft ? right + more : right,
    top,
    bottom: Math.max(bottom, top + LEGEND.height),
  };
}

/** The legend of the colours and the knobs of the map. */
const SIDE_PANEL = '.corner-panel';

/** Of less room beside such a panel the map takes all, and lies under it. */
const LEAST_MAP = 300;

/** It is a second column, whatever it shows now: the map stands between both, and stays there. */
function growPanel({ left, right, top }: DOMRect, from: number, windowHeight: number): ScreenBox[] {
  return left - from < LEAST_MAP ? [] : [{ left, right, top, bottom: windowHeight }];
}

function openMembers(state: ExplorerState): readonly number[] {
  const map = openAtlasOf(state)?.map ?? null;
  return map === null || openRegionOf(state) === null ? [] : membersOf(map, state.region!);
}

function isClosedRegion(after: ExplorerState, before: ExplorerState): boolean {
  return after.region === null && before.region !== null;
}

/** The first look: where the address says, else at the open paper, else at the open region, else at all. */
function startAt(map: MapView, state: ExplorerState): void {
  const row = selectedRow(state);
  if (state.view !== null) map.setView(state.view);
  else if (row !== null) map.flyTo(row);
  else if (openRegionOf(state) !== null) map.fit(openMembers(state));
}

function look(map: MapView, state: ExplorerState): void {
  const row = selectedRow(state);
  if (state.view !== null) map.setView(state.view, { animate: true });
  else if (row !== null) map.flyTo(row);
  else if (openRegionOf(state) !== null) map.fit(openMembers(state), { animate: true });
  else map.reset();
}

function isWhole({ x, y, k }: MapView3): boolean {
  return Math.abs(k - 1) < 0.01 && Math.abs(x) < 0.01 && Math.abs(y) < 0.01;
}
