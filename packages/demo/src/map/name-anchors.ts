import { chooseBandwidth } from './density.ts';
import type { MapRegion, MapScene } from './map-scene.ts';
import { shortText } from './short-text.ts';

/** Members that are looked at, spread over the region: more move no name visibly. */
const MAX_MEMBERS = 400;
const MAX_NAME = 80;
/** In so small an atlas the papers' own titles stand on the map, and names made of them would only repeat these. */
const FEW = 12;
/** A fine region with this share of the coarse one around it is the same place: one name is enough. */
const SAME_SHARE = 0.8;
/** A name for fewer papers tells less than they do. */
const FEW_MEMBERS = 3;

/**
 * The regions that tell something, with their names fit to be drawn, each where it belongs: the middle of its densest part, as its own papers show it; the region's own centre
 * when it has none here. A coarse region is looked at with a wider eye, so that its name stands over its bulk.
 */
export function anchorNames({
  regions,
  membership,
  xy,
}: Pick<MapScene, 'regions' | 'membership' | 'xy'>): readonly MapRegion[] {
  const members: number[][] = regions.map(() => []);
  for (let at = 0; at < membership.length; at++) members[membership[at]!]?.push(at >> 1);
  const bandwidth = chooseBandwidth(xy.length / 2);
  const count = membership.length / 2;
  const isSame = ({ parent, size }: MapRegion): boolean =>
    parent !== null && size >= SAME_SHARE * (regions[parent]?.size ?? Number.POSITIVE_INFINITY);
  const tells = (region: MapRegion): boolean =>
    count > FEW && region.size >= FEW_MEMBERS && region.size < count && !isSame(region);
  return regions.flatMap((region, at) => {
    if (!tells(region)) return [];
    const step = Math.max(1, members[at]!.length / MAX_MEMBERS);
    const rows = members[at]!.filter(
      (_, place) => Math.floor(place / step) !== Math.floor((place - 1) / step),
    );
    const center = findBulk(xy, rows, bandwidth * (region.level === 0 ? 2.4 : 1.6));
    return [{ ...region, name: shortText(region.name, MAX_NAME), center: center ?? region.center }];
  });
}

/** The mean of the papers around the one that has most around it, weighed by a bell. */
function findBulk(
  xy: Float32Array,
  rows: readonly number[],
  reach: number,
): readonly [number, number] | null {
  let best: readonly [number, number] | null = null;
  let bestWeight = 0;
  for (const row of rows) {
    let [weight, x, y] = [0, 0, 0];
    for (const other of rows) {
      const [otherX, otherY] = [xy[2 * other]!, xy[2 * other + 1]!];
      const distance = Math.hypot(otherX - xy[2 * row]!, otherY - xy[2 * row + 1]!);
      const near = Math.exp(-0.5 * (distance / reach) ** 2);
      weight += near;
      x += near * otherX;
      y += near * otherY;
    }
    if (weight > bestWeight) {
      bestWeight = weight;
      best = [x / weight, y / weight];
    }
  }
  return best;
}
