import type { MapLook } from '../map/painter.ts';
import { unprojectPoint } from '../map/viewport.ts';

/** Pixels of a PNG a CSS pixel: sharp in print. */
export const FINENESS = 2;
/** Of more dots an SVG would be slow to open: they are put into it as one picture. */
const MAX_CIRCLES = 5000;

/** Whether a look shows so many papers that they are no circles in an SVG, but one picture. */
export function isRaster({ picker, viewport, view }: MapLook): boolean {
  const from = unprojectPoint(viewport, view, 0, viewport.height);
  const to = unprojectPoint(viewport, view, viewport.width, 0);
  return picker.count({ minX: from.x, minY: from.y, maxX: to.x, maxY: to.y }) > MAX_CIRCLES;
}
