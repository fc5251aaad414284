import { blur2 } from 'd3-array';

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

/** How far one paper's hill reaches: the standard deviation of its bell, in map units. */
export function chooseBandwidth(count: number): number {
  return Math.min(0.2, Math.max(0.02, 0.062 * (209 / Math.max(1, count)) ** 0.22));
}

/** A grid of square cells over all papers, with room for their hills to end. */
export function fitGrid(xy: Float32Array, bandwidth: number, cellsPerBandwidth: number): Grid {
  const cell = bandwidth / cellsPerBandwidth;
  const [minX, maxX] = findRange(xy, 0);
  const [minY, maxY] = findRange(xy, 1);
  const margin = 3.8 * bandwidth;
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
 * The bell is Gaussian to the eye: three box blurs, as in d3-contour's own density.
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
  const radius = bandwidth / cell;
  blur2({ data, width, height }, radius);
  const alone = 2 * Math.PI * (radius * radius + radius);
  for (let at = 0; at < data.length; at++) data[at] = data[at]! * alone;
  return data;
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
