import { drawHeat, paintHeat } from './heat.ts';
import { layoutHeat } from './heat-layout.ts';
import type { MapScene, MapTheme, MapView3 } from './map-scene.ts';
import { paletteOf } from './palette.ts';
import { drawContours, drawLand, type TerrainPaths } from './terrain.ts';
import type { Terrain } from './terrain-layout.ts';
import { fitScale, screenCenter, type Viewport } from './viewport.ts';

/** Everything under the papers: sea, land, heat and contours, kept as a picture somewhat larger than the window. */
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
}

/** Kept around the window, as a share of its size: so far one pans without new drawing. */
const MARGIN = 0.25;
/** A picture is scaled by at most this while zooming. */
const MAX_STRETCH = 1.5;

interface Frame {
  readonly left: number;
  readonly top: number;
  readonly scale: number;
}

export function createLandLayer(): LandLayer {
  let picture: HTMLCanvasElement | null = null;
  let kept: (LandLook & { readonly frame: Frame }) | null = null;
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

  function paint(look: LandLook, width: number, height: number): Frame | null {
    picture ??= document.createElement('canvas');
    const [marginX, marginY] = [Math.round(width * MARGIN), Math.round(height * MARGIN)];
    picture.width = width + 2 * marginX;
    picture.height = height + 2 * marginY;
    const context = picture.getContext('2d', { alpha: false });
    if (context === null) return null;
    const palette = paletteOf(look.scene.theme);
    context.fillStyle = palette.sea;
    context.fillRect(0, 0, picture.width, picture.height);
    const frame = frameOf(look);
    context.setTransform(frame.scale, 0, 0, -frame.scale, frame.left + marginX, frame.top + marginY);
    const unit = look.pixelRatio / frame.scale;
    drawLand(context, look.paths, palette, unit);
    const [land] = look.paths.bands;
    heat = warm(look.scene);
    if (land !== undefined) heat?.draw(context, land);
    drawContours(context, look.paths, palette, unit);
    return frame;
  }

  return {
    draw(context, look, isMoving) {
      const { width, height } = context.canvas;
      const now = frameOf(look);
      if (kept === null || !isSame(kept, look) || !covers(kept.frame, now, width, height, isMoving)) {
        const frame = paint(look, width, height);
        kept = frame === null ? null : { ...look, frame };
      }
      if (kept === null || picture === null) return true;
      const stretch = now.scale / kept.frame.scale;
      const x = now.left - stretch * (kept.frame.left + Math.round(width * MARGIN));
      const y = now.top - stretch * (kept.frame.top + Math.round(height * MARGIN));
      if (stretch === 1) {
        // Whole pixels: hairlines stay hairlines.
        context.drawImage(picture, Math.round(x), Math.round(y));
        return true;
      }
      context.drawImage(picture, x, y, picture.width * stretch, picture.height * stretch);
      return false;
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

function isSame(kept: LandLook, { scene, paths, viewport, pixelRatio }: LandLook): boolean {
  return (
    kept.paths === paths &&
    kept.scene.heat === scene.heat &&
    kept.scene.theme === scene.theme &&
    kept.pixelRatio === pixelRatio &&
    kept.viewport.width === viewport.width &&
    kept.viewport.height === viewport.height
  );
}

/** Whether the kept picture covers the window, well enough scaled. */
function covers(kept: Frame, now: Frame, width: number, height: number, isMoving: boolean): boolean {
  const stretch = now.scale / kept.scale;
  if (stretch !== 1 && !(isMoving && stretch < MAX_STRETCH && stretch > 1 / MAX_STRETCH)) return false;
  const [marginX, marginY] = [Math.round(width * MARGIN), Math.round(height * MARGIN)];
  const left = now.left - stretch * (kept.left + marginX);
  const top = now.top - stretch * (kept.top + marginY);
  return (
    left <= 0 &&
    top <= 0 &&
    left + stretch * (width + 2 * marginX) >= width &&
    top + stretch * (height + 2 * marginY) >= height
  );
}
