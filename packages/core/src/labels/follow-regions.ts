import type { ClusterMap } from './clusters.ts';
import type { Region } from './region.ts';

/** The regions of a map before some of its papers came and went. */
export interface RegionsBefore {
  readonly regions: readonly Region[];
  /** `count × 2`: for each paper now the coarse and the fine region that it was in, as positions in `regions`; -1 for a new one. */
  readonly membership: Int32Array;
}

/** The clusters of a map and what each of them was. */
export interface FollowedClusters extends ClusterMap {
  /** For each cluster the region that it goes on from, as a position in the regions before; -1 for a new one. */
  readonly regionBefore: Int32Array;
}

/** How one region changed. */
export interface RegionChange {
  readonly level: 0 | 1;
  /** What it is called; what it was called when it is no more. */
  readonly name: string;
  /** `new`, also what has split off; `gone`, also what was merged. */
  readonly change: 'grew' | 'shrank' | 'new' | 'gone';
  /** Papers before; 0 for a new one. */
  readonly before: number;
  /** Papers now; 0 for one that is gone. */
  readonly now: number;
  /** The region that most of its papers were in (`new`) or are in now (`gone`); null when there is none. */
  readonly other: string | null;
}

/** A cluster goes on from the region with which it shares more than this part of the papers of both: one at most does. */
const SAME_SHARE = 0.5;

/**
 * Finds for each cluster the region that it goes on from, among the papers that were there before, and brings the clusters
 * into the order of those regions, new ones after them, so that a region keeps its id while no other comes or goes.
 */
export function followRegions({ clusters, membership }: ClusterMap, before: RegionsBefore): FollowedClusters {
  const shared = countShared(clusters.length, membership, before);
  const found = clusters.map((_, now) => findRegionBefore(now, shared));
  const coarseCount = clusters.filter(({ level }) => level === 0).length;
  const rankOf = (now: number): number => (found[now]! < 0 ? before.regions.length + now : found[now]!);
  const coarse = Array.from({ length: coarseCount }, (_, now) => now).sort((a, b) => rankOf(a) - rankOf(b));
  const fine = coarse.flatMap((parent) =>
    Array.from(clusters.keys())
      .filter((now) => clusters[now]!.parent === parent)
      .sort((a, b) => rankOf(a) - rankOf(b)),
  );
  const order = [...coarse, ...fine];
  const placeOf = new Int32Array(clusters.length);
  for (const [place, now] of order.entries()) placeOf[now] = place;
  return {
    clusters: order.map((now) => {
      const { parent, ...cluster } = clusters[now]!;
      return { ...cluster, parent: parent === null ? null : placeOf[parent]! };
    }),
    membership: membership.map((now) => placeOf[now]!),
    regionBefore: Int32Array.from(order, (now) => found[now]!),
  };
}

/** What became of each region: those that grew or shrank, came or went. In the order of the regions, gone ones last. */
export function describeRegionChanges(
  regions: readonly Region[],
  { membership, regionBefore }: { membership: Int32Array; regionBefore: Int32Array },
  before: RegionsBefore,
): RegionChange[] {
  const shared = countShared(regions.length, membership, before);
  const changes: RegionChange[] = [];
  for (const [now, { level, name, size }] of regions.entries()) {
    const old = before.regions[regionBefore[now]!];
    if (old === undefined) {
      const other = before.regions[mostOf(shared.pairs[now]!)]?.name ?? null;
      changes.push({ level, name, change: 'new', before: 0, now: size, other });
    } else if (old.size !== size) {
      const change = old.size < size ? 'grew' : 'shrank';
      changes.push({ level, name, change, before: old.size, now: size, other: null });
    }
  }
  for (const [position, { level, name, size }] of before.regions.entries()) {
    if (regionBefore.includes(position)) continue;
    const into = new Map(shared.pairs.map((pairs, now) => [now, pairs.get(position) ?? 0]));
    const other = regions[mostOf(into)]?.name ?? null;
    changes.push({ level, name, change: 'gone', before: size, now: 0, other });
  }
  return changes;
}

/** Papers that were there before, by the cluster that they are in and the region that they were in. */
interface Shared {
  /** For each cluster: region before to papers of both. */
  readonly pairs: readonly Map<number, number>[];
  readonly ofCluster: Int32Array;
  readonly ofRegion: Int32Array;
}

function countShared(clusterCount: number, membership: Int32Array, before: RegionsBefore): Shared {
  const pairs = Array.from({ length: clusterCount }, () => new Map<number, number>());
  const ofCluster = new Int32Array(clusterCount);
  const ofRegion = new Int32Array(before.regions.length);
  for (let at = 0; at < membership.length; at++) {
    const now = membership[at]!;
    const region = before.membership[at]!;
    if (now < 0 || region < 0) continue;
    ofCluster[now]!++;
    ofRegion[region]!++;
    pairs[now]!.set(region, (pairs[now]!.get(region) ?? 0) + 1);
  }
  return { pairs, ofCluster, ofRegion };
}

function findRegionBefore(now: number, { pairs, ofCluster, ofRegion }: Shared): number {
  for (const [region, both] of pairs[now]!) {
    if (both > SAME_SHARE * (ofCluster[now]! + ofRegion[region]! - both)) return region;
  }
  return -1;
}

/** The key with the greatest number above 0, the least such key; -1 when there is none. */
function mostOf(numbers: ReadonlyMap<number, number>): number {
  let most = -1;
  for (const [key, number] of numbers) {
    const best = numbers.get(most) ?? 0;
    if (number > best || (number === best && number > 0 && key < most)) most = key;
  }
  return most;
}
