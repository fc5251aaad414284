import type { AskedBefore } from './asked-before.ts';
import type { ExplorerState } from './state.ts';

/** What is asked now, to be kept: where something was kept already that, and null where nothing is asked. */
export function askedNow(state: ExplorerState): AskedBefore | null {
  const { query, liked, disliked, filters } = state;
  if (state.askedBefore !== null) return state.askedBefore;
  const isNothing = query.trim() === '' && liked.length + disliked.length + filters.length === 0;
  return isNothing ? null : { query, liked, disliked, filters };
}
