import type { MapPalette } from './palette.ts';
import type { Pen } from './pen.ts';
import type { ScreenPoint } from './viewport.ts';

/** A starred paper, on the screen. */
export interface StarMark {
  readonly at: ScreenPoint;
  /** Radius of its dot, in CSS pixels. */
  readonly radius: number;
}

const POINTS = 5;
/** From a dot to the tips of its star, in CSS pixels. */
const TIPS = 6.5;
/** Where the star is narrowest, as a share of where its tips are. */
const WAIST = 0.5;

/** A star behind each dot of the reading list, as maps mark a capital: the shape says it, the colour again. */
export function drawStars(context: Pen, marks: readonly StarMark[], palette: MapPalette): void {
  if (marks.length === 0) return;
  context.save();
  context.lineJoin = 'round';
  context.beginPath();
  for (const mark of marks) traceStar(context, mark);
  context.lineWidth = 3;
  context.strokeStyle = palette.hitRim;
  context.stroke();
  context.fillStyle = palette.starred;
  context.fill();
  context.restore();
}

function traceStar(context: Pen, { at, radius }: StarMark): void {
  for (let corner = 0; corner < 2 * POINTS; corner++) {
    const reach = (radius + TIPS) * (corner % 2 === 0 ? 1 : WAIST);
    const angle = (corner / POINTS - 0.5) * Math.PI;
    const [x, y] = [at.x + reach * Math.cos(angle), at.y + reach * Math.sin(angle)];
    if (corner === 0) context.moveTo(x, y);
    else context.lineTo(x, y);
  }
  context.closePath();
}
