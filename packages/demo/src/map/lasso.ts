import { strokeTwice } from './judged.ts';
import type { MapPalette } from './palette.ts';
import type { Pen } from './pen.ts';
import type { ScreenPoint } from './viewport.ts';

/** Of a line that is still being drawn, in CSS pixels. */
const DASH = [7, 5];
/** Alpha of the sea's colour over what is not within. */
const SHADE = 0.34;

/** Where a lasso is drawn. */
export interface LassoLook {
  readonly palette: MapPalette;
  /** CSS pixels of the window. */
  readonly width: number;
  readonly height: number;
  /** It is still being drawn: dashed, and nothing steps back. */
  readonly isDraft: boolean;
}

/** Draws the line around some papers, in CSS pixels; the land outside steps back. */
export function drawLasso(
  context: Pen,
  corners: readonly ScreenPoint[],
  { palette, width, height, isDraft }: LassoLook,
): void {
  if (corners.length < 2) return;
  const trace = (): void => {
    for (const [at, { x, y }] of corners.entries()) {
      if (at === 0) context.moveTo(x, y);
      else context.lineTo(x, y);
    }
    context.closePath();
  };
  context.save();
  context.lineJoin = 'round';
  context.lineCap = 'round';
  if (isDraft) context.setLineDash(DASH);
  else {
    context.beginPath();
    context.rect(0, 0, width, height);
    trace();
    context.globalAlpha = SHADE;
    context.fillStyle = palette.sea;
    context.fill('evenodd');
    context.globalAlpha = 1;
  }
  strokeTwice(context, palette, palette.arc, trace);
  context.restore();
}
