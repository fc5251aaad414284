import type { DensityGrid } from './density.ts';
import type { Steps } from './steps.ts';

/** The hills of a terrain. */
export interface Terrain {
  /** Cell of each summit, from the highest to the lowest. */
  readonly summits: Int32Array;
  /** Height of each summit, > 0. */
  readonly heights: Float64Array;
  /** For each cell the hill whose summit is reached from it by climbing steeply; -1 for open sea. */
  readonly basins: Int32Array;
  /** For each hill its neighbours, and the height of the highest pass to each. */
  readonly passes: readonly Map<number, number>[];
}

/** Cells looked at between two chances to rest. */
const CELLS_PER_STEP = 4096;
/** Of the bits of a single-precision number; the others (exponent, 6 bits of mantissa) make 64 handfuls from a height to its double. */
const DROPPED_BITS = 17;

/**
 * Parts a terrain into its hills, O(cells · log cells). Heights are 2 √(2 · density): the noise of a kernel estimate
 * from independent papers is about one standard deviation of that scale everywhere, so that a hill in thin country
 * counts as much as one on a plateau.
 *
 * Source: the square root is Anscombe's, 1948, doi:10.1093/biomet/35.3-4.246.
 */
export function* findHills({ values, size }: DensityGrid): Steps<Terrain> {
  const cells = yield* sortFromHighest(values);

  const around = [-size - 1, -size, -size + 1, -1, 1, size - 1, size, size + 1];
  const basins = new Int32Array(values.length).fill(-1);
  const summits: number[] = [];
  const passes: Map<number, number>[] = [];
  for (const [turn, at] of cells.entries()) {
    if (turn % CELLS_PER_STEP === 0) yield;
    let uphill = -1;
    for (const step of around) {
      const next = at + step;
      if ((basins[next] ?? -1) >= 0 && (uphill < 0 || values[next]! > values[uphill]!)) uphill = next;
    }
    if (uphill < 0) {
      basins[at] = summits.length;
      summits.push(at);
      passes.push(new Map());
      continue;
    }
    const own = basins[uphill]!;
    basins[at] = own;
    // From high to low, the first cell that touches two hills is the highest pass between them.
    const height = heightOf(values[at]!);
    for (const step of around) {
      const other = basins[at + step] ?? -1;
      if (other < 0 || other === own || passes[own]!.has(other)) continue;
      passes[own]!.set(other, height);
      passes[other]!.set(own, height);
    }
  }
  return {
    summits: Int32Array.from(summits),
    heights: Float64Array.from(summits, (at) => heightOf(values[at]!)),
    basins,
    passes,
  };
}

/** The cells of land from the highest down, equal ones as they stand in the grid. */
function* sortFromHighest(values: Float64Array): Steps<number[]> {
  // Sorted in handfuls of nearly the same height: one sort of a million cells would hold everything up.
  const handfuls: number[][] = Array.from({ length: 1 << (32 - DROPPED_BITS) }, () => []);
  const rounded = new Float32Array(1);
  const bits = new Uint32Array(rounded.buffer);
  for (let at = 0; at < values.length; at++) {
    if (at % CELLS_PER_STEP === 0) yield;
    if (values[at]! === 0) continue;
    rounded[0] = values[at]!;
    handfuls[bits[0]! >>> DROPPED_BITS]!.push(at);
  }
  const cells: number[] = [];
  for (const handful of handfuls.reverse()) {
    if (handful.length === 0) continue;
    for (const at of handful.sort((a, b) => values[b]! - values[a]! || a - b)) cells.push(at);
    yield;
  }
  return cells;
}

function heightOf(density: number): number {
  return 2 * Math.sqrt(2 * density);
}
