import type { PlainError } from '../search/plain-error.ts';
import { type FormedMap, formedMapOf, withFormedMap } from './formed-map.ts';
import { cleanShape, isSameShape, type MapShape, mostNeighbors } from './map-shape.ts';
import type { AtlasMap, OpenedAtlas } from './opened-atlas.ts';
import { openAtlasOf } from './papers.ts';
import type { FormingMap, ShapeState } from './shape-state.ts';
import type { ExplorerState } from './state.ts';

export type ShapeAction =
  | { readonly type: 'shape-panel-toggled'; readonly isOpen: boolean }
  /** Null: as the atlas has it. */
  | { readonly type: 'shape-asked'; readonly shape: MapShape | null }
  /** Of a map that may be asked for no longer. */
  | { readonly type: 'map-forming'; readonly shape: MapShape; readonly forming: FormingMap }
  | { readonly type: 'map-formed'; readonly formed: FormedMap }
  | { readonly type: 'forming-failed'; readonly shape: MapShape; readonly error: PlainError }
  /** Back to the map that is there. */
  | { readonly type: 'forming-cancelled' }
  | { readonly type: 'shape-undone' }
  | { readonly type: 'shape-redone' };

const TYPES: Readonly<Record<ShapeAction['type'], true>> = {
  'shape-panel-toggled': true,
  'shape-asked': true,
  'map-forming': true,
  'map-formed': true,
  'forming-failed': true,
  'forming-cancelled': true,
  'shape-undone': true,
  'shape-redone': true,
};

/** Whether an action is one of the shape of the map. */
export function isShapeAction(action: { readonly type: string }): action is ShapeAction {
  return Object.hasOwn(TYPES, action.type);
}

/** So many maps back one can go. */
const MOST_STEPS = 12;

/** The state after something has happened to the shape of the map. Pure; the same object when nothing changes. */
export function reduceShape(state: ExplorerState, action: ShapeAction): ExplorerState {
  return keepSelection(state, change(state, action));
}

/**
 * What becomes of a selection when another map is asked for: one that was drawn on the atlas' own map stays, since that map
 * is always known; any other is put away, and is back when its map is.
 */
function keepSelection(before: ExplorerState, after: ExplorerState): ExplorerState {
  const { asked } = before.shape;
  if (isSameShape(asked, after.shape.asked)) return after;
  const { lasso } = before;
  const { aside } = after.shape;
  if (lasso === null && aside === null) return after;
  if (lasso === null) {
    if (isSameShape(aside!.shape, after.shape.asked))
      return { ...put(after, { aside: null }), lasso: aside!.lasso, isLassoOfOwn: false };
    // It was put away by hand since.
    return isSameShape(aside!.shape, asked) ? put(after, { aside: null }) : after;
  }
  if (asked === null || before.isLassoOfOwn) return { ...after, lasso, isLassoOfOwn: true };
  const away = put(after, { aside: { shape: asked, lasso } });
  return { ...away, lasso: null, isLassoOfOwn: false, done: { what: 'put-away' } };
}

function change(state: ExplorerState, action: ShapeAction): ExplorerState {
  const { shape } = state;
  switch (action.type) {
    case 'shape-panel-toggled':
      return shape.isPanelOpen === action.isOpen ? state : openShapePanel(state, action.isOpen);
    case 'shape-asked': {
      const asked = settled(state, action.shape);
      if (isSameShape(asked, shape.asked)) return state;
      return { ...askShape(state, asked), region: null };
    }
    case 'map-forming':
      return isSameShape(action.shape, shape.asked) && isForming(state)
        ? put(state, {
            forming: { ...action.forming, map: action.forming.map ?? shape.forming?.map ?? null },
          })
        : state;
    case 'map-formed':
      return isSameShape(action.formed.shape, shape.asked) && isForming(state)
        ? { ...stepTo(state, action.formed), region: awaitsRegion(state) ? state.region : null }
        : state;
    case 'forming-failed':
      return isSameShape(action.shape, shape.asked) ? put(cancel(state), { error: action.error }) : state;
    case 'forming-cancelled':
      return isForming(state) ? cancel(state) : state;
    case 'shape-undone':
      return isForming(state) ? cancel(state) : walk(state, 'past', 'future');
    case 'shape-redone':
      return isForming(state) ? state : walk(state, 'future', 'past');
  }
}

/** What an address asks for, whose region is one of the map that it asks for. */
export function readShape(
  state: ExplorerState,
  asked: MapShape | null,
  region: number | null,
): ExplorerState {
  const next = askShape(state, settled(state, asked));
  return put(next, { isMoving: false, awaitedRegion: isForming(next) ? region : null });
}

/** Asks for a shape; a map that was made already is shown at once. */
function askShape(state: ExplorerState, asked: MapShape | null): ExplorerState {
  if (isSameShape(asked, state.shape.asked)) return state;
  const { shown, made } = state.shape;
  const next = put(state, { asked, forming: null, error: null, isMoving: true });
  if (isSameShape(asked, shown)) return put(next, { isMoving: false });
  const ready = made.find(({ shape }) => isSameShape(shape, asked));
  return ready === undefined ? next : stepTo(next, ready);
}

