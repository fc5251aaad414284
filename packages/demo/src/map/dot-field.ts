import { createRandom } from 'paper-atlas';
import type { Cells } from './cells.ts';
import { FULL, INK, inkOf, measureCrowding, SIZES_A_PIXEL, sizeOfDots } from './dot-sizes.ts';
import { layOver, packFill, paintSprite, PHASES, type Sprite } from './dot-sprites.ts';
import { type DotLooks, lookKey } from './dots.ts';
import { type DotStyles, kindAt } from './dots-layout.ts';

/** Where the papers stand in a picture, in its own pixels: x = left + x · scale, y = top − y · scale. */
export interface FieldFrame {
  readonly left: number;
  readonly top: number;
  readonly scale: number;
  readonly width: number;
  readonly height: number;
  /** Picture pixels a CSS pixel. */
  readonly pixelRatio: number;
}

/**
 * The settlements of a large atlas, all but the hits, as pixels: dots where there is room for them, and where many papers
 * share a pixel the density of them, on a logarithmic scale. Every paper is in the picture, whatever the zoom.
 */
export interface DotField {
  paint(styles: DotStyles, looks: DotLooks, frame: FieldFrame): ImageData;
}

/** No dot reaches farther, in pixels. */
const REACH = 50;
/** The look of papers that are drawn elsewhere. */
const NONE = 0xffff;
/** What one more paper adds to a pixel: the upper half counts, the lower is the look of the last one. */
const ONE = 0x10000;

