import type { DotFrame } from './dots.ts';
import { drawHeat, paintHeat } from './heat.ts';
import { layoutHeat } from './heat-layout.ts';
import type { MapScene, MapTheme, MapView3 } from './map-scene.ts';
import { paletteOf } from './palette.ts';
import { drawContours, drawLand, type TerrainPaths } from './terrain.ts';
import type { Terrain } from './terrain-layout.ts';
import { fitScale, screenCenter, type Viewport } from './viewport.ts';

/** Everything under what changes often: sea, land, heat and contours, and the settlements of large atlases; kept as a picture somewhat larger than the window. */
export interface LandLayer {
  /**
   * Puts the land of a view on a canvas, in canvas pixels. While `isMoving` a kept picture may be shifted and scaled a
   * little; otherwise it is drawn anew, crisp. Gives false when a crisp one is still owed.
   */
  draw(context: CanvasRenderingContext2D, look: LandLook, isMoving: boolean): boolean;
}

export interface LandLook {
  readonly scene: Pick<MapScene, 'xy' | 'heat' | 'theme'>;
  readonly terrain: Terrain;
  readonly paths: TerrainPaths;
  readonly viewport: Viewport;
  readonly view: MapView3;
  readonly pixelRatio: number;
  /** Draws the settlements into the picture, in CSS pixels from its corner; null when they are drawn on their own. */
  readonly settlements: ((context: CanvasRenderingContext2D, frame: DotFrame) => void) | null;
}

/** Kept around the window, as a share of its size: so far one pans without new drawing. */
const MARGIN = 0.15;
/** A picture is scaled by at most this while zooming. */
const MAX_STRETCH = 1.4;
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
  const paper = canvas.getContext('2d', { alpha: false });
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
    context: CanvasRenderingContext2D,
    look: LandLook,
    width: number,
    height: number,
    fineness: number,
  ): Picture {
    const margin = { x: Math.round(width * MARGIN), y: Math.round(height * MARGIN) };
    canvas.width = Math.ceil((width + 2 * margin.x) * fineness);
    canvas.height = Math.ceil((height + 2 * margin.y) * fineness);
    const palette = paletteOf(look.scene.theme);
    context.fillStyle = palette.sea;
    context.fillRect(0, 0, canvas.width, canvas.height);
    const frame = frameOf(look);
    const scale = frame.scale * fineness;
    context.setTransform(
      scale,
      0,
      0,
      -scale,
      (frame.left + margin.x) * fineness,
      (frame.top + margin.y) * fineness,
    );
    const unit = look.pixelRatio / frame.scale;
    drawLand(context, look.paths, palette, unit);
    const [land] = look.paths.bands;
    heat = warm(look.scene);
    if (land !== undefined) heat?.draw(context, land);
    drawContours(context, look.paths, palette, unit);
    const ratio = look.pixelRatio;
    context.setTransform(ratio * fineness, 0, 0, ratio * fineness, 0, 0);
    look.settlements?.(context, {
      left: (frame.left + margin.x) / ratio,
      top: (frame.top + margin.y) / ratio,
      scale: frame.scale / ratio,
      width: (width + 2 * margin.x) / ratio,
      height: (height + 2 * margin.y) / ratio,
    });
    return { look, frame, margin, fineness };
  }

  return {
    draw(context, look, isMoving) {
      if (paper === null) return true;
      const { width, height } = context.canvas;
      const now = frameOf(look);
      if (
        kept === null ||
        !isSame(kept.look, look, isMoving) ||
        !covers(kept, now, width, height, isMoving)
      ) {
        const start = performance.now();
        const fineness = isMoving && lastMs > SLOW_MS ? 0.5 : 1;
        kept = paint(paper, look, width, height, fineness);
        if (fineness === 1) lastMs = performance.now() - start;
      }
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

/** Whether a picture shows the same things; the size of settlements may wait while moving. */
function isSame(kept: LandLook, look: LandLook, isMoving: boolean): boolean {
  return (
    kept.paths === look.paths &&
    kept.scene.heat === look.scene.heat &&
    kept.scene.theme === look.scene.theme &&
    kept.pixelRatio === look.pixelRatio &&
    kept.viewport.width === look.viewport.width &&
    kept.viewport.height === look.viewport.height &&
    (isMoving || kept.settlements === look.settlements)
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
function covers(kept: Picture, now: Frame, width: number, height: number, isMoving: boolean): boolean {
  const { x, y, stretch } = shiftOf(kept, now);
  if (!isMoving && (stretch !== 1 || kept.fineness !== 1)) return false;
  if (stretch > MAX_STRETCH || stretch < 1 / MAX_STRETCH) return false;
  return (
    x <= 0 &&
    y <= 0 &&
    x + stretch * (width + 2 * kept.margin.x) >= width &&
    y + stretch * (height + 2 * kept.margin.y) >= height
  );
}
