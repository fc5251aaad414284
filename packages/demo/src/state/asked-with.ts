import { words } from '../words.ts';
import { usableFilters } from './filters.ts';
import { rowsOfIds } from './judgements.ts';
import { openAtlasOf } from './papers.ts';
import type { ExplorerState } from './state.ts';

const MAX_QUERY = 60;

/** How many of the papers that are liked and disliked this atlas has. */
export function countJudged(state: ExplorerState): { readonly liked: number; readonly disliked: number } {
  const papers = openAtlasOf(state)?.papers ?? [];
  return {
    liked: rowsOfIds(papers, state.liked).length,
    disliked: rowsOfIds(papers, state.disliked).length,
  };
}

/** What the list is of, in words, where the box is empty: papers like some, or those that the filters leave; else null. */
export function listNameOf(state: ExplorerState): string | null {
  if (state.query.trim() !== '' || isAllOutside(state)) return null;
  const { liked } = countJudged(state);
  if (liked > 0) return words.judged.list(liked);
  const names = openAtlasOf(state)?.columnNames ?? [];
  return usableFilters(names, state.filters).length > 0 ? words.filters.list : null;
}

/** True when the filters leave no paper to list. */
export function isAllOutside({ answer }: ExplorerState): boolean {
  return answer?.outside?.every((out) => out === 1) ?? false;
}

/** What a paper's place in the list is by: the query, the liked papers, or both, less the disliked ones. */
export function askedNameOf(state: ExplorerState): string {
  const { liked, disliked } = countJudged(state);
  const query = state.answer?.query ?? '';
  const quoted =
    query === '' ? null : `“${query.length > MAX_QUERY ? `${query.slice(0, MAX_QUERY)}…` : query}”`;
  const parts = [liked > 0 ? words.judged.these(liked) : null, quoted];
  const asked = parts.filter((part) => part !== null).join(words.judged.and);
  return disliked === 0 ? asked : asked + words.judged.less(disliked);
}
