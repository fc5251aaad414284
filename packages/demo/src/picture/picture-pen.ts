import { type DotLook, drawDisc } from '../map/dots.ts';
import type { Pen } from '../map/pen.ts';
import { SvgPen } from '../map/svg-pen.ts';
import type { ScreenBox } from '../map/viewport.ts';
import { FINENESS } from './picture-size.ts';

/** A pen with which a whole picture of the map can be drawn. */
export interface PicturePen extends Pen {
  /** Where texts are measured. */
  readonly measured: CanvasRenderingContext2D;
  /** The dot of a paper. */
  disc(x: number, y: number, look: DotLook, title: string): void;
  /** What is drawn pixel by pixel, on a canvas that is `FINENESS` times as fine as the box, which begins at (0, 0). */
  raster(box: ScreenBox, paint: (context: CanvasRenderingContext2D) => void): void;
  /** A picture in a box; `isClipped`: only within the present path. */
  image(picture: HTMLCanvasElement, box: ScreenBox, isClipped: boolean): void;
}

/** An empty canvas of so many CSS pixels, `FINENESS` times as fine. */
export function createFineCanvas(width: number, height: number): CanvasRenderingContext2D {
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(width * FINENESS);
  canvas.height = Math.round(height * FINENESS);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('this browser gives no 2D canvas; the map cannot be drawn');
  context.scale(FINENESS, FINENESS);
  return context;
}

/** Draws on a fine canvas. */
export function penOfCanvas(context: CanvasRenderingContext2D): PicturePen {
  return Object.assign(context, {
    measured: context,
    disc(x: number, y: number, look: DotLook) {
      drawDisc(context, x, y, look);
    },
    raster(_box: ScreenBox, paint: (on: CanvasRenderingContext2D) => void) {
      paint(context);
    },
    image(picture: HTMLCanvasElement, { left, top, right, bottom }: ScreenBox, isClipped: boolean) {
      context.save();
      if (isClipped) context.clip('evenodd');
      context.imageSmoothingQuality = 'high';
      context.drawImage(picture, left, top, right - left, bottom - top);
      context.restore();
    },
  });
}

/** Writes SVG. */
export class PictureSvg extends SvgPen implements PicturePen {
  readonly measured = createFineCanvas(1, 1);

  raster(box: ScreenBox, paint: (context: CanvasRenderingContext2D) => void): void {
    const context = createFineCanvas(box.right, box.bottom);
    paint(context);
    this.image(context.canvas, box, false);
  }

  image(picture: HTMLCanvasElement, box: ScreenBox, isClipped: boolean): void {
    this.embed(picture.toDataURL('image/png'), box, isClipped);
  }
}
