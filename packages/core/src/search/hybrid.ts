/** Share of meaning in a hybrid list for a query of words. */
export const TEXT_WEIGHT = 0.7;
/** Share of meaning in a hybrid list for papers: a paper's own words are many, and mostly not what it is about. */
export const PAPER_WEIGHT = 0.8;

/**
 * Scores of the whole corpus as distances from their mean in standard deviations: z = (score - mean) / sd. Scores that
 * are all equal say nothing and give zeros. Sums run in the order of the rows, so that every machine gives the same.
 *
 * @param aside rows that count neither to the mean nor to the deviation: a paper that is asked with is like nothing as
 *   much as itself
 */
export function standardize(scores: ArrayLike<number>, aside: ReadonlySet<number> = NO_ROWS): Float64Array {
  const count = scores.length;
  const standard = new Float64Array(count);
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  let sum = 0;
  let counted = 0;
  for (let row = 0; row < count; row++) {
    if (aside.size > 0 && aside.has(row)) continue;
    const score = scores[row]!;
    if (score < least) least = score;
    if (score > most) most = score;
    sum += score;
    counted++;
  }
  if (!(most > least)) return standard;
  const mean = sum / counted;
  let squares = 0;
  for (let row = 0; row < count; row++)
    if (aside.size === 0 || !aside.has(row)) squares += (scores[row]! - mean) ** 2;
  const deviation = Math.sqrt(squares / counted);
  // Scores so small that their squares vanish differ in nothing that can be measured.
  if (deviation === 0) return standard;
  for (let row = 0; row < count; row++) standard[row] = (scores[row]! - mean) / deviation;
  return standard;
}

const NO_ROWS: ReadonlySet<number> = new Set();

/** Both sides of a hybrid score, already weighted, one value a row. */
export interface FusedScores {
  readonly scores: Float64Array;
  readonly semantic: Float64Array;
  readonly keyword: Float64Array;
}

/**
 * Convex combination of standardised scores: weight · z(semantic) + (1 - weight) · z(keyword), over all rows of the
 * corpus, whatever a filter accepts: what a score means does not depend on the filter. A side without a difference (no
 * word found, one paper) adds zeros, so that the other side decides.
 *
 * Source: S. Bruch, S. Gai, A. Ingber, "An Analysis of Fusion Functions for Hybrid Retrieval", TOIS 42(1), 2023,
 * doi:10.1145/3596512.
 *
 * @param weight share of the semantic side, in [0, 1]
 * @param aside rows asked with, see {@link standardize}
 */
export function fuseScores(
  semantic: ArrayLike<number>,
  keyword: ArrayLike<number>,
  weight: number,
  aside?: ReadonlySet<number>,
): FusedScores {
  const meaning = standardize(semantic, aside);
  const words = standardize(keyword, aside);
  const scores = new Float64Array(meaning.length);
  for (let row = 0; row < scores.length; row++) {
    meaning[row]! *= weight;
    words[row]! *= 1 - weight;
    scores[row] = meaning[row]! + words[row]!;
  }
  return { scores, semantic: meaning, keyword: words };
}
