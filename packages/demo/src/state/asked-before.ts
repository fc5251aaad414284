import type { ColumnFilter } from './filters.ts';

/** A question whose place another took with one press: it can be had back. Plain data. */
export interface AskedBefore {
  readonly query: string;
  readonly liked: readonly string[];
  readonly disliked: readonly string[];
  readonly filters: readonly ColumnFilter[];
}
