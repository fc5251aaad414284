import type { MapPalette } from '../map/palette.ts';
import type { Pen } from '../map/pen.ts';
import { drawStars } from '../map/stars.ts';
import type { LegendEntry, PictureCaption } from './picture-caption.ts';

const SANS = 'Inter, system-ui, "Segoe UI", sans-serif';
const SIZE = 12;
const LINE = 22;
const EDGE = 16;
const SWATCH = 10;
/** Between two entries of a line. */
const GAP = 18;

interface PlacedText {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly font: string;
  readonly sign: LegendEntry['sign'];
  readonly colours: readonly string[];
}

/** A caption in lines, each no wider than the picture. */
export interface CaptionLayout {
  readonly height: number;
  readonly texts: readonly PlacedText[];
}

const NO_SIGN = { sign: 'swatch', colours: [] } as const;

/** Sets a caption below a picture of some width, in CSS pixels; `measure` gives the width of a text in a font. */
export function layoutCaption(
  { name, facts, legend }: PictureCaption,
  width: number,
  family: string,
  measure: (text: string, font: string) => number,
): CaptionLayout {
  const plain = `400 ${SIZE}px ${SANS}`;
  const entries = [
    { text: name, font: `600 ${SIZE + 3}px ${family}`, ...NO_SIGN },
    ...facts.map((text) => ({ text, font: plain, ...NO_SIGN })),
    ...legend.map((entry) => ({ ...entry, font: plain })),
  ];
  const texts: PlacedText[] = [];
  let [x, line] = [EDGE, 0];
  for (const [at, { text, font, sign, colours }] of entries.entries()) {
    const swatch = colours.length === 0 ? 0 : swatchWidth(colours) + 6;
    const needed = swatch + measure(text, font);
    // What the colours mean begins a line of its own.
    if (x > EDGE && (x + needed > width - EDGE || at === 1 + facts.length)) [x, line] = [EDGE, line + 1];
    texts.push({ x, y: EDGE + line * LINE, text, font, sign, colours });
    x += needed + GAP;
  }
  return { height: 2 * EDGE + line * LINE, texts };
}

/** Draws it from `top` on. */
export function drawCaption(
  pen: Pen,
  { texts, height }: CaptionLayout,
  { palette, width, top }: { readonly palette: MapPalette; readonly width: number; readonly top: number },
): void {
  pen.save();
  pen.beginPath();
  pen.rect(0, top, width, height);
  pen.fillStyle = palette.sea;
  pen.fill();
  pen.textBaseline = 'middle';
  pen.textAlign = 'left';
  for (const { x, y, text, font, sign, colours } of texts) {
    const each = swatchWidth(colours) / Math.max(1, colours.length);
    if (sign === 'star') drawStars(pen, [{ at: { x: x + SWATCH / 2, y: top + y }, radius: 0 }], palette);
    else
      for (const [at, colour] of colours.entries()) {
        pen.beginPath();
        pen.rect(x + at * each, top + y - SWATCH / 2, each, SWATCH);
        pen.fillStyle = colour;
        pen.fill();
      }
    pen.font = font;
    pen.fillStyle = palette.nameCoarse;
    pen.fillText(text, x + (colours.length === 0 ? 0 : swatchWidth(colours) + 6), top + y);
  }
  pen.restore();
}

function swatchWidth({ length }: readonly string[]): number {
  return length === 0 ? 0 : length === 1 ? SWATCH : 72;
}
