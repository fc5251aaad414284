import { chooseBandwidth } from './density.ts';
import type { MapRegion, MapScene } from './map-scene.ts';
import { shortText } from './short-text.ts';

/** Members that are looked at, spread over the region: more move no name visibly. Of many regions, fewer. */
const MAX_MEMBERS = 400;
const MIN_MEMBERS = 100;
/** Pairs of members that are looked at in all regions together. */
const MAX_PAIRS = 8_000_000;
const MAX_NAME = 80;
/** In so small an atlas the papers' own titles stand on the map, and names made of them would only repeat these. */
const FEW = 12;
/** A fine region with this share of the coarse one around it is the same place: one name is enough. */
const SAME_SHARE = 0.8;
/** The power of e below which a paper is too far away to count. */
const NOTHING = -20;
/** A name for fewer papers tells less than they do. */
const FEW_MEMBERS = 3;

/** The regions that tell something, and where their names belong. */
export interface NameAnchors {
  /** With their names fit to be drawn. */
  readonly regions: readonly MapRegion[];
  /**
   * A region where its name belongs: in the middle of its densest part, as its own papers show it; at the region's own centre
   * when it has none here. A coarse region is looked at with a wider eye, so that its name stands over its bulk. Looked for
   * when it is first asked for, since that takes a while.
   */
  anchor(region: MapRegion): MapRegion;
}

export function createNameAnchors({
  regions,
  membership,
  xy,
}: Pick<MapScene, 'regions' | 'membership' | 'xy'>): NameAnchors {
  const count = membership.length / 2;
  const bandwidth = chooseBandwidth(xy.length / 2);
  const membersOf = sortMembers(regions.length, membership);
  const most = Math.min(MAX_MEMBERS, Math.max(MIN_MEMBERS, Math.sqrt(MAX_PAIRS / regions.length)));
  const isSame = ({ parent, size }: MapRegion): boolean =>
    parent !== null && size >= SAME_SHARE * (regions[parent]?.size ?? Number.POSITIVE_INFINITY);
  const tells = (region: MapRegion): boolean =>
    count > FEW && region.size >= FEW_MEMBERS && region.size < count && !isSame(region);
  const anchored = new Map<MapRegion, MapRegion>();
  const positions = new Map<MapRegion, number>();
  const telling = regions.flatMap((region, position) => {
    if (!tells(region)) return [];
    const named = { ...region, name: shortText(region.name, MAX_NAME) };
    positions.set(named, position);
    return [named];
  });
  return {
    regions: telling,
    anchor(region) {
      let found = anchored.get(region);
      if (found === undefined) {
        const members = membersOf(positions.get(region) ?? -1);
        const step = Math.max(1, members.length / most);
        const rows = Uint32Array.from(
          { length: Math.ceil(members.length / step) },
          (_, at) => members[Math.floor(at * step)]!,
        );
        const center = findBulk(xy, rows, bandwidth * (region.level === 0 ? 2.4 : 1.6));
        found = { ...region, center: center ?? region.center };
        anchored.set(region, found);
      }
      return found;
    },
  };
}

/** All of them, where they belong. */
export function anchorNames(scene: Pick<MapScene, 'regions' | 'membership' | 'xy'>): readonly MapRegion[] {
  const { regions, anchor } = createNameAnchors(scene);
  return regions.map(anchor);
}

/** Gives the rows of a region, by its position, in order. */
function sortMembers(regions: number, membership: Int32Array): (region: number) => Uint32Array {
  const isRegion = (region: number): boolean => region >= 0 && region < regions;
  const starts = new Uint32Array(regions + 1);
  for (let at = 0; at < membership.length; at++) {
    const region = membership[at]!;
    if (isRegion(region)) starts[region + 1]!++;
  }
  for (let at = 1; at < starts.length; at++) starts[at] = starts[at]! + starts[at - 1]!;
  const next = starts.slice();
  const rows = new Uint32Array(starts[regions]!);
  for (let at = 0; at < membership.length; at++) {
    const region = membership[at]!;
    if (isRegion(region)) rows[next[region]!++] = at >> 1;
  }
  return (region) => rows.subarray(starts[region] ?? 0, starts[region + 1] ?? 0);
}

/** The mean of the papers around the one that has most around it, weighed by a bell. */
function findBulk(xy: Float32Array, rows: Uint32Array, reach: number): readonly [number, number] | null {
  const count = rows.length;
  const [xs, ys] = [0, 1].map((axis) => Float64Array.from(rows, (row) => xy[2 * row + axis]!));
  const weights = new Float64Array(count);
  const [sumX, sumY] = [new Float64Array(count), new Float64Array(count)];
  const steepness = -0.5 / reach ** 2;
  // Each pair once: it counts for both.
  for (let at = 0; at < count; at++) {
    const [x, y] = [xs![at]!, ys![at]!];
    let [weight, weighedX, weighedY] = [1, x, y];
    for (let other = 0; other < at; other++) {
      const [otherX, otherY] = [xs![other]!, ys![other]!];
      const [awayX, awayY] = [otherX - x, otherY - y];
      const power = steepness * (awayX * awayX + awayY * awayY);
      if (power < NOTHING) continue;
      const near = Math.exp(power);
      weight += near;
      weighedX += near * otherX;
      weighedY += near * otherY;
      weights[other] = weights[other]! + near;
      sumX[other] = sumX[other]! + near * x;
      sumY[other] = sumY[other]! + near * y;
    }
    weights[at] = weight;
    sumX[at] = weighedX;
    sumY[at] = weighedY;
  }
  let best = -1;
  for (let at = 0; at < count; at++) if (best < 0 || weights[at]! > weights[best]!) best = at;
  return best < 0 ? null : [sumX[best]! / weights[best]!, sumY[best]! / weights[best]!];
}
