import { layoutArc } from './arcs-layout.ts';
import { strokeTwice } from './judged.ts';
import type { MapPalette } from './palette.ts';
import type { Pen } from './pen.ts';
import type { ScreenBox, ScreenPoint } from './viewport.ts';

/** Of the disc with a step's number, in CSS pixels. */
const RADIUS = 8.5;
const NUMBER_FONT = '600 10.5px Inter, system-ui, sans-serif';

/** Draws a path as one line through its steps, in CSS pixels: between two of them it bends as arcs do. */
export function drawPathLine(context: Pen, steps: readonly ScreenPoint[], palette: MapPalette): void {
  if (steps.length < 2) return;
  context.save();
  context.lineCap = 'round';
  context.lineJoin = 'round';
  strokeTwice(context, palette, palette.arc, () => {
    context.moveTo(steps[0]!.x, steps[0]!.y);
    for (const [at, to] of steps.slice(1).entries()) {
      const { control } = layoutArc(steps[at]!, to);
      context.quadraticCurveTo(control.x, control.y, to.x, to.y);
    }
  });
  context.restore();
}

/** What the disc of a step covers: no region is named there. */
export function stepBox({ x, y }: ScreenPoint): ScreenBox {
  return { left: x - RADIUS, top: y - RADIUS, right: x + RADIUS, bottom: y + RADIUS };
}

/** Numbers the steps from 1; the last lies on top. */
export function drawPathSteps(context: Pen, steps: readonly ScreenPoint[], palette: MapPalette): void {
  context.save();
  context.font = NUMBER_FONT;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  for (const [at, { x, y }] of steps.entries()) {
    context.beginPath();
    context.arc(x, y, RADIUS, 0, 2 * Math.PI);
    context.fillStyle = palette.arc;
    context.fill();
    context.lineWidth = 2;
    context.strokeStyle = palette.hitRim;
    context.stroke();
    context.fillStyle = palette.hitRim;
    context.fillText(String(at + 1), x, y + 0.5);
  }
  context.restore();
}
