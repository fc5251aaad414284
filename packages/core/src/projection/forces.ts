import type { Curve } from './curve.ts';
import { exponential, logarithm } from './exponential.ts';

/**
 * How hard two papers of the map pull and push each other, looked up by their squared distance: a force's length is
 * the value times the distance. Between two powers of two lie {@link STEPS_PER_OCTAVE} values, so that the upper bits of a
 * single-precision number are its place: {@link placeOf}.
 */
export interface ForceTable {
  /** Toward a partner. */
  readonly pull: Float32Array;
  /** Away from any paper. */
  readonly push: Float32Array;
}

const STEP_BITS = 6;
const STEPS_PER_OCTAVE = 1 << STEP_BITS;
/** Squared distances from 2^-24 to 2^20; what lies beyond takes the value at the end. */
const LOWEST_OCTAVE = -24;
const LEAST_SQUARED = 1 / 16_777_216;
const OCTAVES = 44;
const PLACES = OCTAVES * STEPS_PER_OCTAVE;

/** No step is longer, before the learning rate shortens it: papers that lie almost on one another would fly off. */
const MAX_FORCE = 4;
/** Keeps the push finite at distance 0. */
const SOFTENING = 0.001;

const PLACE_SHIFT = 23 - STEP_BITS;
const FIRST_PLACE = (127 + LOWEST_OCTAVE) << STEP_BITS;

/**
 * The place of a squared distance, ≥ 0, given as the bits of a single-precision number: a sign, 8 bits of exponent with
 * bias 127, 23 of mantissa.
 */
export function placeOf(bits: number): number {
  return Math.max(0, Math.min((bits >> PLACE_SHIFT) - FIRST_PLACE, PLACES - 1));
}

/**
 * The gradients of UMAP's cross entropy, with x the squared distance: pull 2ab x^(b-1) / (1 + a x^b), push
 * 2b / ((0.001 + x)(1 + a x^b)).
 *
 * Source: arXiv:1802.03426, section 4.2 and appendix C. umap-learn cuts each component of a push at 4; here its length is cut.
 */
export function buildForces({ a, b }: Curve): ForceTable {
  const pull = new Float32Array(PLACES);
  const push = new Float32Array(PLACES);
  let octave = LEAST_SQUARED;
  for (let place = 0; place < PLACES; place++) {
    if (place > 0 && place % STEPS_PER_OCTAVE === 0) octave *= 2;
    const squared = octave * (1 + ((place % STEPS_PER_OCTAVE) + 0.5) / STEPS_PER_OCTAVE);
    const log = logarithm(squared);
    const raised = a * exponential(b * log);
    const longest = MAX_FORCE / Math.sqrt(squared);
    pull[place] = Math.min(longest, (2 * b * raised) / (squared * (1 + raised)));
    push[place] = Math.min(longest, (2 * b) / ((SOFTENING + squared) * (1 + raised)));
  }
  return { pull, push };
}
