import { createRandom } from 'paper-atlas';
import type { Cells } from './cells.ts';
import { type Crowding, createDotSizes, FULL_SIZE, INK, INKS, inkOf, measureCrowding } from './dot-sizes.ts';
import { layOver, PHASES, packFill, paintSprite, type Sprite } from './dot-sprites.ts';
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

/** A picture as a canvas has it in memory: four bytes a pixel. */
interface FieldPicture {
  readonly pixels: Int32Array<ArrayBuffer>;
  readonly width: number;
  readonly height: number;
  /** So many pixels lie outside the frame on each side. */
  readonly margin: number;
}

/**
 * The settlements of a large atlas, all but the hits, as pixels: dots where there is room for them, and where many papers
 * share a pixel the density of them, on a logarithmic scale. Every paper is in the picture, whatever the zoom.
 */
export interface DotField {
  /** Makes a part of what the first picture of these styles needs; false when nothing of it is left to be done. */
  prepare(styles: DotStyles): boolean;
  /** The picture is good until the next one is painted. */
  paint(styles: DotStyles, looks: DotLooks, frame: FieldFrame): FieldPicture;
}

/** The widest dot, in CSS pixels: so much around the frame is painted too, and no dot has to be cut. */
const WIDEST = 24;
/** The look of papers that are drawn elsewhere. */
const NONE = 0xffff;
/** What one more paper adds to a pixel: the upper half counts, the lower is the look of the last one. */
const ONE = 0x10000;
const MOST = 0x7fff0000;

