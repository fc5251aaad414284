import type { Steps } from './steps.ts';

/** The density of papers over a square grid that covers the map: the terrain. */
export interface DensityGrid {
  /**
   * For each cell, row by row from the lowest y: the papers around its middle, each counting exp(-d²/2h²) at distance
   * d. 1 is a paper standing alone, 0 is beyond reach of any.
   */
  readonly values: Float64Array;
  /** Cells a side. */
  readonly size: number;
  /** Side of a cell, in map units. */
  readonly cell: number;
  /** x and y of the grid's lower left corner. */
  readonly origin: number;
  /** The kernel's standard deviation h, in map units. */
  readonly bandwidth: number;
}

/** Share of the normal-reference bandwidth: maps have many peaks, for which the reference is far too wide. */
const BANDWIDTH_SHARE = 0.2;
/** For maps whose papers all stand on one spot. */
const MIN_BANDWIDTH = 0.01;
const CELLS_PER_BANDWIDTH = 4;
/** The kernel ends here, in bandwidths; beyond, a paper counts less than 0.001. */
const REACH = 3.75;

/**
 * Kernel density on a grid, O(n + cells). The bandwidth is 0.2 · σ · n^(-1/6), with σ the mean spread of the two axes:
 * Scott's rule for two dimensions, narrowed because a map has many peaks.
 *
 * Source: D. W. Scott, "Multivariate Density Estimation", 1992, doi:10.1002/9780470316849, section 6.3.
 */
export function* buildDensity(xy: Float32Array): Steps<DensityGrid> {
  const bandwidth = Math.max(
    MIN_BANDWIDTH,
    BANDWIDTH_SHARE * spreadOf(xy) * Math.max(1, xy.length / 2) ** (-1 / 6),
  );
  const cell = bandwidth / CELLS_PER_BANDWIDTH;
  const reach = Math.ceil(REACH * CELLS_PER_BANDWIDTH);
  const size = Math.ceil(2 / cell) + 2 * reach + 3;
  const origin = -(size * cell) / 2;
  const grid = { values: new Float64Array(size * size), size, cell, origin, bandwidth };
  for (let row = 0; row < xy.length / 2; row++)
    grid.values[cellOf(grid, xy[2 * row]!, xy[2 * row + 1]!)]! += 1;

  const kernel = Float64Array.from({ length: reach + 1 }, (_, i) =>
    Math.exp(-((i / CELLS_PER_BANDWIDTH) ** 2) / 2),
  );
  const line = new Float64Array(size);
  for (const [along, across] of [[size, 1] as const, [1, size] as const]) {
    for (let i = 0; i < size; i++) {
      blurLine(grid.values, i * along, across, line, kernel);
      yield;
    }
  }
  return grid;
}

/** The cell in which a place of the map, -1 to 1, lies. */
export function cellOf({ size, cell, origin }: DensityGrid, x: number, y: number): number {
  return Math.floor((y - origin) / cell) * size + Math.floor((x - origin) / cell);
}

/** The middle of a cell. */
export function placeOf({ size, cell, origin }: DensityGrid, at: number): [x: number, y: number] {
  return [origin + ((at % size) + 0.5) * cell, origin + (Math.floor(at / size) + 0.5) * cell];
}

function spreadOf(xy: Float32Array): number {
  const count = xy.length / 2;
  let x = 0;
  let y = 0;
  let squared = 0;
  for (let row = 0; row < count; row++) {
    x += xy[2 * row]!;
    y += xy[2 * row + 1]!;
    squared += xy[2 * row]! ** 2 + xy[2 * row + 1]! ** 2;
  }
  if (count === 0) return 0;
  return Math.sqrt(Math.max(0, (squared - (x * x + y * y) / count) / count / 2));
}

/** Only cells that hold something are spread, so that empty sea costs nothing. */
function blurLine(
  values: Float64Array,
  from: number,
  step: number,
  line: Float64Array,
  kernel: Float64Array,
): void {
  const size = line.length;
  line.fill(0);
  for (let i = 0; i < size; i++) {
    const value = values[from + i * step]!;
    if (value === 0) continue;
    const first = Math.max(0, i - kernel.length + 1);
    const last = Math.min(size - 1, i + kernel.length - 1);
    for (let j = first; j <= last; j++) line[j]! += value * kernel[Math.abs(i - j)]!;
  }
  for (let i = 0; i < size; i++) values[from + i * step] = line[i]!;
}