/** What is asked for when the atlas is known: nothing where it has that map, or can have no other. */
export function settleShape(state: ExplorerState): ExplorerState {
  const asked = settled(state, state.shape.asked);
  return isSameShape(asked, state.shape.asked) ? state : put(state, { asked });
}

/** Whether another map is asked for than is shown. */
export function isForming({ shape }: ExplorerState): boolean {
  return !isSameShape(shape.asked, shape.shown);
}

/** Whether the open region is one of the map that is forming, and not known yet. */
export function awaitsRegion(state: ExplorerState): boolean {
  return isForming(state) && state.region !== null && state.region === state.shape.awaitedRegion;
}

/** The shape that is to be made now; null where none is, or not yet. */
export function shapeToMake(state: ExplorerState): MapShape | null {
  const atlas = openAtlasOf(state);
  return atlas !== null && atlas.map !== null && isForming(state) ? state.shape.asked : null;
}

/** The atlas' own map, whatever is shown; null where there is none. */
export function ownMapOf(state: ExplorerState): AtlasMap | null {
  const own = state.shape.made.find(({ shape }) => shape === null);
  return own?.map ?? openAtlasOf(state)?.map ?? null;
}

/** The shape in effect, or asked for: where the knobs stand. */
export function knobsOf(state: ExplorerState): MapShape | null {
  const atlas = openAtlasOf(state);
  return atlas === null ? null : (state.shape.asked ?? atlas.mapOptions);
}

/** Whether its map can have another shape. */
export function canReshape(state: ExplorerState): boolean {
  return mostNeighborsOf(state) !== null && openAtlasOf(state)?.map !== null;
}

/** The most neighbours that can be asked for; null where the map cannot have another shape. */
export function mostNeighborsOf(state: ExplorerState): number | null {
  const atlas = openAtlasOf(state);
  if (atlas === null || atlas.graph === null) return null;
  const { meaning } = state;
  const hasVectors = !(meaning.phase === 'failed' && meaning.part === 'vectors');
  return mostNeighbors(atlas.graph.count, atlas.graph.k, hasVectors);
}

/** On a phone the panel and the map need the room of the sheet; the legend of the colours stands in the same place. */
export function openShapePanel(state: ExplorerState, isPanelOpen: boolean): ExplorerState {
  const next = put(state, { isPanelOpen });
  return isPanelOpen ? { ...next, isColourPanelOpen: false, sheet: 'peek' } : next;
}

function settled(state: ExplorerState, asked: MapShape | null): MapShape | null {
  const atlas = openAtlasOf(state);
  const clean = asked && cleanShape(asked);
  if (atlas === null || clean === null) return clean;
  const most = mostNeighborsOf(state);
  if (most === null) return null;
  const shape = { ...clean, nNeighbors: Math.min(clean.nNeighbors, most) };
  return isSameShape(shape, atlas.mapOptions) ? null : shape;
}

function put(state: ExplorerState, part: Partial<ShapeState>): ExplorerState {
  return { ...state, shape: { ...state.shape, ...part } };
}

const AT_REST = { forming: null, isMoving: false, awaitedRegion: null, error: null } as const;

function cancel(state: ExplorerState): ExplorerState {
  return put(state, { asked: state.shape.shown, ...AT_REST });
}

/** Shows a map as a step that can be undone. */
function stepTo(state: ExplorerState, formed: FormedMap): ExplorerState {
  const { shown, past } = state.shape;
  return show(state, formed, { past: [...past, shown].slice(-MOST_STEPS), future: [] });
}

function walk(state: ExplorerState, from: 'past' | 'future', to: 'past' | 'future'): ExplorerState {
  const { shown, made, ...lists } = state.shape;
  const target = lists[from].at(-1);
  const ready = target === undefined ? undefined : made.find(({ shape }) => isSameShape(shape, target));
  if (ready === undefined) return state;
  const walked = { [from]: lists[from].slice(0, -1), [to]: [...lists[to], shown] };
  // Regions are those of one map: in the next they are others.
  return { ...show(state, ready, { past: lists.past, future: lists.future, ...walked }), region: null };
}

function show(
  state: ExplorerState,
  formed: FormedMap,
  steps: Pick<ShapeState, 'past' | 'future'>,
): ExplorerState {
  const atlas = openAtlasOf(state);
  if (atlas === null) return state;
  const shown = formed.shape;
  const made = keepMade(
    [...withShown(state.shape, atlas), formed],
    [null, shown, ...steps.past, ...steps.future],
  );
  const next = put(state, { asked: shown, shown, made, ...steps, ...AT_REST });
  return { ...next, atlas: { phase: 'open', atlas: withFormedMap(atlas, formed) } };
}

/** The maps that were made; before the first of them that is the atlas' own. */
function withShown({ made, shown }: ShapeState, atlas: OpenedAtlas): readonly FormedMap[] {
  if (made.length > 0) return made;
  const own = formedMapOf(atlas, shown);
  return own === null ? [] : [own];
}

/** One of each shape that one can still go to. */
function keepMade(made: readonly FormedMap[], wanted: readonly (MapShape | null)[]): readonly FormedMap[] {
  return made.filter(
    ({ shape }, at) =>
      wanted.some((each) => isSameShape(each, shape)) &&
      made.findIndex((other) => isSameShape(other.shape, shape)) === at,
  );
}
