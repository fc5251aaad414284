import { type Cells, countBlock } from './cells.ts';

/** Papers a square map unit around each cell: of the cell and the eight about it. */
export function measureCrowding(cells: Cells): Float32Array {
  const { columns, lines, fineness } = cells;
  const crowding = new Float32Array(columns * lines);
  for (let line = 0; line < lines; line++) {
    const [low, high] = [Math.max(0, line - 1), Math.min(lines, line + 2)];
    for (let column = 0; column < columns; column++) {
      const [left, right] = [Math.max(0, column - 1), Math.min(columns, column + 2)];
      const papers = countBlock(cells, left, low, right, high);
      crowding[line * columns + column] = (papers * fineness ** 2) / ((right - left) * (high - low));
    }
  }
  return crowding;
}

/** Dots take at most this share of the land around them; where more would stand they become smaller. */
const MOST_COVER = 0.5;
/** Dots that would reach less far than this, in CSS pixels, are ink: a pixel each, darker where many share one. */
const LEAST_REACH = 0.95;
/** Sizes of dots a CSS pixel. */
export const SIZES_A_PIXEL = 4;
/** The size of what is drawn as ink, and of dots that have all the room that they want. */
export const [INK, FULL] = [0, 63];

/**
 * The size of dots so crowded at a scale, in CSS pixels a map unit: the radius that keeps land between them, in steps of
 * 1 / `SIZES_A_PIXEL`, or `INK`. It depends on place and zoom alone, so that nothing changes while one pans.
 */
export function sizeOfDots(crowding: number, scale: number): number {
  const reach = scale * Math.sqrt(MOST_COVER / (Math.PI * Math.max(crowding, 1e-9)));
  return reach < LEAST_REACH ? INK : Math.min(FULL, Math.floor(SIZES_A_PIXEL * reach));
}

/** Shares of ink for one paper in a pixel, and for as many as the most crowded place has. */
const [FAINTEST, FULLEST] = [0.34, 0.9];
/** Fewer in a pixel than these are never full ink. */
const LEAST_FULL = 12;
const INKS = 256;

/** How opaque the ink of 0 to 255 papers in a pixel is, in [0, 255], on a logarithmic scale up to `most`; of more it is as of 255. */
export function inkOf(most: number): Uint8Array {
  const range = Math.log(Math.min(INKS - 1, Math.max(LEAST_FULL, most)));
  return Uint8Array.from({ length: INKS }, (_, papers) =>
    papers === 0
      ? 0
      : Math.round(255 * Math.min(FULLEST, FAINTEST + ((FULLEST - FAINTEST) * Math.log(papers)) / range)),
  );
}
