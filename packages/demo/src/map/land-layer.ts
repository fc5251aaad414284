import { drawHeat, paintHeat } from './heat.ts';
import { layoutHeat } from './heat-layout.ts';
import type { MapScene, MapTheme, MapView3 } from './map-scene.ts';
import { paletteOf } from './palette.ts';
import { drawContours, drawLand, type TerrainPaths } from './terrain.ts';
import type { Terrain } from './terrain-layout.ts';
import { fitScale, type ScreenBox, screenCenter, type Viewport } from './viewport.ts';

/** Everything under what changes often: sea, land, heat and contours; kept as a picture somewhat larger than the window. */
export interface LandLayer {
  /** Makes a part of what `draw` would need anew; false when nothing of it is left to be done. */
  prepare(look: LandLook, isMoving: boolean): boolean;
  /**
   * Puts the land of a view on a canvas, in canvas pixels. While `isMoving` a kept picture may be shifted and scaled a
   * little; otherwise it is drawn anew, crisp. Gives false when a crisp one is still owed.
   */
  draw(context: CanvasRenderingContext2D, look: LandLook, isMoving: boolean): boolean;
}

interface LandLook {
  readonly scene: Pick<MapScene, 'xy' | 'heat' | 'theme'>;
  readonly terrain: Terrain;
  readonly paths: TerrainPaths;
  readonly viewport: Viewport;
  readonly view: MapView3;
  readonly pixelRatio: number;
}

/** Kept around the window, as a share of its size: so far one pans without new drawing. */
const MARGIN = 0.15;
/** A picture is scaled by at most this while zooming. */
const MAX_STRETCH = 1.7;
/** When a picture took longer, in milliseconds, those needed while moving are drawn at half the fineness. */
const SLOW_MS = 10;

/** Where map (0, 0) stands and pixels a map unit, in canvas pixels. */
interface Frame {
  readonly left: number;
  readonly top: number;
  readonly scale: number;
}

/** A kept picture: what it shows, how much of it lies outside the window, and its own pixels a canvas pixel. */
interface Picture {
  readonly look: LandLook;
  readonly frame: Frame;
  readonly margin: { readonly x: number; readonly y: number };
  readonly fineness: number;
}

