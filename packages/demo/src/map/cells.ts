/**
 * Papers sorted into the square cells of a grid, as flat arrays: those of cell (column, line) are
 * `rows[starts[c]]` to `rows[starts[c + 1] - 1]` with c = line × columns + column, in row order. Line 0 has the lowest y.
 */
export interface Cells {
  readonly columns: number;
  readonly lines: number;
  /** Map coordinates of the grid's low corner. */
  readonly x: number;
  readonly y: number;
  /** Cells a map unit. */
  readonly fineness: number;
  /** `columns × lines + 1`. */
  readonly starts: Uint32Array;
  /** Papers whose place is a number. */
  readonly rows: Uint32Array;
  /** Papers in all cells below and left of each corner of the grid: `(columns + 1) × (lines + 1)`. */
  readonly sums: Uint32Array;
}

/** Papers a cell, on average over the box of all papers. */
const FILLING = 4;
const MOST_CELLS = 1024;

/** Sorts papers by counting: twice through all of them, whatever their places. Those whose places are no numbers are left out. */
export function sortIntoCells(xy: Float32Array): Cells {
  const count = xy.length >> 1;
  let [minX, maxX, minY, maxY] = [Infinity, -Infinity, Infinity, -Infinity];
  for (let row = 0; row < count; row++) {
    const [x, y] = [xy[2 * row]!, xy[2 * row + 1]!];
    if (!isPlace(x, y)) continue;
    if (x < minX) minX = x;
    if (x > maxX) maxX = x;
    if (y < minY) minY = y;
    if (y > maxY) maxY = y;
  }
  const isEmpty = minX > maxX;
  const [width, height] = isEmpty ? [0, 0] : [maxX - minX, maxY - minY];
  const wanted = Math.sqrt((FILLING * Math.max(width * height, Number.MIN_VALUE)) / Math.max(1, count));
  const cell = Math.max(wanted, width / MOST_CELLS, height / MOST_CELLS);
  const fineness = cell > 0 ? 1 / cell : 1;
  const [x, y] = isEmpty ? [0, 0] : [minX, minY];
  const columns = Math.floor(width * fineness) + 1;
  const lines = Math.floor(height * fineness) + 1;

  const cellOf = new Int32Array(count);
  const starts = new Uint32Array(columns * lines + 1);
  for (let row = 0; row < count; row++) {
    const column = Math.floor((xy[2 * row]! - x) * fineness);
    const line = Math.floor((xy[2 * row + 1]! - y) * fineness);
    const at = column >= 0 && line >= 0 && column < columns && line < lines ? line * columns + column : -1;
    cellOf[row] = at;
    if (at >= 0) starts[at + 1]!++;
  }
  for (let at = 1; at < starts.length; at++) starts[at] = starts[at]! + starts[at - 1]!;
  const next = starts.slice(0, -1);
  const rows = new Uint32Array(starts.at(-1)!);
  for (let row = 0; row < count; row++) {
    const at = cellOf[row]!;
    if (at >= 0) rows[next[at]!++] = row;
  }
  return { columns, lines, x, y, fineness, starts, rows, sums: sumCells(columns, lines, starts) };
}

/** Papers in a block of cells, which may reach over the edges: from the first column and line to before the last. */
export function countBlock(
  { columns, lines, sums }: Cells,
  left: number,
  low: number,
  right: number,
  high: number,
): number {
  const [x0, x1] = [Math.max(0, left), Math.min(columns, right)];
  const [y0, y1] = [Math.max(0, low), Math.min(lines, high)];
  if (x0 >= x1 || y0 >= y1) return 0;
  const width = columns + 1;
  return sums[y1 * width + x1]! - sums[y1 * width + x0]! - sums[y0 * width + x1]! + sums[y0 * width + x0]!;
}

function sumCells(columns: number, lines: number, starts: Uint32Array): Uint32Array {
  const sums = new Uint32Array((columns + 1) * (lines + 1));
  for (let line = 0; line < lines; line++) {
    const begin = starts[line * columns]!;
    for (let column = 0; column < columns; column++) {
      const inLine = starts[line * columns + column + 1]! - begin;
      sums[(line + 1) * (columns + 1) + column + 1] = sums[line * (columns + 1) + column + 1]! + inLine;
    }
  }
  return sums;
}

function isPlace(x: number, y: number): boolean {
  return Number.isFinite(x) && Number.isFinite(y);
}
