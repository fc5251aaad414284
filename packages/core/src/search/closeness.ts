import type { VectorMatrix } from '../math/matrix.ts';
import { keptPercentiles, type SimilarityBaseline } from './calibration.ts';
import { compareRows } from './semantic.ts';

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
  const percentileOf = baseline && keptPercentiles(baseline);
  for (let at = 0; at < products.length; at++) {
    similarities[at] = Math.min(1, Math.max(-1, products[at]!));
    if (percentiles !== null) percentiles[at] = percentileOf!(similarities[at]!);
  }
  return { similarities, percentiles };
}

/** One of the things that are asked with, words or a paper, and what a similarity to such a thing means. */
export interface AskedVector {
  /** Of unit length. */
  readonly vector: Float32Array;
  readonly baseline: SimilarityBaseline | null;
}

export interface ListCloseness extends Closeness {
  /** 1 for a row that is below {@link SimilarityBaseline.weakBelow} of all that was asked; null where no limit is known. */
  readonly isFar: Uint8Array | null;
}

/**
 * How close some rows are to several things at once: the mean of the similarities, and the percentile of the thing that
 * each row is closest to. A mean of cosines has no baseline: it is narrower the more is asked, and what is very close to
 * one of two things would look like chance.
 *
 * @param known the products of all rows with each of the things, where they are known
 */
export function measureListCloseness(
  vectors: VectorMatrix,
  asked: readonly AskedVector[],
  rows: ArrayLike<number>,
  known: readonly Float64Array[] | null = null,
): ListCloseness {
  const each = asked.map(({ vector, baseline }, at) => ({
    ...measureCloseness(
      known === null ? compareRows(vectors, vector, rows) : pickRows(known[at]!, rows),
      baseline,
    ),
    limit: baseline?.weakBelow ?? null,
  }));
  const isFar = each.every(({ limit }) => limit !== null) ? new Uint8Array(rows.length).fill(1) : null;
  if (isFar !== null)
    for (const { similarities, limit } of each)
      for (let at = 0; at < rows.length; at++) if (similarities[at]! >= limit!) isFar[at] = 0;
  const [only, ...others] = each;
  if (others.length === 0 && only !== undefined)
    return { similarities: only.similarities, percentiles: only.percentiles, isFar };
  const similarities = new Float32Array(rows.length);
  const hasPercentiles = each.every(({ percentiles }) => percentiles !== null);
  const percentiles = hasPercentiles ? new Float32Array(rows.length) : null;
  for (let at = 0; at < rows.length; at++) {
    similarities[at] = meanOf(each.map((one) => one.similarities[at]!));
    if (percentiles !== null) percentiles[at] = Math.max(...each.map((one) => one.percentiles![at]!));
  }
  return { similarities, percentiles, isFar };
}

function pickRows(values: Float64Array, rows: ArrayLike<number>): Float64Array {
  const picked = new Float64Array(rows.length);
  for (let at = 0; at < rows.length; at++) picked[at] = values[rows[at]!]!;
  return picked;
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
