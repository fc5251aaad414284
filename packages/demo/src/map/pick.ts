import { quadtree } from 'd3-quadtree';
import type { MapBox } from './names-layout.ts';

/** Finds papers by place, in map coordinates. */
export interface Picker {
  /** The paper nearest to a place, at most `radius` away; null when none is. */
  find(x: number, y: number, radius: number): number | null;
  /** The papers nearest to a place, nearest first; all when there are fewer than `count`. */
  nearest(x: number, y: number, count: number): readonly number[];
  /** The papers in a box. */
  inside(box: MapBox): readonly number[];
  /** How many papers stand in a box. */
  count(box: MapBox): number;
}

/** Where the search for the nearest begins, and where it has seen the whole map. */
const FIRST_REACH = 0.02;
const LAST_REACH = 8;

/** Indexes the places of papers; places that are no numbers are never found. */
export function createPicker(xy: Float32Array): Picker {
  const rows = Array.from({ length: xy.length / 2 }, (_, row) => row);
  const tree = quadtree<number>()
    .x((row) => xy[2 * row]!)
    .y((row) => xy[2 * row + 1]!)
    .addAll(rows);
  return {
    find: (x, y, radius) => tree.find(x, y, radius) ?? null,
    nearest(x, y, count) {
      const away = (row: number): number => Math.hypot(xy[2 * row]! - x, xy[2 * row + 1]! - y);
      // The corners of a box reach farther than its sides: only what lies within the sides' reach is sure.
      for (let reach = FIRST_REACH; ; reach *= 2) {
        const around = { minX: x - reach, maxX: x + reach, minY: y - reach, maxY: y + reach };
        const isAll = reach > LAST_REACH;
        const found = inside(around).filter((row) => isAll || away(row) <= reach);
        if (isAll || found.length >= count)
          return found.sort((a, b) => away(a) - away(b) || a - b).slice(0, count);
      }
    },
    inside,
    count(box) {
      let count = 0;
      visit(box, () => count++);
      return count;
    },
  };

  function inside(box: MapBox): number[] {
    const rows: number[] = [];
    visit(box, (row) => rows.push(row));
    return rows;
  }

  function visit({ minX, maxX, minY, maxY }: MapBox, found: (row: number) => void): void {
    tree.visit((node, x0, y0, x1, y1) => {
      if (node.length === undefined) {
        for (let leaf: typeof node | undefined = node; leaf !== undefined; leaf = leaf.next) {
          const [x, y] = [xy[2 * leaf.data]!, xy[2 * leaf.data + 1]!];
          if (x >= minX && x <= maxX && y >= minY && y <= maxY) found(leaf.data);
        }
      }
      return x0 > maxX || y0 > maxY || x1 < minX || y1 < minY;
    });
  }
}
