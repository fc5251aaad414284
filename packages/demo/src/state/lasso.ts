import type { NamedTerm } from 'paper-atlas';
import { keepLast } from '../keep-last.ts';
import { type Lasso, lassoOfBox } from '../map/lasso-line.ts';
import type { Direction } from '../map/map-scene.ts';
import type { MapBox } from '../map/names-layout.ts';
import { NO_COMPARISON } from './comparison.ts';
import type { AreaChoice } from './lasso-state.ts';
import { leavePath } from './path.ts';
import { selectionOf } from './selection.ts';
import type { ExplorerState } from './state.ts';

/** A frame is at first this part of what is seen, and moves and grows by that part. */
const FIRST = 0.4;
const STEP = 1 / 16;
/** It stays at least this part of what is seen. */
const LEAST = 1 / 32;

/** What a key does with the frame. */
export interface FrameMove {
  readonly direction: Direction;
  /** It is made wider (right), narrower (left), higher (up), lower (down) instead of being moved. */
  readonly isSizing: boolean;
}

/** Something is drawn, or nothing more: what filled the column makes way for it. */
export function drawLasso(state: ExplorerState, lasso: Lasso | null): ExplorerState {
  if (lasso === null)
    return state.lasso === null ? state : { ...leaveTop(state), lasso: null, choosing: null };
  // On a phone the map is to be seen.
  const stars = { ...state.stars, isOpen: false };
  return {
    ...leaveTop(state),
    stars,
    lasso,
    isLassoOfOwn: false,
    choosing: null,
    region: null,
    isFilterPanelOpen: false,
    sheet: 'peek',
  };
}

/** On a phone the map needs the room of the sheet. */
export function chooseArea(state: ExplorerState, isOn: boolean, frameIn: MapBox | null): ExplorerState {
  if (!isOn) return state.choosing === null ? state : { ...state, choosing: null };
  const choosing = { frame: null };
  return {
    ...state,
    choosing: frameIn === null ? choosing : moveFrame(choosing, frameIn, null),
    sheet: 'peek',
  };
}

function leaveTop(state: ExplorerState): ExplorerState {
  return { ...leavePath(state), ...NO_COMPARISON, selected: null, walk: null, hovered: null };
}

/** The frame after a key, in what is seen of the map; the first key shows it where one looks. */
export function moveFrame({ frame }: AreaChoice, window: MapBox, move: FrameMove | null): AreaChoice {
  const [width, height] = [window.maxX - window.minX, window.maxY - window.minY];
  const from = frame ?? around(window, FIRST * width, FIRST * height);
  if (frame === null || move === null) return { frame: from };
  const { direction, isSizing } = move;
  const [dx, dy] = {
    left: [-STEP * width, 0],
    right: [STEP * width, 0],
    down: [0, -STEP * height],
    up: [0, STEP * height],
  }[direction] as [number, number];
  const next = isSizing
    ? around(
        from,
        Math.min(width, Math.max(LEAST * width, from.maxX - from.minX + dx)),
        Math.min(height, Math.max(LEAST * height, from.maxY - from.minY + dy)),
      )
    : moved(
        from,
        within(dx, from.minX, from.maxX, window.minX, window.maxX),
        within(dy, from.minY, from.maxY, window.minY, window.maxY),
      );
  return { frame: next };
}

/** The lasso that the frame is; null without one. */
export function framedLasso({ choosing }: Pick<ExplorerState, 'choosing'>): Lasso | null {
  return choosing?.frame == null ? null : lassoOf(choosing.frame);
}

const lassoOf = keepLast(lassoOfBox);

/** The same lasso, where a new one is like it: what follows from it stays. */
export function keepLasso(before: Lasso | null, after: Lasso | null): Lasso | null {
  const isSame = before?.length === after?.length && before?.every((value, at) => value === after?.[at]);
  return isSame === true ? before : after;
}

/** Words that tell what is selected now; undefined while they are looked for. */
export function tellingOf(state: ExplorerState): readonly NamedTerm[] | null | undefined {
  const rows = selectionOf(state)?.rows;
  return rows !== undefined && state.told?.rows === rows ? state.told.terms : undefined;
}

function around({ minX, maxX, minY, maxY }: MapBox, width: number, height: number): MapBox {
  const [x, y] = [(minX + maxX) / 2, (minY + maxY) / 2];
  return { minX: x - width / 2, maxX: x + width / 2, minY: y - height / 2, maxY: y + height / 2 };
}

function moved({ minX, maxX, minY, maxY }: MapBox, dx: number, dy: number): MapBox {
  return { minX: minX + dx, maxX: maxX + dx, minY: minY + dy, maxY: maxY + dy };
}

/** So far of a way as what is moved stays in sight. */
function within(by: number, min: number, max: number, from: number, to: number): number {
  return Math.min(Math.max(by, Math.min(0, from - min)), Math.max(0, to - max));
}
