import { percentileOf, type SimilarityBaseline } from './calibration.ts';

/** How close papers are to what was asked, and what that means in this corpus; one value a paper. */
export interface Closeness {
  /** Cosine similarities, in [-1, 1]. */
  readonly similarities: Float32Array;
  /** See {@link percentileOf}; null without a baseline. */
  readonly percentiles: Float32Array | null;
}

/** @param products of unit vectors, which rounding may leave a little beyond 1 */
export function measureCloseness(
  products: ArrayLike<number>,
  baseline: SimilarityBaseline | null,
): Closeness {
  const similarities = new Float32Array(products.length);
  const percentiles = baseline && new Float32Array(products.length);
  for (let at = 0; at < products.length; at++) {
    similarities[at] = Math.min(1, Math.max(-1, products[at]!));
    if (percentiles !== null) percentiles[at] = percentileOf(baseline!, similarities[at]!);
  }
  return { similarities, percentiles };
}
