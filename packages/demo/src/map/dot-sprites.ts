import type { DotLook } from './dots.ts';

/** Shifts between two pixels, along each axis; a power of two. */
export const PHASES = 4;

/** A dot in all its shifts between two pixels. */
export interface Sprite {
  /** Pixels along each side, odd. */
  readonly side: number;
  /** By line and column of the shift: alpha, blue, green and red of each pixel, from the highest byte. */
  readonly phases: readonly Uint32Array[];
}

/** A dot's picture; lengths of the look are in CSS pixels. `reach`: it reaches no farther, and shrinks where it would. */
export function paintSprite(look: DotLook, pixelRatio: number, reach: number = Infinity): Sprite {
  const whole = look.radius + look.rim;
  const share = pixelRatio * Math.min(1, reach / whole);
  const [radius, outer] = [share * look.radius, share * whole];
  const side = 2 * Math.ceil(outer + 1) + 1;
  const middle = side >> 1;
  const [fill, rim] = [parseColour(look.fill), parseColour(look.rimFill)];
  const phases = Array.from({ length: PHASES * PHASES }, (_, phase) => {
    const [x, y] = [middle + (phase % PHASES) / PHASES, middle + Math.floor(phase / PHASES) / PHASES];
    const pixels = new Uint32Array(side * side);
    for (let at = 0; at < pixels.length; at++) {
      const away = Math.hypot((at % side) + 0.5 - x, Math.floor(at / side) + 0.5 - y);
      const [inside, around] = [cover(radius, away) * fill.alpha, cover(outer, away) * rim.alpha];
      const under = around * (1 - inside);
      const alpha = inside + under;
      if (alpha < 1 / 255) continue;
      const mix = (channel: 0 | 1 | 2): number =>
        Math.round((fill.rgb[channel] * inside + rim.rgb[channel] * under) / alpha);
      pixels[at] = pack(mix(0), mix(1), mix(2), Math.round(255 * alpha));
    }
    return pixels;
  });
  return { side, phases };
}

/** Red, green and blue of a look's fill as in a sprite, without alpha. */
export function packFill({ fill }: DotLook): number {
  const [red, green, blue] = parseColour(fill).rgb;
  return pack(red, green, blue, 0);
}

/** Lays a packed colour over another. */
export function layOver(above: number, below: number): number {
  const alpha = above >>> 24;
  if (below === 0 || alpha === 255) return above;
  const rest = ((below >>> 24) * (255 - alpha)) / 255;
  const sum = alpha + rest;
  const red = ((above & 255) * alpha + (below & 255) * rest) / sum;
  const green = (((above >>> 8) & 255) * alpha + ((below >>> 8) & 255) * rest) / sum;
  const blue = (((above >>> 16) & 255) * alpha + ((below >>> 16) & 255) * rest) / sum;
  return pack(red + 0.5, green + 0.5, blue + 0.5, sum + 0.5);
}

/** As a canvas has it in memory where the lowest byte comes first, which is everywhere. */
function pack(red: number, green: number, blue: number, alpha: number): number {
  return ((alpha << 24) | ((blue & 255) << 16) | ((green & 255) << 8) | (red & 255)) >>> 0;
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
