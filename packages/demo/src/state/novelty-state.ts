import type { Novelty } from 'paper-atlas';

/** What is known of how new each paper was when it came. Failed: nothing is said of it. */
export type NoveltyState =
  | { readonly phase: 'unknown' | 'failed' }
  | { readonly phase: 'measuring'; readonly done: number; readonly total: number }
  | { readonly phase: 'known'; readonly novelty: Novelty };
