import type { DotLook } from './dots.ts';

/** Shifts between two pixels, along each axis; a power of two. */
export const PHASES = 4;

/** A dot in all its shifts between two pixels, by line and column: the pixels that it touches, in flat arrays. */
export interface Sprite {
  /** Where those of each shift begin, and where the last ends. */
  readonly starts: Int32Array;
  /** From the pixel that holds its middle, in a picture of the width that it was made for. */
  readonly offsets: Int32Array;
  /** Alpha, blue, green and red, from the highest byte: as a canvas has them. Signed, which engines are quickest with. */
  readonly colours: Int32Array;
}

/** The disc's part of a shrunken dot: its rim is thinner. */
const SHRUNK = 0.62;
/** How fast shrinking dots become fainter. */
const FADING = { disc: 0.7, rim: 4 } as const;
const LEAST_ALPHA = 2 / 255;

/**
 * A dot's picture. Lengths of the look are in CSS pixels. `share` in (0, 1] shrinks it, and makes it fainter and its rim more
 * so, so that crowds do not hide the land. `width`: pixels a line of the picture.
 */
export function paintSprite(look: DotLook, pixelRatio: number, share: number, width: number): Sprite {
  const outer = pixelRatio * share * (look.radius + look.rim);
  const radius = share < 1 ? Math.min(pixelRatio * look.radius, SHRUNK * outer) : pixelRatio * look.radius;
  const half = Math.ceil(outer + 1);
  const [fill, rim] = [parseColour(look.fill), parseColour(look.rimFill)];
  const starts = [0];
  const offsets: number[] = [];
  const colours: number[] = [];
  for (let phase = 0; phase < PHASES * PHASES; phase++) {
    const [x, y] = [(phase % PHASES) / PHASES, Math.floor(phase / PHASES) / PHASES];
    for (let line = -half; line <= half; line++) {
      for (let column = -half; column <= half; column++) {
        const away = Math.hypot(column + 0.5 - x, line + 0.5 - y);
        const inside = cover(radius, away) * fill.alpha * share ** FADING.disc;
        const under = cover(outer, away) * rim.alpha * share ** FADING.rim * (1 - inside);
        const alpha = inside + under;
        if (alpha < LEAST_ALPHA) continue;
        const mix = (channel: 0 | 1 | 2): number =>
          Math.round((fill.rgb[channel] * inside + rim.rgb[channel] * under) / alpha);
        offsets.push(line * width + column);
        colours.push(pack(mix(0), mix(1), mix(2), Math.round(255 * alpha)));
      }
    }
    starts.push(offsets.length);
  }
  return {
    starts: Int32Array.from(starts),
    offsets: Int32Array.from(offsets),
    colours: Int32Array.from(colours),
  };
}

/** Red, green and blue of a look's fill as in a sprite, without alpha. */
export function packFill({ fill }: DotLook): number {
  const [red, green, blue] = parseColour(fill).rgb;
  return pack(red, green, blue, 0);
}

/** Lays a packed colour over another; exact to two steps of 255. */
export function layOver(above: number, below: number): number {
  const alpha = above >>> 24;
  if (below === 0 || alpha === 255) return above;
  const sum = alpha + (((below >>> 24) * (255 - alpha) + 127) >> 8);
  const weight = ((alpha << 8) / sum) | 0;
  // Red and blue, and then green, in one go each: 16 bits apart they do not meet.
  const redBlue = Math.imul(above & RED_BLUE, weight) + Math.imul(below & RED_BLUE, 256 - weight);
  const green = Math.imul(above & GREEN, weight) + Math.imul(below & GREEN, 256 - weight);
  return (sum << 24) | ((redBlue >>> 8) & RED_BLUE) | ((green >>> 8) & GREEN);
}

const RED_BLUE = 0xff00ff;
const GREEN = 0x00ff00;

/** As a canvas has it in memory where the lowest byte comes first, which is everywhere. */
function pack(red: number, green: number, blue: number, alpha: number): number {
  return (alpha << 24) | ((blue & 255) << 16) | ((green & 255) << 8) | (red & 255);
}

/** The share of a pixel, this far away, that a disc covers. */
function cover(radius: number, away: number): number {
  // A disc smaller than a pixel covers no more of it than its own area.
  return Math.min(Math.PI * radius * radius, 1, Math.max(0, radius + 0.5 - away));
}

interface Colour {
  readonly rgb: readonly [red: number, green: number, blue: number];
  readonly alpha: number;
}

/** `#rrggbb`, `rgb(r, g, b)` or `rgba(r, g, b, a)`. */
function parseColour(text: string): Colour {
  const [red = 0, green = 0, blue = 0, alpha = 1] = text.startsWith('#')
    ? [1, 3, 5].map((start) => Number.parseInt(text.slice(start, start + 2), 16))
    : (text.match(/[\d.]+/g) ?? []).map(Number);
  return { rgb: [red, green, blue], alpha };
}