export function createLandLayer(): LandLayer {
  const canvas = document.createElement('canvas');
  const paper = canvas.getContext('2d', { alpha: false, willReadFrequently: true });
  let kept: Picture | null = null;
  let lastMs = 0;
  let heat: {
    readonly of: Float32Array;
    readonly xy: Float32Array;
    readonly theme: MapTheme;
    readonly draw: (context: CanvasRenderingContext2D, land: Path2D) => void;
  } | null = null;

  function warm({ xy, heat: closeness, theme }: LandLook['scene']): typeof heat {
    if (closeness === null || xy.length < 2) return null;
    if (heat !== null && heat.of === closeness && heat.xy === xy && heat.theme === theme) return heat;
    const field = layoutHeat(xy, closeness);
    const image = paintHeat(field, paletteOf(theme));
    return {
      of: closeness,
      xy,
      theme,
      draw: (context, land) => image !== null && drawHeat(context, image, field, land, paletteOf(theme)),
    };
  }

  function paint(
    on: CanvasRenderingContext2D,
    { look, frame, margin, fineness }: Picture,
    part: ScreenBox,
  ): void {
    const palette = paletteOf(look.scene.theme);
    const ratio = look.pixelRatio;
    on.save();
    on.setTransform(fineness, 0, 0, fineness, 0, 0);
    on.beginPath();
    on.rect(part.left, part.top, part.right - part.left, part.bottom - part.top);
    on.clip();
    on.fillStyle = palette.sea;
    on.fillRect(part.left, part.top, part.right - part.left, part.bottom - part.top);
    on.transform(frame.scale, 0, 0, -frame.scale, frame.left + margin.x, frame.top + margin.y);
    const unit = ratio / frame.scale;
    drawLand(on, look.paths, palette, unit);
    const [land] = look.paths.bands;
    heat = warm(look.scene);
    if (land !== undefined) heat?.draw(on, land);
    drawContours(on, look.paths, palette, unit);
    on.restore();
  }

  /** A new picture of all that is around the window. */
  function paintWhole(on: CanvasRenderingContext2D, look: LandLook, fineness: number): Picture {
    const { width, height } = sizeOf(look);
    const margin = { x: Math.round(width * MARGIN), y: Math.round(height * MARGIN) };
    const [right, bottom] = [width + 2 * margin.x, height + 2 * margin.y];
    canvas.width = Math.ceil(right * fineness);
    canvas.height = Math.ceil(bottom * fineness);
    const made = { look, frame: frameOf(look), margin, fineness };
    paint(on, made, { left: 0, top: 0, right, bottom });
    return made;
  }

  /** The same picture moved by whole pixels to where the window is now; only what has come into it is painted. */
  function scroll(on: CanvasRenderingContext2D, old: Picture, look: LandLook): Picture {
    const now = frameOf(look);
    const [x, y] = [Math.round(now.left - old.frame.left), Math.round(now.top - old.frame.top)];
    const frame = { ...now, left: old.frame.left + x, top: old.frame.top + y };
    const made = { ...old, look, frame };
    on.globalCompositeOperation = 'copy';
    on.drawImage(canvas, x, y);
    on.globalCompositeOperation = 'source-over';
    const { width: right, height: bottom } = canvas;
    if (x > 0) paint(on, made, { left: 0, top: 0, right: x, bottom });
    if (x < 0) paint(on, made, { left: right + x, top: 0, right, bottom });
    if (y > 0) paint(on, made, { left: 0, top: 0, right, bottom: y });
    if (y < 0) paint(on, made, { left: 0, top: bottom + y, right, bottom });
    return made;
  }

  function renew(on: CanvasRenderingContext2D, look: LandLook, isMoving: boolean): Picture {
    if (kept !== null && kept.fineness === 1 && isSame(kept.look, look) && isNear(kept, look))
      return scroll(on, kept, look);
    const start = performance.now();
    const fineness = isMoving && lastMs > SLOW_MS ? 0.5 : 1;
    const made = paintWhole(on, look, fineness);
    // A canvas draws when it must: reading a pixel makes it.
    on.getImageData(0, 0, 1, 1);
    if (fineness === 1) lastMs = performance.now() - start;
    return made;
  }

  function isOwed(look: LandLook, isMoving: boolean): boolean {
    return kept === null || !isSame(kept.look, look) || !covers(kept, look, isMoving);
  }

  return {
    prepare(look, isMoving) {
      if (paper === null || !isOwed(look, isMoving)) return false;
      const before = heat;
      heat = warm(look.scene);
      if (heat === null || heat === before) kept = renew(paper, look, isMoving);
      return true;
    },
    draw(context, look, isMoving) {
      if (paper === null) return true;
      const now = frameOf(look);
      if (kept === null || isOwed(look, isMoving)) kept = renew(paper, look, isMoving);
      const { x, y, stretch } = shiftOf(kept, now);
      const isCrisp = stretch === 1 && kept.fineness === 1;
      // Whole pixels: hairlines stay hairlines.
      if (isCrisp) context.drawImage(canvas, Math.round(x), Math.round(y));
      else {
        const size = stretch / kept.fineness;
        context.drawImage(canvas, x, y, canvas.width * size, canvas.height * size);
      }
      return isCrisp;
    },
  };
}

/** Where map (0, 0) stands and pixels a map unit, in canvas pixels. */
function frameOf({ viewport, view, pixelRatio }: LandLook): Frame {
  const scale = fitScale(viewport) * view.k;
  const center = screenCenter(viewport);
  return {
    left: (center.x - view.x * scale) * pixelRatio,
    top: (center.y + view.y * scale) * pixelRatio,
    scale: scale * pixelRatio,
  };
}

/** Whether a picture shows the same things. */
function isSame(kept: LandLook, look: LandLook): boolean {
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
function shiftOf(
  { frame, margin }: Picture,
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
function covers(kept: Picture, look: LandLook, isMoving: boolean): boolean {
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

/** Whether a kept picture of the same zoom still shows most of the window, so that moving it pays. */
function isNear(kept: Picture, look: LandLook): boolean {
  const now = frameOf(look);
  const { width, height } = sizeOf(look);
  const [x, y] = [Math.abs(now.left - kept.frame.left), Math.abs(now.top - kept.frame.top)];
  return now.scale === kept.frame.scale && x < width / 2 && y < height / 2;
}

/** The window in canvas pixels. */
function sizeOf({ viewport, pixelRatio }: LandLook): { readonly width: number; readonly height: number } {
  return { width: Math.round(viewport.width * pixelRatio), height: Math.round(viewport.height * pixelRatio) };
}
