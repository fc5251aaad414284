import { FLIGHT_MS, planFlight } from './flight.ts';
import type { MapInsets, MapView3 } from './map-scene.ts';
import { clampView, NO_INSETS, screenCenter, type Viewport, WHOLE_MAP, zoomAround } from './viewport.ts';
import { createZoomGestures } from './zoom-gestures.ts';

/** Where one looks, moved by gestures, flights and calls. */
export interface Camera {
  readonly viewport: Viewport;
  readonly view: MapView3;
  /** A gesture or a flight is under way. */
  readonly isMoving: boolean;
  setWindow(size: { readonly width: number; readonly height: number }): void;
  setInsets(insets: MapInsets): void;
  /** What to fit at k = 1: half its extent about (0, 0). */
  setLand(land: { readonly halfWidth: number; readonly halfHeight: number }): void;
  /** Looks there at once, or after a flight. */
  moveTo(view: MapView3, isFlight: boolean): void;
  /** A view around the middle of the free window. */
  zoomed(factor: number): MapView3;
  destroy(): void;
}

export interface CameraEvents {
  /** Something moved: draw. */
  readonly onChange: () => void;
  /** A gesture or flight has ended somewhere else than where it began. */
  readonly onArrive: (view: MapView3) => void;
}

export function createCamera(element: HTMLElement, { onChange, onArrive }: CameraEvents): Camera {
  let viewport: Viewport = { width: 1, height: 1, insets: NO_INSETS, halfWidth: 1, halfHeight: 1 };
  let view = WHOLE_MAP;
  let gestureFrom: MapView3 | null = null;
  let flight: number | null = null;
  /** Where a flight goes; otherwise where one is. */
  let destination = WHOLE_MAP;

  const gestures = createZoomGestures(element, {
    getViewport: () => viewport,
    onStart() {
      stopFlight();
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
      settle(at(share));
      if (flight === null) onArrive(view);
    };
    flight = requestAnimationFrame(step);
  }

  function reframe(part: Partial<Viewport>): void {
    viewport = { ...viewport, ...part };
    settle(view);
  }

  return {
    get viewport() {
      return viewport;
    },
    get view() {
      return view;
    },
    get isMoving() {
      return flight !== null || gestureFrom !== null;
    },
    setWindow: ({ width, height }) => reframe({ width: Math.max(1, width), height: Math.max(1, height) }),
    setInsets: (insets) => reframe({ insets }),
    setLand: ({ halfWidth, halfHeight }) => reframe({ halfWidth, halfHeight }),
    moveTo(next, isFlight) {
      stopFlight();
      const to = clampView(viewport, next);
      destination = to;
      if (isFlight && !isSameView(view, to)) fly(to);
      else settle(to);
    },
    zoomed(factor) {
      const { x, y } = screenCenter(viewport);
      // Steps in quick succession add up, also while the first is still on its way.
      const from = flight === null ? view : destination;
      const { k } = clampView(viewport, { ...from, k: from.k * factor });
      return zoomAround(viewport, from, k, x, y);
    },
    destroy() {
      stopFlight();
      gestures.destroy();
    },
  };
}

function isSameView(a: MapView3, b: MapView3): boolean {
  return a.x === b.x && a.y === b.y && a.k === b.k;
}
