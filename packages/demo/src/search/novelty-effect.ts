import type { Novelty, Progress } from 'paper-atlas';
import { wantsNovelty } from '../state/novelty.ts';
import { openAtlasOf } from '../state/papers.ts';
import type { Listener, Store } from '../state/store.ts';

/** Who measures how new the papers were. */
export interface NoveltyMeter {
  measureNovelty(onReport: (progress: Progress) => void, signal: AbortSignal): Promise<Novelty>;
}

/** Asks for it once an atlas, when a paper or a region is first open: a large atlas takes seconds. Another atlas ends it. */
export function createNoveltyEffect(store: Store, meter: NoveltyMeter): Listener {
  let running: AbortController | null = null;

  async function measure(): Promise<void> {
    const controller = new AbortController();
    running = controller;
    const report = (done: number, total: number) => {
      if (!controller.signal.aborted) store.dispatch({ type: 'novelty-measuring', amount: { done, total } });
    };
    report(0, 0);
    try {
      const novelty = await meter.measureNovelty(({ done, total }) => report(done, total), controller.signal);
      if (!controller.signal.aborted) store.dispatch({ type: 'novelty-measured', novelty });
    } catch {
      // Without it nothing is said of it; what is wrong with the atlas is told by who reads it first.
      if (!controller.signal.aborted) store.dispatch({ type: 'novelty-measured', novelty: null });
    }
  }

  return (after, before) => {
    if (openAtlasOf(after)?.papers !== openAtlasOf(before)?.papers) running?.abort();
    if (after.novelty.phase === 'unknown' && wantsNovelty(after)) void measure();
  };
}
