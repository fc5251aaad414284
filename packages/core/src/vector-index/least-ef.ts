import { throwIfAborted } from '../task.ts';
import type { RecallTruth } from './recall.ts';
import type { VectorIndex } from './vector-index.ts';

export interface LeastEfOptions {
  /** Recall that is wanted, in [0, 1]; default 0.99. */
  readonly recall?: number | undefined;
  /** The smallest that is tried, ≥ 1; default 10: a search for ten takes no less. */
  readonly least?: number | undefined;
  /** The largest that is tried, ≥ least; default 2,048. */
  readonly most?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * The smallest `ef` with which an index reaches a recall, by halving: recall hardly ever falls with ef. Null when the
 * largest does not reach it. Some fifteen searches.
 *
 * @throws ExplorerError ABORTED and what the index throws
 */
export async function findLeastEf(
  index: VectorIndex,
  truth: RecallTruth,
  { recall = 0.99, least = 10, most = 2048, signal }: LeastEfOptions = {},
): Promise<number | null> {
  const reaches = async (ef: number): Promise<boolean> => {
    throwIfAborted(signal, 'the search for ef');
    return (await truth.measure(index, ef)).recall >= recall;
  };
  let low = least - 1;
  let high = least;
  while (!(await reaches(high))) {
    if (high >= most) return null;
    low = high;
    high = Math.min(most, 2 * high);
  }
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (await reaches(middle)) high = middle;
    else low = middle;
  }
  return high;
}