export function createDotField(xy: Float32Array, cells: Cells): DotField {
  const { columns, lines, starts, fineness } = cells;
  const rows = shuffleCells(cells);
  const crowding = measureCrowding(cells);
  const mostCrowded = crowding.reduce((most, value) => Math.max(most, value), 0);
  const xs = new Float32Array(rows.length);
  const ys = new Float32Array(rows.length);
  rows.forEach((row, at) => {
    xs[at] = xy[2 * row]!;
    ys[at] = xy[2 * row + 1]!;
  });
  const keys = new Uint16Array(rows.length);
  let sprites: (Sprite | undefined)[] = [];
  let fills: (number | undefined)[] = [];
  let last: { readonly styles: DotStyles | null; readonly looks: DotLooks | null; readonly ratio: number } = {
    styles: null,
    looks: null,
    ratio: 0,
  };
  let hasDimmed = false;
  let image = new ImageData(1, 1);
  let pixels = new Uint32Array(image.data.buffer);
  let counts = new Uint32Array(1);

  function setStyles(styles: DotStyles): void {
    hasDimmed = styles.firstSettlement > 0;
    const keyOf = new Uint16Array(xy.length >> 1).fill(NONE);
    for (let at = 0; at < styles.firstHit; at++) {
      const row = styles.order[at]!;
      keyOf[row] = lookKey(styles.warmth[row]!, kindAt(styles, at), styles.colour[row]!);
    }
    for (let at = 0; at < rows.length; at++) keys[at] = keyOf[rows[at]!]!;
  }

  function setSize(width: number, height: number): void {
    if (image.width === width && image.height === height) {
      pixels.fill(0);
      return;
    }
    image = new ImageData(width, height);
    pixels = new Uint32Array(image.data.buffer);
    counts = new Uint32Array(width * height);
  }

  return {
    paint(styles, looks, frame) {
      const { width, height, pixelRatio } = frame;
      if (styles !== last.styles) setStyles(styles);
      if (looks !== last.looks || styles !== last.styles || pixelRatio !== last.ratio) {
        sprites = [];
        fills = [];
      }
      last = { styles, looks, ratio: pixelRatio };
      setSize(width, height);
      const visible = findVisible(frame);
      // What steps back lies below.
      for (const isBack of hasDimmed ? [true, false] : [false]) {
        if (inkCells(frame, visible, isBack)) develop(looks, frame);
        dotCells(looks, frame, visible, isBack);
      }
      return image;
    },
  };

  /** The cells that reach into the picture. */
  function findVisible({ left, top, scale, width, height }: FieldFrame): {
    readonly first: number;
    readonly last: number;
    readonly low: number;
    readonly high: number;
  } {
    const columnAt = (pixel: number): number =>
      Math.floor(((pixel - left) / scale - cells.x) * fineness);
    const lineAt = (pixel: number): number => Math.floor(((top - pixel) / scale - cells.y) * fineness);
    return {
      first: Math.max(0, columnAt(-REACH)),
      last: Math.min(columns - 1, columnAt(width + REACH)),
      low: Math.max(0, lineAt(height + REACH)),
      high: Math.min(lines - 1, lineAt(-REACH)),
    };
  }

  /** Counts the papers of crowded cells by pixel. The last one's look is the pixel's: papers of a cell come in random order, so it is a fair sample. */
  function inkCells(
    { left, top, scale, width, height, pixelRatio }: FieldFrame,
    { first, last: end, low, high }: ReturnType<typeof findVisible>,
    isBack: boolean,
  ): boolean {
    let hasInk = false;
    const cssScale = scale / pixelRatio;
    for (let line = low; line <= high; line++) {
      for (let column = first; column <= end; column++) {
        const cell = line * columns + column;
        const until = starts[cell + 1]!;
        let at = starts[cell]!;
        if (at === until || sizeOfDots(crowding[cell]!, cssScale) !== INK) continue;
        hasInk = true;
        for (; at < until; at++) {
          const key = keys[at]!;
          if (key === NONE || (key === 0) !== isBack) continue;
          const x = Math.floor(left + xs[at]! * scale);
          const y = Math.floor(top - ys[at]! * scale);
          if (x < 0 || y < 0 || x >= width || y >= height) continue;
          const pixel = y * width + x;
          const before = counts[pixel]!;
          counts[pixel] = ((before >>> 16) + (before < 0xffff0000 ? 1 : 0)) * ONE + key;
        }
      }
    }
    return hasInk;
  }

  /** Turns counts into ink, and empties them. */
  function develop(looks: DotLooks, { scale }: FieldFrame): void {
    const ink = inkOf(mostCrowded / scale ** 2);
    for (let pixel = 0; pixel < counts.length; pixel++) {
      const count = counts[pixel]!;
      if (count === 0) continue;
      counts[pixel] = 0;
      const key = count & 0xffff;
      const papers = count >>> 16;
      const alpha = ink[papers < 255 ? papers : 255]!;
      const colour = (fills[key] ??= packFill(looks.at(key))) | (alpha << 24);
      pixels[pixel] = pixels[pixel] === 0 ? colour : layOver(colour >>> 0, pixels[pixel]!);
    }
  }
  /** Draws the papers of cells that have room for dots. */
  function dotCells(
    looks: DotLooks,
    { left, top, scale, width, height, pixelRatio }: FieldFrame,
    { first, last: end, low, high }: ReturnType<typeof findVisible>,
    isBack: boolean,
  ): void {
    for (let line = low; line <= high; line++) {
      for (let column = first; column <= end; column++) {
        const cell = line * columns + column;
        const until = starts[cell + 1]!;
        let at = starts[cell]!;
        if (at === until) continue;
        const size = sizeOfDots(crowding[cell]!, scale / pixelRatio);
        if (size === INK) continue;
        for (; at < until; at++) {
          const key = keys[at]!;
          if (key === NONE || (key === 0) !== isBack) continue;
          const x = Math.round((left + xs[at]! * scale) * PHASES);
          const y = Math.round((top - ys[at]! * scale) * PHASES);
          const sprite = (sprites[(FULL + 1) * key + size] ??= paintSprite(
            looks.at(key),
            pixelRatio,
            size === FULL ? Infinity : (size + 1) / SIZES_A_PIXEL,
          ));
          const half = sprite.side >> 1;
          const phase = sprite.phases[(y & (PHASES - 1)) * PHASES + (x & (PHASES - 1))]!;
          blend(phase, sprite.side, (x >> 2) - half, (y >> 2) - half, width, height);
        }
      }
    }
  }

  /** Lays a dot over the picture, its top left at (left, top). */
  function blend(
    sprite: Uint32Array,
    side: number,
    left: number,
    top: number,
    width: number,
    height: number,
  ): void {
    const [fromX, toX] = [Math.max(0, -left), Math.min(side, width - left)];
    const [fromY, toY] = [Math.max(0, -top), Math.min(side, height - top)];
    for (let y = fromY; y < toY; y++) {
      let from = y * side + fromX;
      let to = (top + y) * width + left + fromX;
      for (let x = fromX; x < toX; x++, from++, to++) {
        const above = sprite[from]!;
        if (above !== 0) pixels[to] = layOver(above, pixels[to]!);
      }
    }
  }
}

/** The papers of each cell in random order, so that those that come last are a fair sample; the same each time. */
function shuffleCells({ rows, starts }: Cells): Uint32Array {
  const random = createRandom(1);
  const shuffled = rows.slice();
  for (let cell = 0; cell + 1 < starts.length; cell++) {
    const begin = starts[cell]!;
    for (let left = starts[cell + 1]! - begin; left > 1; left--) {
      const [last, other] = [begin + left - 1, begin + Math.floor(random() * left)];
      [shuffled[last], shuffled[other]] = [shuffled[other]!, shuffled[last]!];
    }
  }
  return shuffled;
}