export function createDotField(xy: Float32Array, cells: Cells): DotField {
  const { columns, lines, starts, fineness } = cells;
  const { length } = cells.rows;
  let rows: Uint32Array = cells.rows;
  let { room, most }: Crowding = { room: new Float32Array(0), most: 0 };
  const xs = new Float32Array(length);
  const ys = new Float32Array(length);
  const parts = sortPapers();
  const keys = new Uint16Array(length);
  let keysOf: DotStyles | null = null;
  let hasDimmed = false;
  let sprites: (Sprite | undefined)[] = [];
  let fills: (number | undefined)[] = [];
  let spritesOf: readonly unknown[] = [];
  let pixels = new Int32Array(1);
  let counts = new Int32Array(1);
  /** The pixels that have ink, in any order: fewer than there are papers. */
  const inked = new Int32Array(length);

  return {
    prepare(styles) {
      if (!parts.next().done) return true;
      const isNew = styles !== keysOf;
      setKeys(styles);
      return isNew;
    },
    paint(styles, looks, frame) {
      while (!parts.next().done);
      const { pixelRatio } = frame;
      const margin = Math.ceil(WIDEST * pixelRatio);
      const [width, height] = [frame.width + 2 * margin, frame.height + 2 * margin];
      setKeys(styles);
      setSize(width, height);
      const made = [looks, pixelRatio, width];
      if (made.some((value, at) => value !== spritesOf[at])) [sprites, fills] = [[], []];
      spritesOf = made;
      const inner = { ...frame, left: frame.left + margin, top: frame.top + margin, width, height };
      // What steps back lies below.
      for (const isBack of hasDimmed ? [true, false] : [false]) {
        develop(looks, inner, isBack, inkPapers(looks, inner, isBack));
        dotPapers(looks, inner, isBack);
      }
      return { pixels, width, height, margin };
    },
  };

  /** Of a million papers a part takes as long as some frames. */
  function* sortPapers(): Generator<void> {
    rows = shuffleCells(cells);
    yield;
    ({ room, most } = measureCrowding(cells));
    yield;
    for (let at = 0; at < length; at++) {
      const row = rows[at]!;
      xs[at] = xy[2 * row]!;
      ys[at] = xy[2 * row + 1]!;
    }
    yield;
  }

  function setKeys(styles: DotStyles): void {
    if (styles === keysOf) return;
    keysOf = styles;
    hasDimmed = styles.firstSettlement > 0;
    const keyOf = new Uint16Array(xy.length >> 1).fill(NONE);
    for (let at = 0; at < styles.firstHit; at++) {
      const row = styles.order[at]!;
      keyOf[row] = lookKey(styles.warmth[row]!, kindAt(styles, at), styles.colour[row]!);
    }
    for (let at = 0; at < length; at++) keys[at] = keyOf[rows[at]!]!;
  }

  function setSize(width: number, height: number): void {
    if (pixels.length === width * height) {
      pixels.fill(0);
      return;
    }
    pixels = new Int32Array(width * height);
    counts = new Int32Array(width * height);
  }

  /** Goes through the cells in a frame that hold papers, with the size of their dots, and where these begin and end. */
  function visitCells(
    looks: DotLooks,
    { left, top, scale, width, height, pixelRatio }: FieldFrame,
    visit: (size: number, from: number, until: number) => void,
  ): void {
    const column = (pixel: number): number => Math.floor(((pixel - left) / scale - cells.x) * fineness);
    const line = (pixel: number): number => Math.floor(((top - pixel) / scale - cells.y) * fineness);
    const [first, last] = [Math.max(0, column(0)), Math.min(columns - 1, column(width))];
    const [low, high] = [Math.max(0, line(height)), Math.min(lines - 1, line(0))];
    const { radius, rim } = looks.plain;
    const sizeOf = createDotSizes(scale / pixelRatio, radius + rim);
    for (let at = low; at <= high; at++) {
      for (let cell = at * columns + first; cell <= at * columns + last; cell++) {
        const [from, until] = [starts[cell]!, starts[cell + 1]!];
        if (from < until) visit(sizeOf(room[cell]!), from, until);
      }
    }
  }

  /**
   * Counts the papers of crowded cells by pixel. The last one's look is the pixel's: those of a cell come in random order,
   * so that it is a fair sample. Gives the number of pixels.
   */
  function inkPapers(looks: DotLooks, frame: FieldFrame, isBack: boolean): number {
    const { left, top, scale, width, height } = frame;
    let count = 0;
    visitCells(looks, frame, (size, from, until) => {
      if (size !== INK) return;
      for (let at = from; at < until; at++) {
        const key = keys[at]!;
        if (key === NONE || (key === 0) !== isBack) continue;
        const x = Math.floor(left + xs[at]! * scale);
        const y = Math.floor(top - ys[at]! * scale);
        if (x < 0 || y < 0 || x >= width || y >= height) continue;
        const pixel = y * width + x;
        const before = counts[pixel]!;
        if (before === 0) inked[count++] = pixel;
        counts[pixel] = ((before < MOST ? before + ONE : before) & ~NONE) | key;
      }
    });
    return count;
  }

  /** Turns the counts of so many pixels into ink, and empties them. */
  function develop(looks: DotLooks, { scale }: FieldFrame, isBack: boolean, pixelCount: number): void {
    const range = looks.isColoured ? INKS.coloured : INKS.plain;
    const ink = inkOf(most / scale ** 2, isBack ? INKS.back : range);
    for (let at = 0; at < pixelCount; at++) {
      const pixel = inked[at]!;
      const count = counts[pixel]!;
      counts[pixel] = 0;
      const key = count & NONE;
      fills[key] ??= packFill(looks.at(key));
      const colour = (ink[Math.min(255, count >> 16)]! << 24) | fills[key];
      pixels[pixel] = layOver(colour, pixels[pixel]!);
    }
  }

  /** Draws the papers of cells that have room for dots. */
  function dotPapers(looks: DotLooks, frame: FieldFrame, isBack: boolean): void {
    const { left, top, scale, width, height, pixelRatio } = frame;
    const margin = Math.ceil((WIDEST / 2) * pixelRatio);
    const near = margin * PHASES;
    const [right, bottom] = [(width - margin) * PHASES, (height - margin) * PHASES];
    let sprite: Sprite | undefined;
    let slot = -1;
    visitCells(looks, frame, (size, from, until) => {
      if (size === INK) return;
      for (let at = from; at < until; at++) {
        const key = keys[at]!;
        if (key === NONE || (key === 0) !== isBack) continue;
        const x = ((left + xs[at]! * scale) * PHASES + 0.5) | 0;
        const y = ((top - ys[at]! * scale) * PHASES + 0.5) | 0;
        if (x < near || y < near || x >= right || y >= bottom) continue;
        if (slot !== (FULL_SIZE + 1) * key + size) {
          slot = (FULL_SIZE + 1) * key + size;
          sprites[slot] ??= paintSprite(looks.at(key), pixelRatio, size / FULL_SIZE, width);
          sprite = sprites[slot];
        }
        const { starts: phases, offsets, colours } = sprite!;
        const phase = (y & (PHASES - 1)) * PHASES + (x & (PHASES - 1));
        const middle = (y >> 2) * width + (x >> 2);
        const end = phases[phase + 1]!;
        for (let part = phases[phase]!; part < end; part++) {
          const pixel = middle + offsets[part]!;
          const below = pixels[pixel]!;
          pixels[pixel] = below === 0 ? colours[part]! : layOver(colours[part]!, below);
        }
      }
    });
  }
}

/** The papers of each cell in random order, the same each time. */
function shuffleCells({ rows, starts }: Cells): Uint32Array {
  const random = createRandom(1);
  const shuffled = rows.slice();
  for (let cell = 0; cell + 1 < starts.length; cell++) {
    const begin = starts[cell]!;
    for (let left = starts[cell + 1]! - begin; left > 1; left--) {
      const last = begin + left - 1;
      const other = begin + Math.floor(random() * left);
      const row = shuffled[last]!;
      shuffled[last] = shuffled[other]!;
      shuffled[other] = row;
    }
  }
  return shuffled;
}
