/** Pixels of a PNG a CSS pixel: sharp in print. */
export const FINENESS = 2;
/** Of more dots an SVG would be slow to open: they are put into it as one picture. */
export const MAX_CIRCLES = 5000;
