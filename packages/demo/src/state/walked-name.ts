import { words } from '../words.ts';
import { openAtlasOf, titleOf } from './papers.ts';
import type { ExplorerState } from './state.ts';

const MAX_TITLE = 80;

/** Which of the nearest of a paper `n` and `p` have led to; null where they have led to none. */
export function walkedNameOf(state: ExplorerState): string | null {
  const { walk } = state;
  const anchor = walk === null ? undefined : openAtlasOf(state)?.papers[walk.anchor];
  if (walk === null || walk.step === 0 || anchor === undefined) return null;
  const title = titleOf(anchor);
  return words.paper.walked(walk.step, title.length > MAX_TITLE ? `${title.slice(0, MAX_TITLE)}…` : title);
}
