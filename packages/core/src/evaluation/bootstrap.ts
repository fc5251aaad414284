import { ExplorerError } from '../errors.ts';
import { createRandom } from '../math/random.ts';
import { type LongTask, throwIfAborted, yieldToEventLoop } from '../task.ts';

export interface BootstrapOptions {
  /** Samples drawn, ≥ 1; default 5,000. */
  readonly resamples?: number | undefined;
  /** Default 42. */
  readonly seed?: number | undefined;
}

/** A mean and the ends of its 95 % interval. */
export interface Estimate {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

const TAIL = 0.025;
/** Draws after which the event loop gets a turn. */
const BREATH = 500;

/**
 * Means of several series over the same queries, with 95 % intervals: queries are drawn with replacement, as many as
 * there are, and the 2.5th and 97.5th percentile of the means so found are the ends. All series are drawn together, so
 * that a series of differences of two others gives their paired difference: an interval without 0 means that the
 * difference is more than the choice of queries. Same seed, same intervals.
 *
 * Source: B. Efron, R. Tibshirani, An Introduction to the Bootstrap, 1993 (percentile interval); for comparing rankings
 * T. Sakai, SIGIR 2006, doi:10.1145/1148170.1148261. Progress in the stage `bootstrap`.
 *
 * @param series each of one length ≥ 1
 * @throws ExplorerError INVALID_ARGUMENT, ABORTED
 */
export async function bootstrapMeans(
  series: readonly Float64Array[],
  { resamples = 5000, seed = 42 }: BootstrapOptions = {},
  { signal, onProgress }: LongTask = {},
): Promise<Estimate[]> {
  const count = series[0]?.length ?? 0;
  if (series.length === 0) return [];
  if (count === 0 || series.some(({ length }) => length !== count)) {
    const lengths = series.map(({ length }) => length);
    throw new ExplorerError(
      'INVALID_ARGUMENT',
      `got series of ${lengths.join(', ')} values; expected the same number in each, at least 1`,
      { details: { lengths } },
    );
  }
  if (!Number.isSafeInteger(resamples) || resamples < 1)
    throw new ExplorerError('INVALID_ARGUMENT', `resamples is ${resamples}; expected a whole number from 1`, {
      details: { resamples },
    });
  const random = createRandom(seed);
  const drawn = new Int32Array(count);
  const means = series.map(() => new Float64Array(resamples));
  for (let sample = 0; sample < resamples; sample++) {
    if (sample % BREATH === 0) {
      onProgress?.({ stage: 'bootstrap', done: sample, total: resamples });
      await yieldToEventLoop();
      throwIfAborted(signal, 'the bootstrap');
    }
    for (let i = 0; i < count; i++) drawn[i] = Math.floor(random() * count);
    for (let s = 0; s < series.length; s++) {
      const values = series[s]!;
      let sum = 0;
      for (let i = 0; i < count; i++) sum += values[drawn[i]!]!;
      means[s]![sample] = sum / count;
    }
  }
  onProgress?.({ stage: 'bootstrap', done: resamples, total: resamples });
  return series.map((values, s) => {
    const sorted = means[s]!.sort();
    let sum = 0;
    for (const value of values) sum += value;
    return { mean: sum / count, low: quantile(sorted, TAIL), high: quantile(sorted, 1 - TAIL) };
  });
}

/** Between the two nearest values, in proportion. */
function quantile(sorted: Float64Array, share: number): number {
  const at = share * (sorted.length - 1);
  const low = Math.floor(at);
  const below = sorted[low]!;
  const above = sorted[Math.min(low + 1, sorted.length - 1)]!;
  return below + (above - below) * (at - low);
}
