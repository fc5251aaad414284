import type { MapPalette } from './palette.ts';
import type { Pen } from './pen.ts';
import type { ScreenPoint } from './viewport.ts';

/** A paper that was judged, on the screen. */
export interface JudgedMark {
  readonly at: ScreenPoint;
  /** Radius of its dot, in CSS pixels. */
  readonly radius: number;
}

/** From a dot to what is drawn around it. */
const OFF = 3.2;

/** A ring around each liked paper, a cross through each disliked one: the shape says it, the colour again. */
export function drawJudged(
  context: Pen,
  { liked, disliked }: { readonly liked: readonly JudgedMark[]; readonly disliked: readonly JudgedMark[] },
  palette: MapPalette,
): void {
  context.save();
  context.lineCap = 'round';
  strokeTwice(context, palette, palette.liked, () => {
    for (const { at, radius } of liked) {
      context.moveTo(at.x + radius + OFF, at.y);
      context.arc(at.x, at.y, radius + OFF, 0, 2 * Math.PI);
    }
  });
  strokeTwice(context, palette, palette.disliked, () => {
    for (const { at, radius } of disliked) {
      const reach = radius + 1.6;
      context.moveTo(at.x - reach, at.y - reach);
      context.lineTo(at.x + reach, at.y + reach);
      context.moveTo(at.x + reach, at.y - reach);
      context.lineTo(at.x - reach, at.y + reach);
    }
  });
  context.restore();
}

/** First wide in the colour of rims, so that it stands off whatever lies below. */
export function strokeTwice(context: Pen, palette: MapPalette, color: string, trace: () => void): void {
  context.beginPath();
  trace();
  context.lineWidth = 5;
  context.strokeStyle = palette.hitRim;
  context.stroke();
  context.lineWidth = 2.4;
  context.strokeStyle = color;
  context.stroke();
}
