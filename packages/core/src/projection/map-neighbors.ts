import Flatbush from 'flatbush';
import type { Pace } from '../task.ts';
import type { Projection } from './projection.ts';

/**
 * The k papers nearest to each on the map, self left out, nearest first: `count × k` rows, where k is at most
 * count - 1. Papers at equal distance come in a fixed but arbitrary order. O(n log n).
 */
export async function findMapNeighbors(
  { xy, count }: Projection,
  k: number,
  pace: Pace,
): Promise<Int32Array> {
  const found = new Int32Array(count * k);
  if (found.length === 0) return found;
  const tree = new Flatbush(count, 16, Float32Array);
  for (let row = 0; row < count; row++) tree.add(xy[2 * row]!, xy[2 * row + 1]!);
  if (pace.isDue) await pace.rest();
  tree.finish();
  for (let row = 0; row < count; row++) {
    if (pace.isDue) await pace.rest();
    let at = row * k;
    const end = at + k;
    // One more than asked, because a paper usually finds itself first.
    for (const other of tree.neighbors(xy[2 * row]!, xy[2 * row + 1]!, k + 1)) {
      if (other !== row && at < end) found[at++] = other;
    }
  }
  return found;
}
