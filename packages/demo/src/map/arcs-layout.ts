import type { MapArc } from './map-scene.ts';
import type { ScreenPoint } from './viewport.ts';

/** A thin curve between two papers on the screen, in CSS pixels. */
export interface ArcCurve {
  readonly from: ScreenPoint;
  /** Of a quadratic curve. */
  readonly control: ScreenPoint;
  readonly to: ScreenPoint;
  readonly isTorn: boolean;
}

/** Height of an arc's middle over its chord, as a share of its length. */
const BEND = 0.16;

/**
 * Curves of arcs: all bend to the same side as seen from their start, so that a fan of them reads as a fan.
 * Arcs between papers at one spot have no curve.
 */
export function layoutArcs(arcs: readonly MapArc[], place: (row: number) => ScreenPoint): ArcCurve[] {
  const curves: ArcCurve[] = [];
  for (const { from: start, to: end, isTorn } of arcs) {
    const from = place(start);
    const to = place(end);
    if (!(Math.hypot(to.x - from.x, to.y - from.y) >= 1)) continue;
    curves.push({ ...layoutArc(from, to), isTorn });
  }
  return curves;
}

/** The curve from one place to another. */
export function layoutArc(from: ScreenPoint, to: ScreenPoint): Omit<ArcCurve, 'isTorn'> {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const side = dx < 0 ? -1 : 1;
  const control = {
    x: (from.x + to.x) / 2 + side * dy * 2 * BEND,
    y: (from.y + to.y) / 2 - side * dx * 2 * BEND,
  };
  return { from, control, to };
}
