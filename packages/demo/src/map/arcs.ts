import type { ArcCurve } from './arcs-layout.ts';
import type { MapPalette } from './palette.ts';
import type { Pen } from './pen.ts';

const TORN_DASH = [4, 4];

/** Draws arcs in CSS pixels; torn ones dashed and thinner. */
export function drawArcs(context: Pen, curves: readonly ArcCurve[], palette: MapPalette): void {
  context.save();
  context.strokeStyle = palette.arc;
  context.lineCap = 'round';
  for (const { from, control, to, isTorn } of curves) {
    context.setLineDash(isTorn ? TORN_DASH : []);
    context.lineWidth = isTorn ? 1.1 : 1.4;
    context.globalAlpha = isTorn ? 0.62 : 0.72;
    context.beginPath();
    context.moveTo(from.x, from.y);
    context.quadraticCurveTo(control.x, control.y, to.x, to.y);
    context.stroke();
  }
  context.restore();
}
