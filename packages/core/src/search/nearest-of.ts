import { rowOf, type VectorMatrix } from '../math/matrix.ts';
import type { LongTask } from '../task.ts';
import { scoreAllRows } from '../vector-index/score-rows.ts';

/** For each row of a corpus the nearest of some chosen rows. */
export interface NearestOf {
  /** Its similarity, in [-1, 1]; -Infinity where no row was chosen. */
  readonly similarities: Float64Array;
  /** That row, of several as near the first of the list; -1 where no row was chosen. */
  readonly rows: Int32Array;
}

/**
 * Holds every row against each of the chosen ones, itself included. Progress: the given stage, in chosen rows.
 *
 * @throws ExplorerError ABORTED
 */
export async function findNearestOf(
  vectors: VectorMatrix,
  chosen: ArrayLike<number>,
  stage: string,
  { signal, onProgress }: LongTask = {},
): Promise<NearestOf> {
  const similarities = new Float64Array(vectors.count).fill(Number.NEGATIVE_INFINITY);
  const rows = new Int32Array(vectors.count).fill(-1);
  const out = new Float64Array(vectors.count);
  for (let at = 0; at < chosen.length; at++) {
    await scoreAllRows(vectors, rowOf(vectors, chosen[at]!), { out, signal });
    for (let row = 0; row < out.length; row++) {
      if (out[row]! <= similarities[row]!) continue;
      similarities[row] = out[row]!;
      rows[row] = chosen[at]!;
    }
    onProgress?.({ stage, done: at + 1, total: chosen.length });
  }
  return { similarities, rows };
}
