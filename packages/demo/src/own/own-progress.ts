import type { Progress } from 'paper-atlas';

/** About where each stage of the work ends, in shares of the whole: nearly all of it is embedding, which `calibrate` does too. */
const ENDS: readonly (readonly [stage: string, end: number])[] = [
  ['model', 0.04],
  ['start', 0.05],
  ['embed', 0.88],
  ['words', 0.89],
  ['calibrate', 0.95],
  ['graph', 0.96],
  ['map', 0.98],
  ['quality', 0.99],
  ['regions', 1],
];
/** Earlier than this nothing can be said of the time, ms. */
const LEAST_ELAPSED = 1500;

/** How far the whole work has come, in [0, 1]. */
export function shareOf({ stage, done, total }: Progress): number {
  const at = ENDS.findIndex(([name]) => name === stage);
  if (at < 0) return 0;
  const begin = ENDS[at - 1]?.[1] ?? 0;
  return begin + (ENDS[at]![1] - begin) * (total > 0 ? Math.min(1, done / total) : 0);
}

/** Tells the time that is left, by the pace since the first paper: how fast the model is fetched says nothing of it. */
export function createTimeLeft(): (share: number, stage: string, now: number) => number | null {
  let begun: { readonly share: number; readonly time: number } | null = null;
  return (share, stage, now) => {
    if (stage === 'model' || stage === 'start') return null;
    begun ??= { share, time: now };
    const elapsed = now - begun.time;
    if (elapsed < LEAST_ELAPSED || share <= begun.share) return null;
    return (elapsed * (1 - share)) / (share - begun.share);
  };
}
