import { blur, blur2 } from 'd3-array';

/** A regular grid over part of the map. Value (column, row) belongs to the middle of its cell; row 0 is the lowest y. */
export interface Grid {
  readonly width: number;
  readonly height: number;
  /** Map coordinates of the grid's low corner. */
  readonly x: number;
  readonly y: number;
  /** Map units a cell. */
  readonly cell: number;
}

/** Bandwidths after which a hill has ended. */
const REACH = 4.6;

/** How far one paper's hill reaches: the standard deviation of its bell, in map units. */
export function chooseBandwidth(count: number): number {
  return Math.min(0.2, Math.max(0.02, 0.062 * (209 / Math.max(1, count)) ** 0.22));
}

/** A grid of square cells over all papers, with room for their hills to end. */
export function fitGrid(xy: Float32Array, bandwidth: number, cellsPerBandwidth: number): Grid {
  const cell = bandwidth / cellsPerBandwidth;
  const [minX, maxX] = findRange(xy, 0);
  const [minY, maxY] = findRange(xy, 1);
  const margin = REACH * bandwidth;
  return {
    width: Math.ceil((maxX - minX + 2 * margin) / cell),
    height: Math.ceil((maxY - minY + 2 * margin) / cell),
    x: minX - margin,
    y: minY - margin,
    cell,
  };
}

/**
 * Sum of a bell over each paper, as high as its weight (1 without weights) where it stands alone; row-major, row 0 the lowest y.
 * The bell is six box blurs, which is Gaussian and round to the eye where three, as in d3-contour's own density, are square.
 */
export function sumBells(
  grid: Grid,
  xy: Float32Array,
  bandwidth: number,
  weights?: Float32Array,
): Float32Array<ArrayBuffer> {
  const { width, height, cell } = grid;
  const data = new Float32Array(width * height);
  for (let row = 0; 2 * row + 1 < xy.length; row++) {
    const weight = weights === undefined ? 1 : weights[row]!;
    const x = (xy[2 * row]! - grid.x) / cell - 0.5;
    const y = (xy[2 * row + 1]! - grid.y) / cell - 0.5;
    const column = Math.floor(x);
    const line = Math.floor(y);
    const at = line * width + column;
    // Shared out among the four cells around, so that a hill stands exactly where its paper does.
    data[at] = data[at]! + weight * (1 - x + column) * (1 - y + line);
    data[at + 1] = data[at + 1]! + weight * (x - column) * (1 - y + line);
    data[at + width] = data[at + width]! + weight * (1 - x + column) * (y - line);
    data[at + width + 1] = data[at + width + 1]! + weight * (x - column) * (y - line);
  }
  const radius = halfRadius(bandwidth / cell);
  blur2(blur2({ data, width, height }, radius), radius);
  const alone = 1 / bellPeak(radius) ** 2;
  for (let at = 0; at < data.length; at++) data[at] = data[at]! * alone;
  return data;
}

/** The radius of which two triple blurs spread as far as one of `radius`: a triple blur has variance r² + r. */
function halfRadius(radius: number): number {
  return (Math.sqrt(1 + 2 * (radius * radius + radius)) - 1) / 2;
}

/** How high a blurred single 1 still is, along one axis. */
function bellPeak(radius: number): number {
  const middle = Math.ceil(7 * radius) + 2;
  const values = new Array<number>(2 * middle + 1).fill(0);
  values[middle] = 1;
  blur(values, radius);
  blur(values, radius);
  return values[middle]!;
}

function findRange(xy: Float32Array, axis: 0 | 1): readonly [number, number] {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (let at = axis; at < xy.length; at += 2) {
    min = Math.min(min, xy[at]!);
    max = Math.max(max, xy[at]!);
  }
  return min <= max ? [min, max] : [0, 0];
}
