import { words } from '../words.ts';
import type { OpenedAtlas } from './opened-atlas.ts';
import type { PaperCard } from './paper-card.ts';
import type { ExplorerState } from './state.ts';

const rowsById = new WeakMap<readonly PaperCard[], ReadonlyMap<string, number>>();

/** Row of the paper with this id, or null. */
export function findRow(papers: readonly PaperCard[], id: string | null): number | null {
  if (id === null) return null;
  let rows = rowsById.get(papers);
  if (rows === undefined) {
    rows = new Map(papers.map((paper, row) => [paper.id, row]));
    rowsById.set(papers, rows);
  }
  return rows.get(id) ?? null;
}

/** The title as it is shown; a paper may have none. */
export function titleOf({ title }: Pick<PaperCard, 'title'>): string {
  return title.trim() === '' ? words.paper.untitled : title;
}

export function openAtlasOf(state: ExplorerState): OpenedAtlas | null {
  return state.atlas.phase === 'open' ? state.atlas.atlas : null;
}

/** Row of the paper whose panel is open; null when none is, or the atlas has no such paper. */
export function selectedRow(state: ExplorerState): number | null {
  const atlas = openAtlasOf(state);
  return atlas === null ? null : findRow(atlas.papers, state.selected);
}
