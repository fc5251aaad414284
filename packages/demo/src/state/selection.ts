import { keepLast } from '../keep-last.ts';
import { findInside } from '../map/inside-lasso.ts';
import type { Lasso } from '../map/lasso-line.ts';
import { centralOrder } from './central.ts';
import type { AtlasMap, OpenedAtlas } from './opened-atlas.ts';
import { openAtlasOf } from './papers.ts';
import { isPathOpen } from './path.ts';
import { isForming, ownMapOf } from './shape.ts';
import type { Answer, ExplorerState } from './state.ts';

/** The papers within a lasso. Arrays that did not change are the same arrays. */
export interface Selection {
  /** Rows, ascending; what is grey on the map is left out. */
  readonly rows: Int32Array;
  /** Papers within it that are left out, because a filter or a bibliography does so. */
  readonly leftOut: number;
  /** 1 for each paper that is not in it, by row. */
  readonly outside: Uint8Array;
}

/** A region that a selection reaches into. */
interface TouchedRegion {
  readonly region: number;
  /** Its papers in the selection. */
  readonly papers: number;
}

/** What is selected; null when no lasso is drawn, or there is no map. */
export function selectionOf(state: ExplorerState): Selection | null {
  const map = lassoMapOf(state);
  if (map === null || state.lasso === null) return null;
  return select(map.xy, state.lasso, greyOf(state));
}

/** The map on which the lasso was drawn; null where there is none, or it is still forming. */
function lassoMapOf(state: ExplorerState): AtlasMap | null {
  if (isOfOwn(state)) return ownMapOf(state);
  return isForming(state) ? null : (openAtlasOf(state)?.map ?? null);
}

/** Whether a lasso is one of the atlas' own map. */
function isOfOwn({ isLassoOfOwn, shape }: ExplorerState): boolean {
  return isLassoOfOwn || shape.asked === null;
}

/** True while the selection was drawn on another map than the one that is seen: its line says nothing there. */
export function isLassoElsewhere(state: ExplorerState): boolean {
  const { shown, forming } = state.shape;
  if (!isOfOwn(state)) return isForming(state);
  return shown !== null || (forming?.map ?? null) !== null;
}

/** True while the map shows it: a region or a path that was opened on top has the map for itself. */
export function isSelectionShown(state: ExplorerState): boolean {
  return state.lasso !== null && state.region === null && !state.stars.isOpen && !isPathOpen(state);
}

/** 1 for each paper that a bibliography or a filter leaves out, by row. */
function greyOf({ cover, answer }: ExplorerState): Uint8Array | null {
  return cover?.answer?.outside ?? answer?.outside ?? null;
}

const select = keepLast((xy: Float32Array, lasso: Lasso, grey: Uint8Array | null): Selection => {
  const inside = findInside(xy, lasso);
  const rows = grey === null ? inside : inside.filter((row) => grey[row] !== 1);
  const outside = new Uint8Array(xy.length / 2).fill(1);
  for (const row of rows) outside[row] = 0;
  return { rows, leftOut: inside.length - rows.length, outside };
});

/** How many papers a frame holds of those that could be selected. */
export function framedCountOf(state: ExplorerState, frame: Lasso): number {
  const map = openAtlasOf(state)?.map ?? null;
  const grey = greyOf(state);
  const inside = map === null ? new Int32Array(0) : findInside(map.xy, frame);
  return inside.reduce((sum, row) => sum + (grey?.[row] === 1 ? 0 : 1), 0);
}

/** By what the papers of a selection are listed: their place in the answer, or how central they are among themselves. */
export function selectionOrderOf({ answer }: ExplorerState): 'answer' | 'central' {
  return answer === null || answer.heat === null ? 'central' : 'answer';
}

/** Rows of a selection in the order in which they are listed: as the answer ranks them, then the most central first. */
export function listedRowsOf(state: ExplorerState, atlas: OpenedAtlas): readonly number[] {
  const selection = selectionOf(state);
  if (selection === null) return [];
  return list(atlas, selection, selectionOrderOf(state) === 'answer' ? state.answer : null);
}

const list = keepLast((atlas: OpenedAtlas, { rows, outside }: Selection, answer: Answer | null) => {
  const ranked = answer === null ? [] : Array.from(answer.rows).filter((row) => outside[row] === 0);
  const isRanked = new Set(ranked);
  return [...ranked, ...centralOrder(atlas, rows).filter((row) => !isRanked.has(row))];
});

/** The place of each paper in the answer, by row, where a selection is listed by it; else null. */
export function placesOf(state: ExplorerState): ReadonlyMap<number, number> | null {
  return state.answer === null || selectionOrderOf(state) === 'central' ? null : place(state.answer);
}

const place = keepLast(({ rows }: Answer) => new Map(Array.from(rows, (row, at) => [row, at])));

/**
 * The regions that a selection reaches into, those of which it has most papers first: the wide ones, or, where it lies in
 * one of them, the narrow ones within that.
 */
export function touchedRegionsOf(state: ExplorerState): readonly TouchedRegion[] {
  const map = openAtlasOf(state)?.map ?? null;
  const selection = selectionOf(state);
  return map === null || selection === null ? [] : touch(map.membership, selection.rows);
}

const touch = keepLast((membership: Int32Array, rows: Int32Array): readonly TouchedRegion[] => {
  const [wide, narrow] = [count(membership, rows, 0), count(membership, rows, 1)];
  return wide.length > 1 || narrow.length === 0 ? wide : narrow;
});

function count(membership: Int32Array, rows: Int32Array, level: 0 | 1): readonly TouchedRegion[] {
  const papers = new Map<number, number>();
  for (const row of rows) {
    const region = membership[2 * row + level]!;
    if (region >= 0) papers.set(region, (papers.get(region) ?? 0) + 1);
  }
  return Array.from(papers, ([region, found]) => ({ region, papers: found })).sort(
    (a, b) => b.papers - a.papers || a.region - b.region,
  );
}
