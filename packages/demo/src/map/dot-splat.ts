import { type DotLook, type DotLooks, drawDisc, lookKey } from './dots.ts';
import { type DotStyles, kindAt } from './dots-layout.ts';
import type { ScreenBox } from './viewport.ts';

/** Where the papers stand in a picture, in its own pixels: x = left + x · scale, y = top − y · scale. */
interface SplatFrame {
  readonly left: number;
  readonly top: number;
  readonly scale: number;
  /** Only what lies in this box is touched; whole pixels. */
  readonly part: ScreenBox;
  /** Picture pixels a CSS pixel. */
  readonly pixelRatio: number;
}

/** Puts the settlements of a large atlas into a picture, pixel by pixel: some ten times as fast as drawing them one by one. */
export type Splat = (context: CanvasRenderingContext2D, frame: SplatFrame) => void;

/** Shifts between two pixels, along each axis; a power of two. */
const PHASES = 4;

/** A dot in all its shifts between two pixels, red, green, blue and alpha of each pixel. */
interface Sprite {
  readonly side: number;
  readonly phases: readonly Uint8ClampedArray[];
}

/** Splats all papers but the hits. The picture must be opaque. */
export function createSplat(xy: Float32Array, styles: DotStyles, looks: DotLooks): Splat {
  let sprites: (Sprite | undefined)[] = [];
  let spritesRatio = 0;

  return (context, { left, top, scale, part, pixelRatio }) => {
    const [width, height] = [part.right - part.left, part.bottom - part.top];
    if (width < 1 || height < 1) return;
    if (pixelRatio !== spritesRatio) sprites = [];
    spritesRatio = pixelRatio;
    const image = context.getImageData(part.left, part.top, width, height);
    for (let at = 0; at < styles.firstHit; at++) {
      const row = styles.order[at]!;
      const x = Math.round((left + xy[2 * row]! * scale - part.left) * PHASES);
      const y = Math.round((top - xy[2 * row + 1]! * scale - part.top) * PHASES);
      // Places that are no numbers are nowhere.
      if (!(x > -REACH && y > -REACH && x < (width + REACH) * PHASES && y < (height + REACH) * PHASES))
        continue;
      const kind = kindAt(styles, at);
      const warmth = styles.warmth[row]!;
      const colour = styles.colour[row]!;
      const key = lookKey(warmth, kind, colour);
      sprites[key] ??= paintSprite(looks.of(warmth, kind, colour), pixelRatio);
      const { side, phases } = sprites[key];
      const half = side >> 1;
      const phase = phases[(y & (PHASES - 1)) * PHASES + (x & (PHASES - 1))]!;
      blend(image, phase, side, (x >> 2) - half, (y >> 2) - half);
    }
    context.putImageData(image, part.left, part.top);
  };
}

/** No dot reaches farther, in pixels times phases. */
const REACH = 200;

/** Lays a sprite over an opaque picture, its top left at (left, top). */
function blend(
  { data, width, height }: ImageData,
  sprite: Uint8ClampedArray,
  side: number,
  left: number,
  top: number,
): void {
  const [fromX, toX] = [Math.max(0, -left), Math.min(side, width - left)];
  const [fromY, toY] = [Math.max(0, -top), Math.min(side, height - top)];
  for (let y = fromY; y < toY; y++) {
    let from = 4 * (y * side + fromX);
    let to = 4 * ((top + y) * width + left + fromX);
    for (let x = fromX; x < toX; x++, from += 4, to += 4) {
      const alpha = sprite[from + 3]!;
      if (alpha === 0) continue;
      const share = alpha / 255;
      data[to] = data[to]! + (sprite[from]! - data[to]!) * share;
      data[to + 1] = data[to + 1]! + (sprite[from + 1]! - data[to + 1]!) * share;
      data[to + 2] = data[to + 2]! + (sprite[from + 2]! - data[to + 2]!) * share;
    }
  }
}

function paintSprite(look: DotLook, pixelRatio: number): Sprite {
  const side = 2 * Math.ceil((look.radius + look.rim) * pixelRatio + 1) + 1;
  const canvas = new OffscreenCanvas(side * PHASES, side * PHASES);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) throw new Error('this browser gives no 2D canvas; the papers cannot be drawn');
  const phases = Array.from({ length: PHASES * PHASES }, (_, phase) => {
    const [column, line] = [phase % PHASES, Math.floor(phase / PHASES)];
    context.setTransform(pixelRatio, 0, 0, pixelRatio, column * side, line * side);
    const middle = side >> 1;
    drawDisc(context, (middle + column / PHASES) / pixelRatio, (middle + line / PHASES) / pixelRatio, look);
    return context.getImageData(column * side, line * side, side, side).data;
  });
  return { side, phases };
}
