import { rowOf, type VectorMatrix } from '../math/matrix.ts';
import { standardize } from './hybrid.ts';

/** What a disliked paper takes away, next to the 1 of what is liked. */
export const DISLIKE_WEIGHT = 0.5;

/**
 * Several papers and words as one question: the mean of what is liked minus {@link DISLIKE_WEIGHT} times the mean of what
 * is disliked. Scores are linear in the query, so that the rule may be applied to vectors and to scores alike.
 *
 * Source: J. J. Rocchio, "Relevance feedback in information retrieval", in: G. Salton (ed.), The SMART Retrieval System,
 * Prentice-Hall 1971, pp. 313-323.
 */
export function combineVectors(
  liked: readonly Float32Array[],
  disliked: readonly Float32Array[],
): Float32Array {
  const [only] = liked;
  if (liked.length === 1 && disliked.length === 0) return only!;
  const combined = new Float64Array((only ?? disliked[0])?.length ?? 0);
  addMean(combined, liked, 1);
  addMean(combined, disliked, -DISLIKE_WEIGHT);
  return Float32Array.from(combined);
}

/**
 * The same rule for keyword scores, each list standardised first, so that a long abstract does not outvote a short one.
 * A single list stays as it is. `aside`: rows asked with, see `standardize`.
 */
export function combineScores(
  liked: readonly Float32Array[],
  disliked: readonly Float32Array[],
  aside?: ReadonlySet<number>,
): ArrayLike<number> {
  const [only] = liked;
  if (liked.length === 1 && disliked.length === 0) return only!;
  const combined = new Float64Array((only ?? disliked[0])?.length ?? 0);
  const standard = (scores: Float32Array): Float64Array => standardize(scores, aside);
  addMean(combined, liked.map(standard), 1);
  addMean(combined, disliked.map(standard), -DISLIKE_WEIGHT);
  return combined;
}

/** The vectors of some rows, as views. */
export function vectorsOf(vectors: VectorMatrix, rows: readonly number[]): Float32Array[] {
  return rows.map((row) => rowOf(vectors, row));
}

function addMean(to: Float64Array, lists: readonly ArrayLike<number>[], weight: number): void {
  for (const list of lists) for (let i = 0; i < to.length; i++) to[i]! += (weight * list[i]!) / lists.length;
}
