import type { Lasso } from './lasso-line.ts';

/** The box is cut into so many bands of one height, so that a paper is held against few sides. */
const BANDS = 128;

/**
 * Rows of the papers within a lasso, ascending. What is inside is told by the even-odd rule: a place from which a ray crosses
 * the line an odd number of times. Linear: the box is asked first, then the sides that pass through the paper's band of it.
 */
export function findInside(xy: Float32Array, lasso: Lasso): Int32Array {
  const box = boxOf(lasso);
  const bandOf = (y: number): number =>
    Math.min(BANDS - 1, Math.floor(((y - box.minY) / (box.maxY - box.minY)) * BANDS));
  const sides = sidesOfBands(lasso, bandOf);
  const found: number[] = [];
  for (let row = 0; 2 * row < xy.length; row++) {
    const x = xy[2 * row]!;
    const y = xy[2 * row + 1]!;
    if (!(x >= box.minX && x <= box.maxX && y >= box.minY && y <= box.maxY)) continue;
    let isInside = false;
    for (const side of sides[bandOf(y)]!) {
      const [x0, y0, x1, y1] = [
        lasso[side]!,
        lasso[side + 1]!,
        lasso[(side + 2) % lasso.length]!,
        lasso[(side + 3) % lasso.length]!,
      ];
      // Each side has its lower end and not its upper one: a ray through a corner crosses once.
      if (y0 > y !== y1 > y && x < x0 + ((y - y0) / (y1 - y0)) * (x1 - x0)) isInside = !isInside;
    }
    if (isInside) found.push(row);
  }
  return Int32Array.from(found);
}

/** The box around a lasso. */
function boxOf(lasso: Lasso): {
  readonly minX: number;
  readonly maxX: number;
  readonly minY: number;
  readonly maxY: number;
} {
  const xs = lasso.filter((_, at) => at % 2 === 0);
  const ys = lasso.filter((_, at) => at % 2 === 1);
  return { minX: Math.min(...xs), maxX: Math.max(...xs), minY: Math.min(...ys), maxY: Math.max(...ys) };
}

/** For each band the sides that reach into it, by where in the lasso they begin. */
function sidesOfBands(lasso: Lasso, bandOf: (y: number) => number): number[][] {
  const bands: number[][] = Array.from({ length: BANDS }, () => []);
  for (let side = 0; side < lasso.length; side += 2) {
    const [from, to] = [bandOf(lasso[side + 1]!), bandOf(lasso[(side + 3) % lasso.length]!)];
    for (let band = Math.min(from, to); band <= Math.max(from, to); band++) bands[band]!.push(side);
  }
  return bands;
}
