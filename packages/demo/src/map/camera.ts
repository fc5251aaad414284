import { fitInsets } from './fit-insets.ts';
import { FLIGHT_MS, planFlight } from './flight.ts';
import type { MapInsets, MapView3 } from './map-scene.ts';
import type { MapBox } from './names-layout.ts';
import type { Picker } from './pick.ts';
import {
  clampView,
  fitView,
  NO_INSETS,
  type ScreenBox,
  screenCenter,
  type Viewport,
  WHOLE_MAP,
  ZOOM_LIMITS,
  zoomAround,
} from './viewport.ts';
import { createZoomGestures } from './zoom-gestures.ts';
import { zoomLimit } from './zoom-limit.ts';

/** Where one looks, moved by gestures, flights and calls. */
export interface Camera {
  readonly viewport: Viewport;
  readonly view: MapView3;
  /** What panels cover. */
  readonly insets: MapInsets;
  /** A gesture or a flight is under way. */
  readonly isMoving: boolean;
  setWindow(size: { readonly width: number; readonly height: number }): void;
  setInsets(insets: MapInsets): void;
  /** What floats over the map; `reserved` is what it may come to cover. */
  setCovers(covers: readonly ScreenBox[], reserved: readonly ScreenBox[]): void;
  setLand(land: CameraLand): void;
  /** Looks there at once, or after a flight; no closer than there is something to see. */
  moveTo(view: MapView3, isFlight: boolean): void;
  /** Looks at a box of the map, and keeps it fitted while panels move, until one looks elsewhere. */
  fit(box: MapBox, isFlight: boolean): void;
  /** A view around the middle of the free window. */
  zoomed(factor: number): MapView3;
  destroy(): void;
}

interface CameraLand {
  /** What to fit at k = 1: half its extent about (0, 0). */
  readonly halfWidth: number;
  readonly halfHeight: number;
  /** Where the papers stand, to keep them clear and to come no closer than there are some. */
  readonly xy: Float32Array;
  readonly picker: Picker;
  /** Counts the points of the shore in a box of the map. */
  readonly countShore: Picker['count'];
  /** How far a paper's hill reaches, in map units. */
  readonly bandwidth: number;
}

export interface CameraEvents {
  /** Something moved: draw. */
  readonly onChange: () => void;
  /** A gesture or flight has ended somewhere else than where it began. */
  readonly onArrive: (view: MapView3) => void;
  /** Drags mean something else now; wheel and pinch still zoom. */
  readonly isHeld: () => boolean;
}

/** A window shows at least so many bandwidths of land, so that what is fitted stands among its surroundings. */
const LEAST_HILLS = 7;

