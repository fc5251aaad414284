import { dot } from '../math/distance.ts';
import type { VectorMatrix } from '../math/matrix.ts';

/** Share of diversity when it is merely asked for. */
export const DEFAULT_DIVERSITY = 0.3;
/** Candidates for each hit that is wanted, and how many of them at least and at most. */
const POOL = { perHit: 5, least: 50, most: 500 };

/**
 * A list with less of the same: each next hit is the one with the highest (1 - diversity) · relevance - diversity ·
 * (highest cosine to a hit before it). Relevance is the score scaled to [0, 1] over the pool of candidates: five times
 * as many of the best as are wanted, 50 at least and 500 at most; what lies beyond the pool follows in its own order.
 *
 * Source: J. Carbonell, J. Goldstein, "The use of MMR, diversity-based reranking for reordering documents and producing
 * summaries", SIGIR 1998, doi:10.1145/290941.291025; their λ is 1 - diversity.
 *
 * @param rows candidates, best first
 * @param scores one a candidate, falling
 * @param diversity in [0, 1]; 0 leaves the order as it is
 * @returns the new order with the value that put each there, which falls
 */
export function diversify(
  rows: Int32Array,
  scores: Float64Array,
  vectors: VectorMatrix,
  { diversity, limit }: { readonly diversity: number; readonly limit: number },
): { readonly rows: Int32Array; readonly scores: Float64Array } {
  const wanted = Math.min(limit, rows.length);
  const size = Math.min(rows.length, POOL.most, Math.max(POOL.least, POOL.perHit * wanted));
  const highest = scores[0] ?? 0;
  const range = highest - (scores[size - 1] ?? 0);
  const relevance = (at: number): number =>
    (1 - diversity) * (range > 0 ? 1 - (highest - scores[at]!) / range : 1);
  const { data, dimension } = vectors;
  const taken = new Uint8Array(size);
  const likeness = new Float64Array(size);
  const order = new Int32Array(wanted);
  const values = new Float64Array(wanted);
  for (let rank = 0; rank < wanted; rank++) {
    if (rank >= size) {
      order[rank] = rows[rank]!;
      values[rank] = Math.min(values[rank - 1]!, relevance(rank) - diversity);
      continue;
    }
    let best = -1;
    let value = Number.NEGATIVE_INFINITY;
    for (let at = 0; at < size; at++) {
      const own = relevance(at) - diversity * likeness[at]!;
      if (taken[at] === 1 || own <= value) continue;
      best = at;
      value = own;
    }
    taken[best] = 1;
    order[rank] = rows[best]!;
    values[rank] = value;
    const chosen = rows[best]! * dimension;
    for (let at = 0; at < size; at++) {
      const cosine = dot(data, chosen, data, rows[at]! * dimension, dimension);
      if (cosine > likeness[at]!) likeness[at] = cosine;
    }
  }
  return { rows: order, scores: values };
}
