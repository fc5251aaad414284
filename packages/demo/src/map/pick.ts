import { type Cells, countBlock, sortIntoCells } from './cells.ts';
import type { MapBox } from './names-layout.ts';

/** Finds papers by place, in map coordinates. */
export interface Picker {
  /** The paper nearest to a place, less than `radius` away; the first of those equally near; null when none is. */
  find(x: number, y: number, radius: number): number | null;
  /** The papers nearest to a place, nearest first; all when there are fewer than `count`. */
  nearest(x: number, y: number, count: number): readonly number[];
  /** The papers in a box. */
  inside(box: MapBox): readonly number[];
  /** How many papers stand in a box. */
  count(box: MapBox): number;
}

/** The square in which the nearest are looked for is wider than it need be by a share of at most 1 / SLACK. */
const SLACK = 64;

/**
 * Indexes the places of papers by the cells of a grid; places that are no numbers are never found. At a million papers
 * it is made in some 50 ms, where a tree of boxes (flatbush) takes ten times as long, and answers in microseconds.
 */
export function createPicker(xy: Float32Array, cells: Cells = sortIntoCells(xy)): Picker {
  const { columns, lines, starts, rows } = cells;
  const columnOf = (x: number): number => Math.floor((x - cells.x) * cells.fineness);
  const lineOf = (y: number): number => Math.floor((y - cells.y) * cells.fineness);
  const firstReach = 1 / cells.fineness;

  return {
    find(x, y, radius) {
      // The corners of a box reach farther than its sides: only what lies within the sides' reach is sure.
      for (let reach = Math.min(radius, firstReach); ; reach = Math.min(radius, 2 * reach)) {
        let best = -1;
        let least = radius ** 2;
        const around = squareAround(x, y, reach);
        visit(around, (row) => {
          const away = (x - xy[2 * row]!) ** 2 + (y - xy[2 * row + 1]!) ** 2;
          if (away < least || (away === least && row < best)) {
            least = away;
            best = row;
          }
        });
        if (best >= 0 && least <= reach ** 2) return best;
        if (!(reach < radius) || isAll(around)) return best < 0 ? null : best;
      }
    },
    nearest(x, y, count) {
      if (!Number.isFinite(x) || !Number.isFinite(y)) return [];
      const away = (row: number): number => Math.hypot(xy[2 * row]! - x, xy[2 * row + 1]! - y);
      // The circle around a box that holds so many holds as many at least.
      const found = inside(squareAround(x, y, Math.SQRT2 * reachOf(x, y, count)));
      return found.sort((a, b) => away(a) - away(b) || a - b).slice(0, count);
    },
    inside,
    count: countInside,
  };

  /** Half a square's side, not much more than needed for it to hold so many papers, or all. */
  function reachOf(x: number, y: number, count: number): number {
    let reach = firstReach;
    const isEnough = (half: number): boolean => {
      const box = squareAround(x, y, half);
      return countInside(box) >= count || isAll(box);
    };
    while (!isEnough(reach)) reach *= 2;
    for (let step = reach / 4; step > reach / SLACK; step /= 2) if (isEnough(reach - step)) reach -= step;
    return reach;
  }

  function inside(box: MapBox): number[] {
    const found: number[] = [];
    visit(box, (row) => found.push(row));
    return found;
  }

  /** Whole cells by their sums; only the papers of those along the edges are looked at. */
  function countInside({ minX, maxX, minY, maxY }: MapBox): number {
    if (!(minX <= maxX && minY <= maxY)) return 0;
    const [left, right] = [clamp(columnOf(minX), columns), clamp(columnOf(maxX), columns)];
    const [low, high] = [clamp(lineOf(minY), lines), clamp(lineOf(maxY), lines)];
    let count = 0;
    const add = (row: number): void => {
      const [x, y] = [xy[2 * row]!, xy[2 * row + 1]!];
      if (x >= minX && x <= maxX && y >= minY && y <= maxY) count++;
    };
    visitCells(left, right, low, low, add);
    if (high > low) visitCells(left, right, high, high, add);
    visitCells(left, left, low + 1, high - 1, add);
    if (right > left) visitCells(right, right, low + 1, high - 1, add);
    return count + countBlock(cells, left + 1, low + 1, right, high);
  }

  function visit({ minX, maxX, minY, maxY }: MapBox, found: (row: number) => void): void {
    if (!(minX <= maxX && minY <= maxY)) return;
    visitCells(columnOf(minX), columnOf(maxX), lineOf(minY), lineOf(maxY), (row) => {
      const [x, y] = [xy[2 * row]!, xy[2 * row + 1]!];
      if (x >= minX && x <= maxX && y >= minY && y <= maxY) found(row);
    });
  }

  function visitCells(
    left: number,
    right: number,
    low: number,
    high: number,
    found: (row: number) => void,
  ): void {
    const [first, last] = [Math.max(0, left), Math.min(columns - 1, right)];
    if (first > last) return;
    for (let line = Math.max(0, low); line <= Math.min(lines - 1, high); line++) {
      const end = starts[line * columns + last + 1]!;
      for (let at = starts[line * columns + first]!; at < end; at++) found(rows[at]!);
    }
  }

  /** Whether a box holds every cell. */
  function isAll({ minX, maxX, minY, maxY }: MapBox): boolean {
    return columnOf(minX) < 0 && lineOf(minY) < 0 && columnOf(maxX) >= columns && lineOf(maxY) >= lines;
  }
}

function squareAround(x: number, y: number, half: number): MapBox {
  return { minX: x - half, maxX: x + half, minY: y - half, maxY: y + half };
}

/** From just before the first to just after the last. */
function clamp(at: number, count: number): number {
  return Math.max(-1, Math.min(count, at));
}
