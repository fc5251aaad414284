import type { DensityGrid } from './density.ts';

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

/**
 * Parts a terrain into its hills, O(cells · log cells). Heights are 2 √(2 · density): the noise of a kernel estimate
 * from independent papers is about one standard deviation of that scale everywhere, so that a hill in thin country
 * counts as much as one on a plateau.
 *
 * Source: the square root is Anscombe's, 1948, doi:10.1093/biomet/35.3-4.246.
 */
export function findHills({ values, size }: DensityGrid): Terrain {
  const cells: number[] = [];
  for (let at = 0; at < values.length; at++) if (values[at]! > 0) cells.push(at);
  cells.sort((a, b) => values[b]! - values[a]! || a - b);

  const around = [-size - 1, -size, -size + 1, -1, 1, size - 1, size, size + 1];
  const basins = new Int32Array(values.length).fill(-1);
  const summits: number[] = [];
  const passes: Map<number, number>[] = [];
  for (const at of cells) {
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

function heightOf(density: number): number {
  return 2 * Math.sqrt(2 * density);
}
