import { keepLast } from '../keep-last.ts';
import type { Cells } from './cells.ts';
import { createDotField, type FieldFrame } from './dot-field.ts';
import type { DotLooks } from './dots.ts';
import type { DotStyles } from './dots-layout.ts';

/** The settlements of a large atlas on the map: painted pixel by pixel, and kept as long as nothing changes. */
export interface DotLayer {
  /** Paints what `draw` would need anew; false when nothing of it is left to be done. */
  prepare(look: DotLayerLook, isMoving: boolean): boolean;
  /** The same for the first picture, part by part. */
  begin(look: DotLayerLook, isMoving: boolean): boolean;
  /** Puts them on a canvas, in canvas pixels. Gives false when a finer picture is still owed. */
  draw(context: CanvasRenderingContext2D, look: DotLayerLook, isMoving: boolean): boolean;
}

interface DotLayerLook {
  readonly xy: Float32Array;
  readonly cells: Cells;
  readonly styles: DotStyles;
  readonly looks: DotLooks;
  readonly frame: FieldFrame;
}

/** A picture of more pixels is painted at half the fineness while one moves. */
const MOST_WHILE_MOVING = 2_600_000;

export function createDotLayer(): DotLayer {
  const canvas = document.createElement('canvas');
  const paper = canvas.getContext('2d', { willReadFrequently: true });
  const fieldOf = keepLast(createDotField);
  /** Pictures that were painted. */
  let painted = 0;
  const paint = keepLast(
    (
      xy: Float32Array,
      cells: Cells,
      styles: DotStyles,
      looks: DotLooks,
      left: number,
      top: number,
      scale: number,
      width: number,
      height: number,
      pixelRatio: number,
    ): void => {
      const frame = { left, top, scale, width, height, pixelRatio };
      const picture = fieldOf(xy, cells).paint(styles, looks, frame);
      painted++;
      if (canvas.width !== width || canvas.height !== height) {
        canvas.width = width;
        canvas.height = height;
      }
      const { pixels, margin } = picture;
      const bytes = new Uint8ClampedArray(pixels.buffer);
      paper?.putImageData(new ImageData(bytes, picture.width, picture.height), -margin, -margin);
    },
  );

  /** Gives the part of the full fineness. */
  function paintLook({ xy, cells, styles, looks, frame }: DotLayerLook, isMoving: boolean): number {
    const isFine = !isMoving || frame.width * frame.height <= MOST_WHILE_MOVING;
    const share = isFine ? 1 : 0.5;
    const [width, height] = [Math.ceil(frame.width * share), Math.ceil(frame.height * share)];
    const [left, top, scale] = [frame.left * share, frame.top * share, frame.scale * share];
    paint(xy, cells, styles, looks, left, top, scale, width, height, frame.pixelRatio * share);
    return share;
  }

  function prepare(look: DotLayerLook, isMoving: boolean): boolean {
    const before = painted;
    paintLook(look, isMoving);
    return painted > before;
  }

  return {
    prepare,
    begin: (look, isMoving) => fieldOf(look.xy, look.cells).prepare(look.styles) || prepare(look, isMoving),
    draw(context, look, isMoving) {
      const share = paintLook(look, isMoving);
      if (share === 1) context.drawImage(canvas, 0, 0);
      else context.drawImage(canvas, 0, 0, canvas.width / share, canvas.height / share);
      return share === 1;
    },
  };
}
