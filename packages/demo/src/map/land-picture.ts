import type { MapScene, MapView3 } from './map-scene.ts';
import type { TerrainPaths } from './terrain.ts';
import { fitScale, screenCenter, type Viewport } from './viewport.ts';

/** What a picture of the land shows, and from where. */
export interface LandLook {
  readonly scene: Pick<MapScene, 'xy' | 'heat' | 'theme'>;
  readonly paths: TerrainPaths;
  readonly viewport: Viewport;
  readonly view: MapView3;
  readonly pixelRatio: number;
}

/** Where map (0, 0) stands and pixels a map unit, in canvas pixels. */
interface Frame {
  readonly left: number;
  readonly top: number;
  readonly scale: number;
}

/** A kept picture: what it shows, how much of it lies outside the window, and its own pixels a canvas pixel. */
export interface LandPicture {
  readonly look: LandLook;
  readonly frame: Frame;
  readonly margin: { readonly x: number; readonly y: number };
  readonly fineness: number;
}

/** A picture is scaled by at most this while zooming. */
const MAX_STRETCH = 1.7;
/** Stretched more, or with less of its margin left, a picture will soon be of no use: the next one is begun. */
const WORN = { stretch: 1.4, margin: 0.6 } as const;

/** What a picture shows with so much around the window, as a share of its size. */
export function planPicture(look: LandLook, around: number, fineness: number): LandPicture {
  const { width, height } = sizeOf(look);
  const margin = { x: Math.round(width * around), y: Math.round(height * around) };
  return { look, frame: frameOf(look), margin, fineness };
}

/** Where map (0, 0) stands and pixels a map unit, in canvas pixels. */
export function frameOf({ viewport, view, pixelRatio }: LandLook): Frame {
  const scale = fitScale(viewport) * view.k;
  const center = screenCenter(viewport);
  return {
    left: (center.x - view.x * scale) * pixelRatio,
    top: (center.y + view.y * scale) * pixelRatio,
    scale: scale * pixelRatio,
  };
}

/** Whether a picture shows the same things. */
export function isSame(kept: LandLook, look: LandLook): boolean {
  return (
    kept.paths === look.paths &&
    kept.scene.heat === look.scene.heat &&
    kept.scene.theme === look.scene.theme &&
    kept.pixelRatio === look.pixelRatio &&
    kept.viewport.width === look.viewport.width &&
    kept.viewport.height === look.viewport.height
  );
}

/** How a kept picture must be moved and scaled to stand where the land is now. */
export function shiftOf(
  { frame, margin }: LandPicture,
  now: Frame,
): { readonly x: number; readonly y: number; readonly stretch: number } {
  const stretch = now.scale / frame.scale;
  return {
    x: now.left - stretch * (frame.left + margin.x),
    y: now.top - stretch * (frame.top + margin.y),
    stretch,
  };
}

/** Whether a kept picture covers the window, fine enough. */
export function covers(kept: LandPicture, look: LandLook, isMoving: boolean): boolean {
  const { x, y, stretch } = shiftOf(kept, frameOf(look));
  const { width, height } = sizeOf(look);
  if (!isMoving && (stretch !== 1 || kept.fineness !== 1)) return false;
  if (stretch > MAX_STRETCH || stretch < 1 / MAX_STRETCH) return false;
  return (
    x < 0.5 &&
    y < 0.5 &&
    x + stretch * (width + 2 * kept.margin.x) > width - 0.5 &&
    y + stretch * (height + 2 * kept.margin.y) > height - 0.5
  );
}

/** Whether a kept picture that still covers the window will not for long. */
export function isWorn(kept: LandPicture, look: LandLook): boolean {
  const { x, y, stretch } = shiftOf(kept, frameOf(look));
  if (stretch > WORN.stretch) return true;
  // What is crisp is scrolled.
  if (stretch === 1 && kept.fineness === 1) return false;
  const { width, height } = sizeOf(look);
  const left = Math.min(-x, x + stretch * (width + 2 * kept.margin.x) - width) / kept.margin.x;
  const top = Math.min(-y, y + stretch * (height + 2 * kept.margin.y) - height) / kept.margin.y;
  return Math.min(left, top) < WORN.margin;
}

/** Whether a kept picture of the same zoom still shows most of the window, so that moving it pays. */
export function isNear(kept: LandPicture, look: LandLook): boolean {
  const now = frameOf(look);
  const { width, height } = sizeOf(look);
  const [x, y] = [Math.abs(now.left - kept.frame.left), Math.abs(now.top - kept.frame.top)];
  return now.scale === kept.frame.scale && x < width / 2 && y < height / 2;
}

/** The window in canvas pixels. */
export function sizeOf({ viewport, pixelRatio }: LandLook): {
  readonly width: number;
  readonly height: number;
} {
  return { width: Math.round(viewport.width * pixelRatio), height: Math.round(viewport.height * pixelRatio) };
}
