import { findRow, openAtlasOf } from './papers.ts';
import type { PathEnds } from './path-state.ts';
import type { ExplorerState } from './state.ts';

/** What a state holds in which no path is asked for. */
const NO_PATH = {
  path: null,
  foundPath: null,
  pathError: null,
} as const satisfies Partial<ExplorerState>;

/** True while the paper is being chosen to which a path should lead. */
export function isChoosingEnd({ path }: Pick<ExplorerState, 'path'>): boolean {
  return path !== null && path.to === null;
}

/** True while a path fills the column, or lies beneath a paper that was opened from it. */
export function isPathOpen({ path }: Pick<ExplorerState, 'path'>): boolean {
  return path !== null && path.to !== null;
}

/** Rows of both ends; null when no path is asked for, or the atlas has no such papers. */
export function pathRowsOf(state: ExplorerState): { readonly from: number; readonly to: number } | null {
  const atlas = openAtlasOf(state);
  if (atlas === null || state.path === null) return null;
  const [from, to] = [findRow(atlas.papers, state.path.from), findRow(atlas.papers, state.path.to)];
  return from === null || to === null ? null : { from, to };
}

/** Row of the paper that a path begins with as long as its end is being chosen; else null. */
export function pathStartOf(state: ExplorerState): number | null {
  const atlas = openAtlasOf(state);
  return atlas === null || !isChoosingEnd(state) ? null : findRow(atlas.papers, state.path!.from);
}

export function isSamePath(a: PathEnds | null, b: PathEnds | null): boolean {
  return a?.from === b?.from && a?.to === b?.to;
}

/** Asks for a path. One that is asked for already stays as it was found. */
export function withPath(state: ExplorerState, path: PathEnds | null): ExplorerState {
  return isSamePath(state.path, path) ? state : { ...state, ...NO_PATH, path };
}

/** Something else fills the column: a path that is shown is put away, one whose end is being chosen goes on being so. */
export function leavePath(state: ExplorerState): ExplorerState {
  return isPathOpen(state) ? { ...state, ...NO_PATH } : state;
}

/** True when what was found, or failed, is of the path that is asked for. */
export function isOfPath(
  { path }: ExplorerState,
  ends: { readonly from: string; readonly to: string },
): boolean {
  return path !== null && isSamePath(path, ends);
}