export function createCamera(element: HTMLElement, { onChange, onArrive, isHeld }: CameraEvents): Camera {
  let viewport: Viewport = {
    width: 1,
    height: 1,
    insets: NO_INSETS,
    covers: [],
    halfWidth: 1,
    halfHeight: 1,
  };
  /** What panels cover, before room is made for what floats besides. */
  let insets = NO_INSETS;
  let reserved: readonly ScreenBox[] = [];
  let land: CameraLand | null = null;
  let held: MapBox | null = null;
  let view = WHOLE_MAP;
  let gestureFrom: MapView3 | null = null;
  let flight: number | null = null;
  /** Where a flight goes; otherwise where one is. */
  let destination = WHOLE_MAP;

  const gestures = createZoomGestures(element, {
    getViewport: () => viewport,
    isHeld,
    getLimit: (x, y) => Math.max(view.k, limitAt(x, y)),
    onStart() {
      stopFlight();
      held = null;
      gestureFrom = view;
    },
    onMove(next) {
      view = clampView(viewport, next);
      onChange();
    },
    onEnd() {
      const from = gestureFrom;
      gestureFrom = null;
      onChange();
      if (from !== null && !isSameView(from, view)) onArrive(view);
    },
  });

  function settle(next: MapView3): void {
    view = clampView(viewport, next);
    gestures.sync(view);
    onChange();
  }

  function limitAt(x: number, y: number): number {
    return land === null ? ZOOM_LIMITS.max : zoomLimit(land.picker, land.xy, viewport, x, y);
  }

  /** The nearest view at which there is something to see. */
  function limited(next: MapView3): MapView3 {
    const { x, y, k } = clampView(viewport, next);
    return { x, y, k: Math.min(k, limitAt(x, y)) };
  }

  function stopFlight(): void {
    if (flight !== null) cancelAnimationFrame(flight);
    flight = null;
  }

  function fly(to: MapView3): void {
    const at = planFlight(view, to);
    let start: number | null = null;
    const step = (time: number): void => {
      start ??= time;
      const share = (time - start) / FLIGHT_MS;
      flight = share < 1 ? requestAnimationFrame(step) : null;
      // What is held may have got another window on the way.
      settle(share >= 1 && held !== null ? limited(fitView(viewport, held)) : at(share));
      if (flight === null) onArrive(view);
    };
    flight = requestAnimationFrame(step);
  }

  function go(to: MapView3, isFlight: boolean): void {
    stopFlight();
    destination = to;
    if (isFlight && !isSameView(view, to)) fly(to);
    else settle(to);
  }

  function reframe(part: Partial<Viewport>): void {
    const isFirst = viewport.width === 1;
    viewport = { ...viewport, insets, ...part };
    if (land !== null && reserved.length > 0)
      viewport = { ...viewport, insets: fitInsets(viewport, reserved, land.picker.count, land.countShore) };
    if (held === null || flight !== null) {
      settle(isFirst ? limited(view) : view);
      return;
    }
    const before = view;
    settle(limited(fitView(viewport, held)));
    if (!isSameView(before, view)) onArrive(view);
  }

  return {
    get viewport() {
      return viewport;
    },
    get view() {
      return view;
    },
    get insets() {
      return insets;
    },
    get isMoving() {
      return flight !== null || gestureFrom !== null;
    },
    setWindow: ({ width, height }) => reframe({ width: Math.max(1, width), height: Math.max(1, height) }),
    setInsets(next) {
      // A panel that grows along the map covers no more of its sides: nothing is placed anew.
      if (isSameInsets(insets, next)) return;
      insets = next;
      reframe({});
    },
    setCovers(covers, next) {
      // The map is fitted anew only when something comes or goes: what merely grows, as the legend does while one
      // types, moves nothing.
      const isOther = reserved.length !== next.length;
      reserved = next;
      if (isOther) reframe({ covers });
      else viewport = { ...viewport, covers };
      onChange();
    },
    setLand(next) {
      land = next;
      reframe({ halfWidth: next.halfWidth, halfHeight: next.halfHeight });
    },
    moveTo(next, isFlight) {
      held = null;
      go(limited(next), isFlight);
    },
    fit(box, isFlight) {
      held = land === null ? box : widen(box, LEAST_HILLS * land.bandwidth);
      go(limited(fitView(viewport, held)), isFlight);
    },
    zoomed(factor) {
      const { x, y } = screenCenter(viewport);
      // Steps in quick succession add up, also while the first is still on its way.
      const from = flight === null ? view : destination;
      const { k } = limited({ ...from, k: from.k * factor });
      return zoomAround(viewport, from, k, x, y);
    },
    destroy() {
      stopFlight();
      gestures.destroy();
    },
  };
}

/** A box that is at least so wide and high, about the same middle. */
function widen({ minX, maxX, minY, maxY }: MapBox, least: number): MapBox {
  const [x, y] = [(minX + maxX) / 2, (minY + maxY) / 2];
  const [halfWidth, halfHeight] = [Math.max(least, maxX - minX) / 2, Math.max(least, maxY - minY) / 2];
  return { minX: x - halfWidth, maxX: x + halfWidth, minY: y - halfHeight, maxY: y + halfHeight };
}

function isSameView(a: MapView3, b: MapView3): boolean {
  return a.x === b.x && a.y === b.y && a.k === b.k;
}

function isSameInsets(a: MapInsets, b: MapInsets): boolean {
  return a.left === b.left && a.right === b.right && a.top === b.top && a.bottom === b.bottom;
}
