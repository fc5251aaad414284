import type { ColumnFilter } from './filters.ts';
import type { ExplorerState } from './state.ts';

/** A question whose place another took with one press: it can be had back. Plain data. */
export interface AskedBefore {
  readonly query: string;
  readonly liked: readonly string[];
  readonly disliked: readonly string[];
  readonly filters: readonly ColumnFilter[];
}

/** What is asked now, to be kept: where something was kept already that, and null where nothing is asked. */
export function askedNow(state: ExplorerState): AskedBefore | null {
  const { query, liked, disliked, filters } = state;
  if (state.askedBefore !== null) return state.askedBefore;
  const isNothing = query.trim() === '' && liked.length + disliked.length + filters.length === 0;
  return isNothing ? null : { query, liked, disliked, filters };
}
