import { exponential, logarithm } from './exponential.ts';

/** The map's weight of two papers at distance d: 1 / (1 + a d^(2b)). */
export interface Curve {
  readonly a: number;
  readonly b: number;
}

/** The curve is fitted over distances from 0 to 3, at so many places. */
const REACH = 3;
const PLACES = 300;
const MAX_STEPS = 100;
/** Relative change of the error at which the fit stands. */
const TOLERANCE = 1e-14;

/**
 * The smooth curve nearest (least squares) to the weights that are wanted: 1 up to `minDist`, then falling as
 * exp(minDist - d). For minDist 0.1: a = 1.577, b = 0.895, as in umap-learn with spread 1.
 *
 * Source: arXiv:1802.03426, section 3.2 (definition 11); fitted by D. W. Marquardt's method, 1963, doi:10.1137/0111030.
 */
export function fitCurve(minDist: number): Curve {
  const distances = Float64Array.from({ length: PLACES }, (_, i) => (REACH * i) / (PLACES - 1));
  const wanted = distances.map((d) => (d < minDist ? 1 : exponential(minDist - d)));
  const logs = distances.map((d) => (d > 0 ? logarithm(d) : Number.NEGATIVE_INFINITY));
  let best = measureFit(1, 1, wanted, logs);
  let damping = 1e-3;
  for (let step = 0; step < MAX_STEPS; step++) {
    const { a, b, aa, ab, bb, ra, rb } = best;
    const [stiffA, stiffB] = [aa * (1 + damping), bb * (1 + damping)];
    const determinant = stiffA * stiffB - ab * ab;
    const nextA = a + (stiffB * ra - ab * rb) / determinant;
    const nextB = b + (stiffA * rb - ab * ra) / determinant;
    const next = nextA > 0 && nextB > 0 ? measureFit(nextA, nextB, wanted, logs) : null;
    if (next === null || !(next.error < best.error)) {
      damping *= 10;
      if (damping > 1e12) break;
      continue;
    }
    const gain = best.error - next.error;
    best = next;
    damping /= 10;
    if (gain <= TOLERANCE * best.error) break;
  }
  return { a: best.a, b: best.b };
}

/** Squared error, and the sums of the normal equations (`aa` … `rb`) for the derivatives by a and b. */
interface Fit extends Curve {
  readonly error: number;
  readonly aa: number;
  readonly ab: number;
  readonly bb: number;
  readonly ra: number;
  readonly rb: number;
}

function measureFit(a: number, b: number, wanted: Float64Array, logs: Float64Array): Fit {
  let [error, aa, ab, bb, ra, rb] = [0, 0, 0, 0, 0, 0];
  for (let i = 0; i < wanted.length; i++) {
    const isStart = logs[i] === Number.NEGATIVE_INFINITY;
    const raised = isStart ? 0 : exponential(2 * b * logs[i]!);
    const value = 1 / (1 + a * raised);
    const byA = -raised * value * value;
    const byB = isStart ? 0 : 2 * a * logs[i]! * byA;
    const residual = wanted[i]! - value;
    error += residual * residual;
    aa += byA * byA;
    ab += byA * byB;
    bb += byB * byB;
    ra += byA * residual;
    rb += byB * residual;
  }
  return { a, b, error, aa, ab, bb, ra, rb };
}
