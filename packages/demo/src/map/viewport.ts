import type { MapInsets, MapView3 } from './map-scene.ts';

/**
 * The window on the map: its size and what panels cover of it, in CSS pixels, and the land to fit, as half its extent
 * about (0, 0) in map coordinates. Pure: screen = f(viewport, view, place).
 */
export interface Viewport {
  readonly width: number;
  readonly height: number;
  readonly insets: MapInsets;
  /** What else floats over the map, as boxes. */
  readonly covers: readonly ScreenBox[];
  readonly halfWidth: number;
  readonly halfHeight: number;
}

export interface ScreenPoint {
  readonly x: number;
  readonly y: number;
}

/** A box on the screen, in CSS pixels. */
export interface ScreenBox {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export const NO_INSETS: MapInsets = { left: 0, right: 0, top: 0, bottom: 0 };
export const WHOLE_MAP: MapView3 = { x: 0, y: 0, k: 1 };
/** From a little more than the whole map to where two near papers stand well apart. */
export const ZOOM_LIMITS = { min: 0.7, max: 48 } as const;

/** Part of the window that the land fills at k = 1. */
const FILL = 0.94;
/** Panels leave at least this much, or they count as covering nothing on that axis. */
const MIN_FREE = 120;

/** The part of the window that panels leave free. */
export function freeBox({ width, height, insets }: Viewport): ScreenBox {
  const isWide = width - insets.left - insets.right >= MIN_FREE;
  const isHigh = height - insets.top - insets.bottom >= MIN_FREE;
  return {
    left: isWide ? insets.left : 0,
    right: isWide ? width - insets.right : width,
    top: isHigh ? insets.top : 0,
    bottom: isHigh ? height - insets.bottom : height,
  };
}

/** The window without what panels cover of it, which shows the same land at the same scale; nothing floats over it. */
export function uncover(viewport: Viewport, covered: MapInsets): Viewport {
  const { insets } = viewport;
  const free = freeBox({ ...viewport, insets: covered });
  const [isWide, isHigh] = [
    free.right - free.left < viewport.width,
    free.bottom - free.top < viewport.height,
  ];
  return {
    ...viewport,
    width: free.right - free.left,
    height: free.bottom - free.top,
    covers: [],
    insets: {
      left: isWide ? Math.max(0, insets.left - covered.left) : insets.left,
      right: isWide ? Math.max(0, insets.right - covered.right) : insets.right,
      top: isHigh ? Math.max(0, insets.top - covered.top) : insets.top,
      bottom: isHigh ? Math.max(0, insets.bottom - covered.bottom) : insets.bottom,
    },
  };
}

/** Whether a box lies whole in the free part of the window, and under nothing that floats over it. */
export function isClear(viewport: Viewport, box: ScreenBox): boolean {
  const free = freeBox(viewport);
  return (
    box.left >= free.left &&
    box.right <= free.right &&
    box.top >= free.top &&
    box.bottom <= free.bottom &&
    !viewport.covers.some((cover) => meets(cover, box))
  );
}

/** Whether two boxes overlap. */
export function meets(a: ScreenBox, b: ScreenBox): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

/** Where the centre of a view stands on the screen. */
export function screenCenter(viewport: Viewport): ScreenPoint {
  const { left, top, right, bottom } = freeBox(viewport);
  return { x: (left + right) / 2, y: (top + bottom) / 2 };
}

/** CSS pixels a map unit at k = 1. */
export function fitScale(viewport: Viewport): number {
  const { left, top, right, bottom } = freeBox(viewport);
  const scale = Math.min(
    (right - left) / (2 * viewport.halfWidth),
    (bottom - top) / (2 * viewport.halfHeight),
  );
  return Math.max(1, FILL * scale);
}

/** Map coordinates to CSS pixels from the window's top left. */
export function projectPoint(viewport: Viewport, view: MapView3, x: number, y: number): ScreenPoint {
  const scale = fitScale(viewport) * view.k;
  const center = screenCenter(viewport);
  return { x: center.x + (x - view.x) * scale, y: center.y - (y - view.y) * scale };
}

/** The inverse of {@link projectPoint}. */
export function unprojectPoint(viewport: Viewport, view: MapView3, x: number, y: number): ScreenPoint {
  const scale = fitScale(viewport) * view.k;
  const center = screenCenter(viewport);
  return { x: view.x + (x - center.x) / scale, y: view.y - (y - center.y) / scale };
}

/** The nearest view that is allowed: within the zoom limits, its centre on the land. What is not finite becomes the whole map's. */
export function clampView(viewport: Viewport, { x, y, k }: MapView3): MapView3 {
  return {
    x: clamp(Number.isFinite(x) ? x : WHOLE_MAP.x, -viewport.halfWidth, viewport.halfWidth),
    y: clamp(Number.isFinite(y) ? y : WHOLE_MAP.y, -viewport.halfHeight, viewport.halfHeight),
    k: clamp(Number.isFinite(k) ? k : WHOLE_MAP.k, ZOOM_LIMITS.min, ZOOM_LIMITS.max),
  };
}

/** Room around a box that is looked at, as a share of the free window, and in CSS pixels. */
const AROUND = { share: 0.08, pixels: 26 } as const;

/** The view in which a box of the map fills the free window, with a little room around it. */
export function fitView(
  viewport: Viewport,
  { minX, maxX, minY, maxY }: { minX: number; maxX: number; minY: number; maxY: number },
): MapView3 {
  const { left, right, top, bottom } = freeBox(viewport);
  const zoomFor = (pixels: number, units: number): number =>
    Math.max(1, pixels * (1 - 2 * AROUND.share) - 2 * AROUND.pixels) / (fitScale(viewport) * units);
  return {
    x: (minX + maxX) / 2,
    y: (minY + maxY) / 2,
    k: Math.min(ZOOM_LIMITS.max, zoomFor(right - left, maxX - minX), zoomFor(bottom - top, maxY - minY)),
  };
}

/** A view that keeps the place under a screen point where it is while the zoom becomes `k`. */
export function zoomAround(viewport: Viewport, view: MapView3, k: number, x: number, y: number): MapView3 {
  const held = unprojectPoint(viewport, view, x, y);
  const moved = unprojectPoint(viewport, { ...view, k }, x, y);
  return { x: view.x + held.x - moved.x, y: view.y + held.y - moved.y, k };
}

function clamp(value: number, min: number, max: number): number {
  return Math.min(max, Math.max(min, value));
}
