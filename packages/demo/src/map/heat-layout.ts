import { keepLast } from '../keep-last.ts';
import { chooseBandwidth, fitGrid, type Grid, sumBells } from './density.ts';

/** The glow of a query on the land: how close the papers around each place are to it. */
export interface HeatField extends Grid {
  /** `width × height` in [0, 1], row 0 the lowest y. */
  readonly values: Float32Array;
}

/** Closeness below this lights nothing: half of all papers are a little closer to anything than the mean. */
const FLOOR = 0.22;
/** A lone close paper glows less than many together: this many papers' worth of darkness lies everywhere. */
const DARKNESS = 0.9;
const CELLS_PER_BANDWIDTH = 3;
const BANDWIDTH_FACTOR = 1.1;

/** Mean closeness around each place, weighed by distance. `heat[r]` in [0, 1] belongs to paper r. */
export function layoutHeat(xy: Float32Array, heat: Float32Array): HeatField {
  const { bandwidth, grid, papers } = crowdOf(xy);
  const weights = heat.map(toWarmth);
  const values = sumBells(grid, xy, bandwidth, weights);
  for (let at = 0; at < values.length; at++) {
    values[at] = Math.min(1, Math.max(0, values[at]! / (papers[at]! + DARKNESS)));
  }
  return { ...grid, values };
}

/** How many papers stand around each place, whatever the query. */
const crowdOf = keepLast((xy: Float32Array) => {
  const bandwidth = BANDWIDTH_FACTOR * chooseBandwidth(xy.length / 2);
  const grid = fitGrid(xy, bandwidth, CELLS_PER_BANDWIDTH);
  return { bandwidth, grid, papers: sumBells(grid, xy, bandwidth) };
});

/** What a closeness adds to the glow, in [0, 1]. What is no number adds nothing. */
export function toWarmth(closeness: number): number {
  const above = Math.min(1, (closeness - FLOOR) / (1 - FLOOR));
  return above > 0 ? above ** 1.25 : 0;
}
