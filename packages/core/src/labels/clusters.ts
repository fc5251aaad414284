import { buildDensity, cellOf, type DensityGrid, placeOf } from './density.ts';
import { findHills, type Terrain } from './hills.ts';
import type { Steps } from './steps.ts';

/** More than any prominence: the densest spot of 10^9 papers is lower. */
const FAILING = 1e6;
/** Up to this many papers are one region. */
const MAX_SINGLE_COUNT = 3;

/** What makes a hill a region of its own, at one level. */
interface Level {
  readonly maxRegions: number;
  readonly minPapers: number;
  /** In standard deviations of the density estimate. */
  readonly minProminence: number;
}

interface Cluster {
  readonly level: 0 | 1;
  /** Position in the list of the coarse cluster around a fine one; null for a coarse one. */
  readonly parent: number | null;
  /** Papers in it, ≥ 1. */
  readonly size: number;
  /** Where it is densest: the place for its name. */
  readonly center: readonly [x: number, y: number];
}

export interface ClusterMap {
  /** Coarse clusters from the largest to the smallest, then the fine ones, in the order of their parents. */
  readonly clusters: readonly Cluster[];
  /** `count × 2`: for each paper the positions of its coarse and its fine cluster. Every paper has both. */
  readonly membership: Int32Array;
}

/**
 * Density-based clusters of a map on two levels: hills of the terrain that stand clearly apart. Hills that hold too few
 * papers or rise too little above the pass to a neighbour are joined to it, lowest first, until those that are left are
 * no more than the level allows. Joining goes on from the fine level to the coarse one, so that fine clusters lie
 * within coarse ones. Deterministic, O(n + grid).
 *
 * | papers | coarse, at most | fine, at most |
 * |---|---|---|
 * | 209 | 8 | 16 |
 * | 3,000 | 11 | 42 |
 * | 100,000 | 15 | 150 |
 *
 * Source: prominence decides, as in F. Chazal, L. J. Guibas, S. Y. Oudot, P. Skraba, "Persistence-Based Clustering in
 * Riemannian Manifolds" (ToMATo), 2013, doi:10.1145/2535927; unlike there, passes are weighed between neighbours as
 * they stand after each joining, so that every cluster is one piece of land.
 */
export function* findClusters(xy: Float32Array): Steps<ClusterMap> {
  const count = xy.length / 2;
  if (count === 0) return { clusters: [], membership: new Int32Array(0) };
  const grid = yield* buildDensity(xy);
  const terrain = yield* findHills(grid);
  const hillOf = new Int32Array(count);
  const papers = new Int32Array(terrain.summits.length);
  for (let row = 0; row < count; row++) {
    hillOf[row] = terrain.basins[cellOf(grid, xy[2 * row]!, xy[2 * row + 1]!)]!;
    papers[hillOf[row]!]!++;
  }
  const joiner = new HillJoiner(grid, terrain, papers);
  const fine = yield* joiner.join(fineLevel(count));
  const coarse = yield* joiner.join(coarseLevel(count));
  return assemble(grid, terrain, hillOf, coarse, fine);
}

function coarseLevel(count: number): Level {
  return {
    maxRegions: count <= MAX_SINGLE_COUNT ? 1 : Math.max(2, Math.round(2 + 2.6 * Math.log10(count))),
    minPapers: Math.max(5, Math.ceil(count * 0.015)),
    minProminence: 0.5,
  };
}

function fineLevel(count: number): Level {
  return {
    maxRegions: count <= MAX_SINGLE_COUNT ? 1 : Math.max(2, Math.round(2.3 * count ** 0.363)),
    minPapers: Math.max(4, Math.ceil(count * 0.002)),
    minProminence: 0.5,
  };
}

/** Joins neighbouring hills, one level after the other. A joined hill is known by the higher of its two summits. */
class HillJoiner {
  private readonly grid: DensityGrid;
  private readonly terrain: Terrain;
  private readonly passes: Map<number, number>[];
  private readonly papers: Float64Array;
  /** The hill that each one has become part of. */
  private readonly part: Int32Array;
  private readonly standing: Set<number>;

  constructor(grid: DensityGrid, terrain: Terrain, papers: Int32Array) {
    this.grid = grid;
    this.terrain = terrain;
    this.passes = terrain.passes.map((to) => new Map(to));
    this.papers = Float64Array.from(papers);
    this.part = Int32Array.from(papers, (_, hill) => hill);
    this.standing = new Set(this.part);
  }

  /** For each hill the one that it is part of at this level. */
  *join(level: Level): Steps<Int32Array> {
    while (this.standing.size > 1) {
      const hill = this.weakest(level);
      if (hill < 0) break;
      this.merge(hill, this.neighborOf(hill));
      yield;
    }
    return Int32Array.from(this.part);
  }

