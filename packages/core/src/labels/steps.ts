import type { Pace } from '../task.ts';

/** A long computation that can rest wherever it yields, every few milliseconds; its result comes at the end. */
export type Steps<T> = Generator<undefined, T, undefined>;

/** @throws ExplorerError ABORTED, and whatever the computation throws */
export async function runSteps<T>(steps: Steps<T>, pace: Pace): Promise<T> {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    if (pace.isDue) await pace.rest();
  }
}
