import { contours } from 'd3-contour';
import { chooseBandwidth, fitGrid, type Grid, sumBells } from './density.ts';

/** A closed line in map coordinates: x, y, x, y, …; the first point is not repeated. */
export type Ring = Float32Array;

/** The land: nested bands of density, each inside the one before, in map coordinates. */
export interface Terrain {
  /** Densities at which the bands begin, ascending; 1 = the peak of a paper that stands alone. */
  readonly levels: readonly number[];
  /** Rings of each level; holes and islands alike, to be filled by the even-odd rule. */
  readonly bands: readonly (readonly Ring[])[];
  /** Lines in the water around the land, farthest first. */
  readonly shoals: readonly (readonly Ring[])[];
  /** The smallest half extent about (0, 0) that holds all land. */
  readonly halfWidth: number;
  readonly halfHeight: number;
  readonly bandwidth: number;
}

/** Where land begins: every paper stands well inside, and lone ones are small islands. */
const COAST = 0.3;
const SHOALS = [0.045, 0.13] as const;
const LEVELS = 10;
/** The highest level stands for at least so many papers at one spot: a paper that stands alone is a low island. */
const MIN_PEAK = 3;
/** Heights grow a little faster than evenly, so that slopes have room and peaks stay small. */
const STEEPNESS = 1.35;
/** Peaks of more papers rise steeper, or all other land would lie flat beside them. */
const HIGH_PEAK = 60;
/** Fine enough that lines are round; where many papers make many short lines, a little coarser, to be drawn faster. */
const CELLS_PER_BANDWIDTH = { few: 6, many: 4 } as const;
const MANY = 1200;
/** A single island does not fill the window. */
const MIN_HALF_EXTENT = 0.62;

/** Topographic contours of the density of papers. `xy` holds x and y of each, in [-1, 1]; no papers, no land. */
export function layoutTerrain(xy: Float32Array): Terrain {
  const bandwidth = chooseBandwidth(xy.length / 2);
  const empty = {
    levels: [],
    bands: [],
    shoals: [],
    halfWidth: MIN_HALF_EXTENT,
    halfHeight: MIN_HALF_EXTENT,
    bandwidth,
  };
  if (xy.length < 2) return empty;
  const grid = fitGrid(xy, bandwidth, CELLS_PER_BANDWIDTH[xy.length > 2 * MANY ? 'many' : 'few']);
  const density = sumBells(grid, xy, bandwidth);
  const peak = density.reduce((max, value) => Math.max(max, value), MIN_PEAK);
  const steepness = STEEPNESS * Math.max(1, Math.log(peak) / Math.log(HIGH_PEAK));
  const levels = Array.from(
    { length: LEVELS },
    (_, level) => COAST + (peak - COAST) * (level / LEVELS) ** steepness,
  );
  const trace = createTracer(grid, density);
  const bands = levels.map(trace);
  const [halfWidth, halfHeight] = [0, 1].map((axis) =>
    Math.max(MIN_HALF_EXTENT, ...bands[0]!.map((ring) => findReach(ring, axis))),
  );
  return {
    levels,
    bands,
    shoals: SHOALS.map(trace),
    halfWidth: halfWidth!,
    halfHeight: halfHeight!,
    bandwidth,
  };
}

function createTracer(grid: Grid, density: Float32Array): (level: number) => Ring[] {
  const tracer = contours().size([grid.width, grid.height]);
  // Its types want an array of numbers; any list of numbers by position will do.
  const values = density as unknown as number[];
  return (level) =>
    tracer
      .contour(values, level)
      .coordinates.flat()
      .map((ring) => {
        const line = new Float32Array(2 * (ring.length - 1));
        for (let at = 0; at < ring.length - 1; at++) {
          line[2 * at] = grid.x + ring[at]![0]! * grid.cell;
          line[2 * at + 1] = grid.y + ring[at]![1]! * grid.cell;
        }
        return line;
      })
      .filter((line) => line.length >= 6);
}

function findReach(ring: Ring, axis: number): number {
  let reach = 0;
  for (let at = axis; at < ring.length; at += 2) reach = Math.max(reach, Math.abs(ring[at]!));
  return reach;
}
