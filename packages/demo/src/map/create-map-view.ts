import './map.css';
import { createCamera } from './camera.ts';
import { type Cells, sortIntoCells } from './cells.ts';
import { findInDirection } from './direction.ts';
import { createFrameLoop } from './frame-loop.ts';
import { createGlide } from './glide.ts';
import { createLassoGesture } from './lasso-gesture.ts';
import { createMapCanvas } from './map-canvas.ts';
import type { MapScene } from './map-scene.ts';
import type { MapEvents, MapView } from './map-view.ts';
import { NAME_FAMILY, nameFont } from './names.ts';
import { createPainter, MAX_CIRCLES, type MapLook } from './painter.ts';
import { createPicker, type Picker } from './pick.ts';
import { createPointer } from './pointer.ts';
import { nearestRow, rowsOnTop } from './rows-on-top.ts';
import type { Ring, Terrain } from './terrain-layout.ts';
import {
  fitScale,
  freeBox,
  isClear,
  projectPoint,
  type ScreenPoint,
  uncover,
  unprojectPoint,
  WHOLE_MAP,
} from './viewport.ts';

/** Flying to a paper comes at least this close. */
const PAPER_ZOOM = 2.4;
/** So few papers need no flight as long as they are in sight. */
const FEW = 20;

/** The map in a container that it fills: `update` gives it what to draw, `events` tell what people do on it. */
export function createMapView(container: HTMLElement, events: MapEvents): MapView {
  let scene: MapScene | null = null;
  let terrain: Terrain | null = null;
  let cells: Cells | null = null;
  let picker: Picker | null = null;
  const glide = createGlide();
  let hasDrawn = false;

  container.classList.add('map');
  const family = getComputedStyle(container).getPropertyValue('--map-serif').trim() || NAME_FAMILY;
  const canvas = createMapCanvas(container, () => {
    camera.setWindow(canvas);
    // The canvas is empty now: no frame may be shown before it is filled, but for the first, in which the page comes.
    if (hasDrawn) draw(performance.now());
    else loop.request();
  });
  const camera = createCamera(canvas.element, {
    onChange: () => loop.request(),
    onArrive: (view) => events.onView(view),
    isHeld: () => scene?.isChoosing ?? false,
  });
  const painter = createPainter(container, canvas, family);
  const loop = createFrameLoop(drawNext);
  let draft: readonly number[] | null = null;
  // Before what else is pressed: a stroke ends in no click.
  const lassoGesture = createLassoGesture(canvas.element, {
    isOn: () => scene?.isChoosing ?? false,
    toMap: ({ x, y }) => unprojectPoint(camera.viewport, camera.view, x, y),
    onDraft(line) {
      draft = line;
      loop.request();
    },
    onDrawn: (lasso) => events.onLasso(lasso),
  });
  const pointer = createPointer(canvas.element, {
    onHover: (row) => events.onHover(row),
    onSelect: (row) => events.onSelect(row),
    onRegion: (region) => events.onRegion(region),
    regionAt: painter.regionAt,
    onPointRegion: (region) => painter.pointAt(region) && loop.request(),
    isMoving: () => camera.isMoving || lassoGesture.isDrawing,
    pickOnTop: (at, radius) => (scene === null ? null : nearestRow(rowsOnTop(scene), placeOf, at, radius)),
    pick({ x, y }, radius) {
      const at = unprojectPoint(camera.viewport, camera.view, x, y);
      return picker?.find(at.x, at.y, radius / (fitScale(camera.viewport) * camera.view.k)) ?? null;
    },
  });
  // Unnamed, the canvas is nothing to assistive technology; see setLabel.
  canvas.element.setAttribute('aria-hidden', 'true');
  // A canvas alone does not make the browser load a font.
  void document.fonts.load(nameFont(family, 16)).catch(() => undefined);
  document.fonts.addEventListener('loadingdone', refreshFonts);

  function refreshFonts(): void {
    painter.forgetFonts();
    loop.request();
  }

  function lookNow(time: number): MapLook | null {
    if (scene === null || terrain === null || cells === null || picker === null) return null;
    if (canvas.width === 0 || canvas.height === 0) return null;
    const { viewport, view, isMoving } = camera;
    const drawn = draft === null ? scene : { ...scene, draft };
    return { scene: drawn, places: glide.at(time), terrain, cells, picker, viewport, view, isMoving };
  }

  function draw(time: number): void {
    const look = lookNow(time);
    if (look === null) return;
    hasDrawn = true;
    if (painter.paint(look, time) || look.places !== look.scene.xy) loop.request();
  }

  /**
   * The land is shown first, then texts are measured, then they are drawn, each in a frame of its own: none is long. What a
   * query changes of a large map is made ready part by part, until a newer query comes; so is its first picture.
   */
  function drawNext(time: number): void {
    const look = lookNow(time);
    if (look === null || !painter.prepare(look)) draw(time);
    else if (hasDrawn) loop.request();
    else loop.requestNow();
  }

  function placeOf(row: number): ScreenPoint {
    return projectPoint(camera.viewport, camera.view, scene!.xy[2 * row]!, scene!.xy[2 * row + 1]!);
  }

  function isStill(): boolean {
    return scene?.reducedMotion ?? true;
  }

  return {
    update(next) {
      if (scene?.xy !== next.xy) {
        terrain = next.terrain;
        // More are drawn too slowly, and are too many to be followed.
        glide.aim(next.xy, !next.reducedMotion && next.count <= MAX_CIRCLES);
        cells = sortIntoCells(next.xy);
        picker = createPicker(next.xy, cells);
        const { halfWidth, halfHeight, bandwidth, bands } = terrain;
        const isSmall = next.xy.length < 2 * FEW_PAPERS;
        const countShore = createPicker(joinRings(isSmall ? (bands[0] ?? []) : [])).count;
        camera.setLand({ halfWidth, halfHeight, xy: next.xy, picker, countShore, bandwidth });
      }
      canvas.element.classList.toggle('map-canvas-choosing', next.isChoosing);
      const before = scene;
      scene = next;
      if (before !== null && isSameScene(before, next)) return;
      // The list of a query comes first, its warmth on the map then.
      if (hasDrawn && before?.heat !== next.heat) loop.requestNext();
      else loop.request();
    },
    setView(view, { animate = false } = {}) {
      camera.moveTo(view, animate && !isStill());
      if (animate && isStill()) events.onView(camera.view);
    },
    flyTo(row) {
      if (scene === null || !(row >= 0 && row < scene.count)) return;
      const { k } = camera.view;
      const [x, y] = [scene.xy[2 * row]!, scene.xy[2 * row + 1]!];
      const { x: left, y: top } = placeOf(row);
      const isInSight = isClear(camera.viewport, { left, right: left, top, bottom: top });
      if (scene.count <= FEW && isInSight) return;
      const to = { x, y, k: Math.max(k, PAPER_ZOOM) };
      camera.moveTo(to, !isStill());
      if (isStill()) events.onView(camera.view);
    },
    fit(rows, { animate = false } = {}) {
      if (scene === null || rows.length === 0) return;
      const { xy } = scene;
      const box = { minX: Infinity, maxX: -Infinity, minY: Infinity, maxY: -Infinity };
      for (const row of rows) {
        box.minX = Math.min(box.minX, xy[2 * row]!);
        box.maxX = Math.max(box.maxX, xy[2 * row]!);
        box.minY = Math.min(box.minY, xy[2 * row + 1]!);
        box.maxY = Math.max(box.maxY, xy[2 * row + 1]!);
      }
      camera.fit(box, animate && !isStill());
      if (animate && isStill()) events.onView(camera.view);
    },
    getView: () => camera.view,
    getLook() {
      const look = lookNow(performance.now());
      return look && { ...look, viewport: uncover(look.viewport, camera.insets) };
    },
    getWindow() {
      const { left, top, right, bottom } = freeBox(camera.viewport);
      const [from, to] = [
        unprojectPoint(camera.viewport, camera.view, left, bottom),
        unprojectPoint(camera.viewport, camera.view, right, top),
      ];
      return { minX: from.x, minY: from.y, maxX: to.x, maxY: to.y };
    },
    zoomBy(factor) {
      camera.moveTo(camera.zoomed(factor), !isStill());
      if (isStill()) events.onView(camera.view);
    },
    reset() {
      camera.moveTo(WHOLE_MAP, !isStill());
      if (isStill()) events.onView(camera.view);
    },
    nearestInDirection: (row, direction) =>
      scene === null ? null : findInDirection(scene.xy, camera.view, row, direction),
    setInsets: (insets) => camera.setInsets(insets),
    setCovers: (covers, reserved = covers) => camera.setCovers(covers, reserved),
    setLabel(label) {
      canvas.element.removeAttribute('aria-hidden');
      canvas.element.setAttribute('role', 'img');
      canvas.element.setAttribute('aria-label', label);
    },
    destroy() {
      document.fonts.removeEventListener('loadingdone', refreshFonts);
      loop.destroy();
      pointer.destroy();
      lassoGesture.destroy();
      camera.destroy();
      painter.destroy();
      canvas.destroy();
      container.classList.remove('map');
    },
  };
}

/** Of so few papers the land is most of what one sees: none of it lies under a card. Of more, no paper does. */
const FEW_PAPERS = 100;

/** Whether there is nothing new to draw. */
function isSameScene(before: MapScene, next: MapScene): boolean {
  return (Object.keys(next) as (keyof MapScene)[]).every((key) => before[key] === next[key]);
}

function joinRings(rings: readonly Ring[]): Float32Array {
  const joined = new Float32Array(rings.reduce((sum, ring) => sum + ring.length, 0));
  let at = 0;
  for (const ring of rings) {
    joined.set(ring, at);
    at += ring.length;
  }
  return joined;
}
