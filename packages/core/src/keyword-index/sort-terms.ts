import type { Pace } from '../task.ts';

/** So many strings are sorted within a few milliseconds. */
const RUN = 4096;

/** The terms ascending by code units, as `sort()` has them, with turns for the event loop in between. */
export async function sortTerms(terms: readonly string[], pace: Pace): Promise<string[]> {
  let runs: string[][] = [];
  for (let from = 0; from < terms.length; from += RUN) {
    runs.push(terms.slice(from, from + RUN).sort());
    if (pace.isDue) await pace.rest();
  }
  while (runs.length > 1) {
    const merged: string[][] = [];
    for (let i = 0; i < runs.length; i += 2) merged.push(await merge(runs[i]!, runs[i + 1] ?? [], pace));
    runs = merged;
  }
  return runs[0] ?? [];
}

async function merge(left: readonly string[], right: readonly string[], pace: Pace): Promise<string[]> {
  const merged: string[] = [];
  let l = 0;
  let r = 0;
  while (l < left.length || r < right.length) {
    const takesLeft = r === right.length || (l < left.length && left[l]! < right[r]!);
    merged.push(takesLeft ? left[l++]! : right[r++]!);
    if (merged.length % RUN === 0 && pace.isDue) await pace.rest();
  }
  return merged;
}
