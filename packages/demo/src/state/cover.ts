import type { Bibliography, CoverState } from './cover-state.ts';
import type { ExplorerState } from './state.ts';

/** Lays a bibliography over the atlas; null: puts it away. */
export function withBibliography(state: ExplorerState, bibliography: Bibliography | null): ExplorerState {
  if (bibliography === null) return state.cover === null ? state : { ...state, cover: null };
  return { ...state, cover: { bibliography, answer: null, map: null, error: null } };
}

/** Adds what became of a bibliography; what is of one that was put away is left aside. */
export function withCover(
  state: ExplorerState,
  bibliography: Bibliography,
  more: Partial<Pick<CoverState, 'answer' | 'map' | 'error'>>,
): ExplorerState {
  return state.cover?.bibliography === bibliography
    ? { ...state, cover: { ...state.cover, ...more } }
    : state;
}
