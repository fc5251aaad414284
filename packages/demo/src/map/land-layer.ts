import { drawHeat, paintHeat } from './heat.ts';
import { layoutHeat } from './heat-layout.ts';
import {
  covers,
  frameOf,
  isNear,
  isSame,
  isWorn,
  type LandLook,
  type LandPicture,
  planPicture,
  shiftOf,
  sizeOf,
} from './land-picture.ts';
import type { MapTheme } from './map-scene.ts';
import { paletteOf } from './palette.ts';
import { drawContours, drawLand } from './terrain.ts';
import type { ScreenBox } from './viewport.ts';

/** Everything under what changes often: sea, land, heat and contours; kept as a picture somewhat larger than the window. */
export interface LandLayer {
  /** Makes a part of what `draw` would need anew; false when nothing of it is left to be done. */
  prepare(look: LandLook, isMoving: boolean): boolean;
  /**
   * Puts the land of a view on a canvas, in canvas pixels. While `isMoving` a kept picture may be shifted and scaled a
   * little, and the next one is painted bit by bit; otherwise it is drawn anew, crisp. Gives false when a crisp one is still
   * owed.
   */
  draw(context: CanvasRenderingContext2D, look: LandLook, isMoving: boolean): boolean;
}

/** Kept around the window, as a share of its size: so far one pans without new drawing, and zooms out when it is coarse. */
const MARGIN = { fine: 0.15, coarse: 0.45 } as const;
/** When a picture took longer, in milliseconds, those needed while moving are drawn at half the fineness. */
const SLOW_MS = 10;
/** So long the next picture is painted beside the one that is shown, in milliseconds a frame. */
const BESIDE_MS = 2;

/** Two canvases: one is shown, on the other the next picture comes about. */
interface Sheet {
  readonly canvas: HTMLCanvasElement;
  readonly paper: CanvasRenderingContext2D;
}

export function createLandLayer(): LandLayer {
  let [shown, spare] = [createSheet(), createSheet()];
  let kept: LandPicture | null = null;
  let coming: { readonly picture: LandPicture; readonly steps: Generator<void> } | null = null;
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

  function* paint(
    on: CanvasRenderingContext2D,
    { look, frame, margin, fineness }: LandPicture,
    part: ScreenBox,
  ): Generator<void> {
    const palette = paletteOf(look.scene.theme);
    on.save();
    on.setTransform(fineness, 0, 0, fineness, 0, 0);
    on.beginPath();
    on.rect(part.left, part.top, part.right - part.left, part.bottom - part.top);
    on.clip();
    on.fillStyle = palette.sea;
    on.fillRect(part.left, part.top, part.right - part.left, part.bottom - part.top);
    on.transform(frame.scale, 0, 0, -frame.scale, frame.left + margin.x, frame.top + margin.y);
    const unit = look.pixelRatio / frame.scale;
    yield* drawLand(on, look.paths, palette, unit);
    const [land] = look.paths.bands;
    heat = warm(look.scene);
    if (land !== undefined) heat?.draw(on, land);
    yield;
    yield* drawContours(on, look.paths, palette, unit);
    on.restore();
  }

  /** A new picture of all that is around the window, step by step. */
  function* paintWhole({ canvas, paper }: Sheet, picture: LandPicture): Generator<void> {
    const { margin, fineness } = picture;
    const { width, height } = sizeOf(picture.look);
    const [right, bottom] = [width + 2 * margin.x, height + 2 * margin.y];
    // Whatever another picture has left there is gone.
    canvas.width = Math.ceil(right * fineness);
    canvas.height = Math.ceil(bottom * fineness);
    yield* paint(paper, picture, { left: 0, top: 0, right, bottom });
  }

  /** The same picture moved by whole pixels to where the window is now; only what has come into it is painted. */
  function scroll({ canvas, paper }: Sheet, old: LandPicture, look: LandLook): LandPicture {
    const now = frameOf(look);
    const [x, y] = [Math.round(now.left - old.frame.left), Math.round(now.top - old.frame.top)];
    const frame = { ...now, left: old.frame.left + x, top: old.frame.top + y };
    const made = { ...old, look, frame };
    paper.globalCompositeOperation = 'copy';
    paper.drawImage(canvas, x, y);
    paper.globalCompositeOperation = 'source-over';
    const { width: right, height: bottom } = canvas;
    if (x > 0) finish(paint(paper, made, { left: 0, top: 0, right: x, bottom }));
    if (x < 0) finish(paint(paper, made, { left: right + x, top: 0, right, bottom }));
    if (y > 0) finish(paint(paper, made, { left: 0, top: 0, right, bottom: y }));
    if (y < 0) finish(paint(paper, made, { left: 0, top: bottom + y, right, bottom }));
    return made;
  }

  const finenessOf = (isMoving: boolean): number => (isMoving && lastMs > SLOW_MS ? 0.5 : 1);
  const plan = (look: LandLook, fineness: number): LandPicture =>
    planPicture(look, fineness === 1 ? MARGIN.fine : MARGIN.coarse, fineness);

  function renew(look: LandLook, isMoving: boolean): LandPicture {
    if (kept !== null && kept.fineness === 1 && isSame(kept.look, look) && isNear(kept, look))
      return scroll(shown, kept, look);
    const start = performance.now();
    const made = plan(look, finenessOf(isMoving));
    finish(paintWhole(shown, made));
    flush(shown);
    if (made.fineness === 1) lastMs = performance.now() - start;
    return made;
  }

  /** Goes on with the next picture for so long; it is shown when it is whole. */
  function prepareNext(look: LandLook, ms: number): void {
    const end = performance.now() + ms;
    if (coming === null) {
      const picture = plan(look, finenessOf(true));
      coming = { picture, steps: paintWhole(spare, picture) };
    }
    while (!coming.steps.next().done) {
      flush(spare);
      if (performance.now() >= end) return;
    }
    if (covers(coming.picture, look, true)) {
      kept = coming.picture;
      [shown, spare] = [spare, shown];
    }
    coming = null;
  }

  return {
    prepare(look, isMoving) {
      if (isGood(kept, look, isMoving)) return false;
      const before = heat;
      heat = warm(look.scene);
      if (heat === null || heat === before) kept = renew(look, isMoving);
      return true;
    },
    draw(context, look, isMoving) {
      if (coming !== null && !(isMoving && isSame(coming.picture.look, look))) coming = null;
      const isKept = isGood(kept, look, isMoving);
      if (isMoving && (coming !== null || (isKept && isWorn(kept!, look))))
        prepareNext(look, isKept ? BESIDE_MS : Number.POSITIVE_INFINITY);
      if (!isGood(kept, look, isMoving)) {
        coming = null;
        kept = renew(look, isMoving);
      }
      const { x, y, stretch } = shiftOf(kept, frameOf(look));
      const isCrisp = stretch === 1 && kept.fineness === 1;
      const { canvas } = shown;
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

/** Whether a picture shows what is to be seen. */
function isGood(picture: LandPicture | null, look: LandLook, isMoving: boolean): picture is LandPicture {
  return picture !== null && isSame(picture.look, look) && covers(picture, look, isMoving);
}

function createSheet(): Sheet {
  const canvas = document.createElement('canvas');
  const paper = canvas.getContext('2d', { alpha: false, willReadFrequently: true });
  if (paper === null) throw new Error('this browser gives no 2D canvas; the map cannot be drawn');
  return { canvas, paper };
}

/** A canvas draws when it must: reading a pixel makes it. */
function flush({ paper }: Sheet): void {
  paper.getImageData(0, 0, 1, 1);
}

function finish(steps: Generator<void>): void {
  while (!steps.next().done);
}
