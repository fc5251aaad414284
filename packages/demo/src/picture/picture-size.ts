import type { MapLook } from '../map/painter.ts';
import { freeBox, unprojectPoint } from '../map/viewport.ts';

/** Pixels of a PNG a CSS pixel: sharp in print. */
export const FINENESS = 2;
/** A picture's longer side has at least so many CSS pixels, however small the screen. */
const LEAST_LENGTH = 1200;
/** Of more dots an SVG would be slow to open: they are put into it as one picture. */
const MAX_CIRCLES = 5000;

/** Around the whole map a picture has at most so much sea, in CSS pixels of the window. */
const MOST_SEA = 24;

/**
 * What is seen, in a window that is large enough for a picture: names and dots have the size that they have in such a
 * window, so that a small screen's picture is not a crowded one. Of the whole map no room is kept for what floats over it.
 */
export function frameLook(look: MapLook): MapLook {
  const { viewport, view } = look;
  const { width, height } = viewport;
  const free = freeBox(viewport);
  const most = view.k <= 1 ? MOST_SEA : Number.POSITIVE_INFINITY;
  const left = Math.min(most, free.left);
  const right = Math.min(most, width - free.right);
  const top = Math.min(most, free.top);
  const bottom = Math.min(most, height - free.bottom);
  const framed = {
    width: free.right - free.left + left + right,
    height: free.bottom - free.top + top + bottom,
  };
  const factor = Math.max(1, LEAST_LENGTH / Math.max(framed.width, framed.height));
  return {
    ...look,
    viewport: {
      ...viewport,
      width: Math.round(factor * framed.width),
      height: Math.round(factor * framed.height),
      insets: { left: factor * left, right: factor * right, top: factor * top, bottom: factor * bottom },
    },
  };
}

/** Whether a look shows so many papers that they are no circles in an SVG, but one picture. */
export function isRaster({ picker, viewport, view }: MapLook): boolean {
  const from = unprojectPoint(viewport, view, 0, viewport.height);
  const to = unprojectPoint(viewport, view, viewport.width, 0);
  return picker.count({ minX: from.x, minY: from.y, maxX: to.x, maxY: to.y }) > MAX_CIRCLES;
}
