import type { Picker } from './pick.ts';
import { fitScale, type Viewport, ZOOM_LIMITS } from './viewport.ts';

/** Papers that tell how densely others lie around a place. */
const LOOKED_AT = 8;
/** The zoom ends where neighbours lie this far apart, in CSS pixels: beyond, the window is empty. */
const APART = 140;
/** It goes on where two papers cannot be told apart yet, till they stand so far from each other, in CSS pixels. */
const TOLD_APART = 14;
/** One can always come a little closer. */
const LOWEST = 2;

/**
 * The highest zoom that shows something at a place, by the papers around it: spread at random, papers of density ρ lie
 * 1 / (2 √ρ) from their nearest (Clark and Evans 1954, doi:10.2307/1931034).
 */
export function zoomLimit(
  picker: Pick<Picker, 'nearest'>,
  xy: Float32Array,
  viewport: Viewport,
  x: number,
  y: number,
): number {
  const away = (row: number, fromX: number, fromY: number): number =>
    Math.hypot(xy[2 * row]! - fromX, xy[2 * row + 1]! - fromY);
  let rows: readonly number[] = [];
  let reach = 0;
  // Those at one spot do not tell how densely others lie.
  for (const count of [LOOKED_AT, 4 * LOOKED_AT, 16 * LOOKED_AT]) {
    rows = picker.nearest(x, y, count);
    reach = Math.max(0, ...rows.map((row) => away(row, x, y)));
    if (reach > 0 || rows.length < count) break;
  }
  if (reach === 0) return LOWEST;
  const typical = (reach * Math.sqrt(Math.PI / rows.length)) / 2;
  let closest = Number.POSITIVE_INFINITY;
  for (const row of rows)
    for (const other of rows) {
      const distance = other < row ? away(row, xy[2 * other]!, xy[2 * other + 1]!) : 0;
      if (distance > 0) closest = Math.min(closest, distance);
    }
  const scale = fitScale(viewport);
  const limit = Math.max(LOWEST, APART / (scale * typical), TOLD_APART / (scale * closest));
  return Math.min(ZOOM_LIMITS.max, limit);
}