  private weakest({ maxRegions, minPapers, minProminence }: Level): number {
    const tooMany = this.standing.size > maxRegions;
    let weakest = -1;
    let least = Number.POSITIVE_INFINITY;
    for (const hill of this.standing) {
      const prominence = this.terrain.heights[hill]! - this.highestPass(hill);
      const fails = this.papers[hill]! < minPapers || prominence < minProminence;
      if (!tooMany && !fails) continue;
      // What fails goes first. Of the rest a small hill goes before a large one that stands out no more: without this,
      // one region takes in half of the map while islands of ten papers stay.
      const weight = fails ? prominence - FAILING : prominence * Math.sqrt(this.papers[hill]!);
      if (weight < least || (weight === least && hill > weakest)) {
        least = weight;
        weakest = hill;
      }
    }
    return weakest;
  }

  private highestPass(hill: number): number {
    let highest = 0;
    for (const height of this.passes[hill]!.values()) highest = Math.max(highest, height);
    return highest;
  }

  /** Over the highest pass; from an island to the nearest land. */
  private neighborOf(hill: number): number {
    let neighbor = -1;
    let highest = 0;
    for (const [other, height] of this.passes[hill]!) {
      if (height > highest || (height === highest && other < neighbor)) {
        highest = height;
        neighbor = other;
      }
    }
    if (neighbor >= 0) return neighbor;
    const places = this.terrain.summits;
    let nearest = Number.POSITIVE_INFINITY;
    for (let a = 0; a < places.length; a++) {
      if (this.part[a] !== hill) continue;
      const [x, y] = placeOf(this.grid, places[a]!);
      for (let b = 0; b < places.length; b++) {
        if (this.part[b] === hill) continue;
        const [otherX, otherY] = placeOf(this.grid, places[b]!);
        const distance = (otherX - x) ** 2 + (otherY - y) ** 2;
        if (distance >= nearest) continue;
        nearest = distance;
        neighbor = this.part[b]!;
      }
    }
    return neighbor;
  }

  private merge(one: number, other: number): void {
    // Hills are numbered from the highest summit down.
    const into = Math.min(one, other);
    const from = Math.max(one, other);
    this.papers[into]! += this.papers[from]!;
    for (const [next, height] of this.passes[from]!) {
      this.passes[next]!.delete(from);
      if (next === into) continue;
      const highest = Math.max(height, this.passes[into]!.get(next) ?? 0);
      this.passes[into]!.set(next, highest);
      this.passes[next]!.set(into, highest);
    }
    this.standing.delete(from);
    for (let hill = 0; hill < this.part.length; hill++) if (this.part[hill] === from) this.part[hill] = into;
  }
}

function assemble(
  grid: DensityGrid,
  { summits }: Terrain,
  hillOf: Int32Array,
  coarse: Int32Array,
  fine: Int32Array,
): ClusterMap {
  const coarseSizes = new Int32Array(summits.length);
  const fineSizes = new Int32Array(summits.length);
  for (const hill of hillOf) {
    coarseSizes[coarse[hill]!]!++;
    fineSizes[fine[hill]!]!++;
  }
  const clusters: Cluster[] = [];
  const coarseIds = new Int32Array(summits.length);
  const fineIds = new Int32Array(summits.length);
  const coarseHills = bySize(coarseSizes);
  for (const hill of coarseHills) {
    coarseIds[hill] = clusters.length;
    clusters.push({
      level: 0,
      parent: null,
      size: coarseSizes[hill]!,
      center: placeOf(grid, summits[hill]!),
    });
  }
  const fineHills = bySize(fineSizes);
  for (const around of coarseHills) {
    for (const hill of fineHills) {
      if (coarse[hill] !== around) continue;
      fineIds[hill] = clusters.length;
      clusters.push({
        level: 1,
        parent: coarseIds[around]!,
        size: fineSizes[hill]!,
        center: placeOf(grid, summits[hill]!),
      });
    }
  }
  const membership = new Int32Array(2 * hillOf.length);
  for (let row = 0; row < hillOf.length; row++) {
    membership[2 * row] = coarseIds[coarse[hillOf[row]!]!]!;
    membership[2 * row + 1] = fineIds[fine[hillOf[row]!]!]!;
  }
  return { clusters, membership };
}

/** Hills that hold papers, the fullest first. */
function bySize(sizes: Int32Array): number[] {
  const hills = Array.from(sizes.keys()).filter((hill) => sizes[hill]! > 0);
  return hills.sort((a, b) => sizes[b]! - sizes[a]! || a - b);
}
