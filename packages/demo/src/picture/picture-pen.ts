import { type DotLook, drawDisc } from '../map/dots.ts';
import type { Pen } from '../map/pen.ts';
import { SvgPen } from '../map/svg-pen.ts';
import type { ScreenBox } from '../map/viewport.ts';
import { FINENESS, MAX_CIRCLES } from './picture-size.ts';

export type DrawDot = (x: number, y: number, look: DotLook, title: string) => void;

/** A pen with which a whole picture of the map can be drawn. */
export interface PicturePen extends Pen {
  /** Where texts are measured. */
  readonly measured: CanvasRenderingContext2D;
  /** Draws the papers that `each` gives; all of them lie about `box`. */
  dots(each: (draw: DrawDot) => void, box: ScreenBox): void;
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

/** Draws on a canvas. */
export function penOfCanvas(context: CanvasRenderingContext2D): PicturePen {
  return Object.assign(context, {
    measured: context,
    dots(each: (draw: DrawDot) => void) {
      each((x, y, look) => drawDisc(context, x, y, look));
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

/** Writes SVG. Each paper is a circle; of more than {@link MAX_CIRCLES} all are one embedded picture. */
export class PictureSvg extends SvgPen implements PicturePen {
  readonly measured = createFineCanvas(1, 1);

  dots(each: (draw: DrawDot) => void, { right, bottom }: ScreenBox): void {
    let count = 0;
    each(() => count++);
    if (count <= MAX_CIRCLES) {
      each((x, y, look, title) => this.disc(x, y, look, title));
      return;
    }
    const context = createFineCanvas(right, bottom);
    each((x, y, look) => drawDisc(context, x, y, look));
    this.image(context.canvas, { left: 0, top: 0, right, bottom }, false);
  }

  image(picture: HTMLCanvasElement, box: ScreenBox, isClipped: boolean): void {
    this.embed(picture.toDataURL('image/png'), box, isClipped);
  }
}
