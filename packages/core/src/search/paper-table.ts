import type { Paper } from '../papers/paper.ts';

/** Papers prepared for filters: what a filter compares is folded once, when it is first asked for, and kept. */
export interface PaperTable {
  readonly papers: readonly Paper[];
}

/** Cheap: nothing is computed before the first filter. Keep it as long as the papers. */
export function createPaperTable(papers: readonly Paper[]): PaperTable {
  return { papers };
}
