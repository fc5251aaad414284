import { createRandom } from 'paper-atlas';
import type { MapRegion, MapScene, MapTheme } from '../src/map/map-scene.ts';
import { NO_MARKS } from '../src/map/no-marks.ts';
import { layoutTerrain } from '../src/map/terrain-layout.ts';

/** Hills of a made atlas: where, how wide, how many of a hundred papers, and what they are called, coarse and fine. */
const HILLS = [
  { x: -0.46, y: 0.56, spread: 0.13, share: 16, coarse: 'rivers · floods', fine: 'gauges · discharge' },
  { x: -0.12, y: 0.74, spread: 0.1, share: 9, coarse: '', fine: 'snowmelt' },
  { x: 0.44, y: 0.62, spread: 0.14, share: 15, coarse: 'glaciers · ice sheets', fine: 'calving · fjords' },
  { x: 0.62, y: 0.24, spread: 0.08, share: 7, coarse: '', fine: 'permafrost · thaw' },
  { x: -0.58, y: -0.06, spread: 0.12, share: 13, coarse: 'soil moisture', fine: 'satellites · retrieval' },
  {
    x: 0.06,
    y: 0.12,
    spread: 0.16,
    share: 12,
    coarse: 'weather forecasting · neural networks',
    fine: 'nowcasting · radar',
  },
  { x: 0.28, y: -0.36, spread: 0.12, share: 12, coarse: 'ocean currents', fine: 'eddies · gliders' },
  { x: -0.3, y: -0.62, spread: 0.13, share: 11, coarse: 'aerosols · clouds', fine: 'ship tracks' },
  { x: 0.5, y: -0.76, spread: 0.09, share: 5, coarse: 'tides', fine: 'storm surges · coasts' },
] as const;

export interface MadeOptions {
  readonly count: number;
  readonly seed?: number;
  readonly theme: MapTheme;
}

/** A made atlas at rest. The same options give the same scene. */
export function makeScene({ count, seed = 7, theme }: MadeOptions): MapScene {
  const random = createRandom(seed);
  const xy = new Float32Array(2 * count);
  const membership = new Int32Array(2 * count).fill(-1);
  const fineOf = HILLS.map(() => 0);
  const parents = HILLS.map(({ coarse }, at) => (coarse === '' ? at - 1 : at));
  const coarseHills = [...new Set(parents)];
  // How many of the shares come before each hill.
  const reached = HILLS.map((_, at) => HILLS.slice(0, at).reduce((sum, { share }) => sum + share, 0));
  const total = HILLS.reduce((sum, { share }) => sum + share, 0);
  for (let row = 0; row < count; row++) {
    const drawn = random() * total;
    const hill = Math.max(
      0,
      reached.findLastIndex((sum) => sum <= drawn),
    );
    const { x, y, spread } = HILLS[hill]!;
    // A few stand far out: lone settlements and small islands.
    const reach = spread * (random() < 0.08 ? 2.4 : 1);
    const angle = 2 * Math.PI * random();
    const distance = reach * Math.sqrt(-2 * Math.log(1 - random()));
    xy[2 * row] = Math.max(-1, Math.min(1, x + distance * Math.cos(angle)));
    xy[2 * row + 1] = Math.max(-1, Math.min(1, y + distance * Math.sin(angle)));
    fineOf[hill]!++;
    membership[2 * row] = coarseHills.indexOf(parents[hill]!);
    membership[2 * row + 1] = coarseHills.length + hill;
  }
  const regions: MapRegion[] = coarseHills.map((hill, id) => ({
    id,
    level: 0,
    parent: null,
    name: HILLS[hill]!.coarse,
    size: Math.max(
      1,
      fineOf.filter((_, at) => parents[at] === hill).reduce((sum, size) => sum + size, 0),
    ),
    center: [HILLS[hill]!.x, HILLS[hill]!.y],
  }));
  HILLS.forEach(({ fine, x, y }, hill) => {
    regions.push({
      id: coarseHills.length + hill,
      level: 1,
      parent: coarseHills.indexOf(parents[hill]!),
      name: fine,
      size: Math.max(1, fineOf[hill]!),
      center: [x, y - 0.03],
    });
  });
  return {
    count,
    xy,
    titles: Array.from(
      { length: count },
      (_, row) =>
        `A made paper about ${HILLS[membership[2 * row + 1]! - coarseHills.length]!.fine}, number ${row + 1}`,
    ),
    regions,
    membership,
    terrain: layoutTerrain(xy),
    ...NO_MARKS,
    theme,
    reducedMotion: false,
  };
}

/** The same scene with its papers elsewhere. */
export function movePapers(scene: MapScene, xy: Float32Array): MapScene {
  return { ...scene, xy, terrain: layoutTerrain(xy) };
}

/** The same scene lit by a query that is close to a place of the map. */
export function lightUp(scene: MapScene, x: number, y: number): MapScene {
  const random = createRandom(11);
  const heat = Float32Array.from({ length: scene.count }, (_, row) => {
    const distance = Math.hypot(scene.xy[2 * row]! - x, scene.xy[2 * row + 1]! - y);
    return Math.max(
      0,
      Math.min(1, 1.05 * Math.exp(-((distance / 0.42) ** 2)) + 0.5 * (random() - 0.5) ** 2 - 0.02),
    );
  });
  const hits = Array.from(heat.keys())
    .sort((a, b) => heat[b]! - heat[a]!)
    .slice(0, 30)
    .filter((row) => heat[row]! >= 0.3);
  return { ...scene, heat, hits };
}

/** The same scene with a paper selected and arcs to its nearest; some of those that lie far on the map, dashed. */
export function selectPaper(scene: MapScene, row: number): MapScene {
  const away = (other: number): number =>
    Math.hypot(scene.xy[2 * other]! - scene.xy[2 * row]!, scene.xy[2 * other + 1]! - scene.xy[2 * row + 1]!);
  const ranked = Array.from({ length: scene.count }, (_, other) => other)
    .filter((other) => other !== row)
    .sort((a, b) => away(a) - away(b));
  const near = ranked.slice(0, 7).map((to) => ({ from: row, to, isTorn: false }));
  const torn = [0.35, 0.55, 0.7].flatMap((share) => {
    const to = ranked[Math.floor(share * ranked.length)];
    return to === undefined ? [] : [{ from: row, to, isTorn: true }];
  });
  return { ...scene, selected: row, arcs: [...near, ...torn] };
}
