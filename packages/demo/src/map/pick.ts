import { quadtree } from 'd3-quadtree';
import type { MapBox } from './names-layout.ts';

/** Finds papers by place, in map coordinates. */
export interface Picker {
  /** The paper nearest to a place, at most `radius` away; null when none is. */
  find(x: number, y: number, radius: number): number | null;
  /** How many papers stand in a box. */
  count(box: MapBox): number;
}

/** Indexes the places of papers; places that are no numbers are never found. */
export function createPicker(xy: Float32Array): Picker {
  const rows = Array.from({ length: xy.length / 2 }, (_, row) => row);
  const tree = quadtree<number>()
    .x((row) => xy[2 * row]!)
    .y((row) => xy[2 * row + 1]!)
    .addAll(rows);
  return {
    find: (x, y, radius) => tree.find(x, y, radius) ?? null,
    count({ minX, maxX, minY, maxY }) {
      let count = 0;
      tree.visit((node, x0, y0, x1, y1) => {
        if (node.length === undefined) {
          for (let leaf: typeof node | undefined = node; leaf !== undefined; leaf = leaf.next) {
            const [x, y] = [xy[2 * leaf.data]!, xy[2 * leaf.data + 1]!];
            if (x >= minX && x <= maxX && y >= minY && y <= maxY) count++;
          }
        }
        return x0 > maxX || y0 > maxY || x1 < minX || y1 < minY;
      });
      return count;
    },
  };
}
