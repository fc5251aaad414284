import { findRow, openAtlasOf, selectedRow } from './papers.ts';
import type { ExplorerState } from './state.ts';

/** Two papers side by side, as rows; `a` is the one that was open. */
export interface ComparedRows {
  readonly a: number;
  readonly b: number;
}

/** What a state holds that compares nothing. */
export const NO_COMPARISON = {
  compared: null,
  comparison: null,
  comparisonError: null,
} as const satisfies Partial<ExplorerState>;

/** The papers that are compared; null when none are, or the atlas has no such papers. */
export function comparedRowsOf(state: ExplorerState): ComparedRows | null {
  const atlas = openAtlasOf(state);
  const a = selectedRow(state);
  const b = atlas === null ? null : findRow(atlas.papers, state.compared);
  return a === null || b === null ? null : { a, b };
}

/** Lays another paper beside the open one, null: puts it away. None is compared with itself. */
export function compareWith(state: ExplorerState, id: string | null): ExplorerState {
  if (state.compared === id || state.selected === null || state.selected === id) return state;
  const sheet = id !== null && state.sheet === 'peek' ? 'half' : state.sheet;
  return { ...state, ...NO_COMPARISON, compared: id, hovered: null, sheet };
}

/** Whether these two are the ones that lie side by side. */
export function isCompared(
  { selected, compared }: ExplorerState,
  { a, b }: { a: string; b: string },
): boolean {
  return a === selected && b === compared;
}
