import { type Cells, countBlock } from './cells.ts';

/** How crowded the cells of a map are. */
export interface Crowding {
  /** Of each cell and the eight about it: papers a square map unit to the power −1/4, which is how dots shrink. */
  readonly room: Float32Array;
  /** The most papers a square map unit. */
  readonly most: number;
}

export function measureCrowding(cells: Cells): Crowding {
  const { columns, lines, fineness } = cells;
  const room = new Float32Array(columns * lines);
  let most = 0;
  for (let line = 0; line < lines; line++) {
    const [low, high] = [Math.max(0, line - 1), Math.min(lines, line + 2)];
    for (let column = 0; column < columns; column++) {
      const [left, right] = [Math.max(0, column - 1), Math.min(columns, column + 2)];
      const papers = countBlock(cells, left, low, right, high);
      const crowding = (papers * fineness ** 2) / ((right - left) * (high - low));
      room[line * columns + column] = crowding ** -0.25;
      if (crowding > most) most = crowding;
    }
  }
  return { room, most };
}

/** Where dots would take more than this share of the land around them they become smaller. */
const MOST_COVER = 0.22;
/** Sizes of dots, in so many steps: 0 is ink, the last is a dot with all the room that it wants. */
export const FULL_SIZE = 12;
export const INK = 0;
/** Dots smaller than this share of their size, or that reach less far than so many CSS pixels, are ink: a pixel each. */
const LEAST = { share: 0.42, reach: 1 } as const;

/**
 * Gives the size of dots by the room in their cell, at a scale in CSS pixels a map unit. They shrink more slowly than they
 * crowd: where more papers are, more of the land is covered. It depends on place and zoom alone, so that nothing changes while
 * one pans. `reach`: how far a dot reaches that has all the room it wants, in CSS pixels.
 */
export function createDotSizes(scale: number, reach: number): (room: number) => number {
  const factor = (MOST_COVER / Math.PI) ** 0.25 * Math.sqrt(scale / reach);
  const least = Math.max(LEAST.share, LEAST.reach / reach);
  return (room) => {
    const share = factor * room;
    if (share >= 1) return FULL_SIZE;
    return share < least ? INK : Math.floor(FULL_SIZE * share);
  };
}

/** How opaque ink is: for one paper in a pixel, and for as many as the most crowded place has. */
export interface InkRange {
  readonly faintest: number;
  readonly fullest: number;
}

/** Ink by what it is for: papers as they are, papers whose colours must be told, papers that step back. */
export const INKS = {
  plain: { faintest: 0.38, fullest: 0.78 },
  coloured: { faintest: 0.55, fullest: 0.9 },
  back: { faintest: 0.2, fullest: 0.42 },
} as const satisfies Record<string, InkRange>;
/** Fewer in a pixel than these are never full ink. */
const LEAST_FULL = 12;
const STEPS = 256;

/** How opaque the ink of 0 to 255 papers in a pixel is, in [0, 255], on a logarithmic scale up to `most`; of more it is as of 255. */
export function inkOf(most: number, { faintest, fullest }: InkRange): Uint8Array {
  const range = Math.log(Math.min(STEPS - 1, Math.max(LEAST_FULL, most)));
  return Uint8Array.from({ length: STEPS }, (_, papers) =>
    papers === 0
      ? 0
      : Math.round(255 * Math.min(fullest, faintest + ((fullest - faintest) * Math.log(papers)) / range)),
  );
}
