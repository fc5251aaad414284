import type { VectorMatrix } from '../math/matrix.ts';
import type { RandomGenerator } from '../math/random.ts';
import type { Pace } from '../task.ts';
import { rangeOf } from './axis-range.ts';
import { projectOnPrincipalAxes } from './principal-axes.ts';

/** Side of the square that a start fills. */
const SIDE = 10;
/** Keeps identical papers from lying on one another, where no force parts them. */
const NOISE = 1e-3;
/** An axis along which unit vectors differ less has nothing but rounding to say. */
const MIN_RANGE = 1e-5;

/**
 * Where the papers of a map stand before the first epoch: as the first two principal components of their vectors show
 * them, each axis scaled to 10 and with a little noise, as in umap-learn; at random along an axis that shows nothing,
 * and where there are no vectors.
 */
export async function placeStart(
  count: number,
  vectors: VectorMatrix | undefined,
  random: RandomGenerator,
  pace: Pace,
): Promise<Float32Array> {
  const xy = vectors ? await projectOnPrincipalAxes(vectors, random, pace) : new Float32Array(2 * count);
  for (const axis of [0, 1] as const) {
    const { least, most } = rangeOf(xy, axis);
    const range = most - least;
    for (let i = axis; i < xy.length; i += 2) {
      const noise = random() - 0.5;
      xy[i] = range < MIN_RANGE ? SIDE * noise : ((xy[i]! - least) / range - 0.5) * SIDE + NOISE * noise;
    }
  }
  return xy;
}
