import { quadtree } from 'd3-quadtree';

/** Finds papers by place, in map coordinates. */
export interface Picker {
  /** The paper nearest to a place, at most `radius` away; null when none is. */
  find(x: number, y: number, radius: number): number | null;
}

/** Indexes the places of papers; places that are no numbers are never found. */
export function createPicker(xy: Float32Array): Picker {
  const rows = Array.from({ length: xy.length / 2 }, (_, row) => row);
  const tree = quadtree<number>()
    .x((row) => xy[2 * row]!)
    .y((row) => xy[2 * row + 1]!)
    .addAll(rows);
  return { find: (x, y, radius) => tree.find(x, y, radius) ?? null };
}
