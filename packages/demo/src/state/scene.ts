import type { Region } from 'paper-atlas';
import { keepLast } from '../keep-last.ts';
import type { MapArc, MapRegion, MapScene, MapTheme } from '../map/map-scene.ts';
import { NO_MARKS } from '../map/no-marks.ts';
import { countClose } from '../search/answers.ts';
import { colouringOf, dotColoursOf } from './colouring.ts';
import { comparedRowsOf } from './comparison.ts';
import { rowsOfIds } from './judgements.ts';
import { framedLasso } from './lasso.ts';
import { type Nearest, nearestOf } from './nearest.ts';
import type { AtlasMap } from './opened-atlas.ts';
import type { PaperCard } from './paper-card.ts';
import { openAtlasOf, selectedRow, titleOf } from './papers.ts';
import { isPathOpen, pathStartOf } from './path.ts';
import type { FoundPath } from './path-state.ts';
import { openRegionOf } from './regions.ts';
import { isLassoElsewhere, isSelectionShown, type Selection, selectionOf } from './selection.ts';
import { rowsOfStars } from './stars.ts';
import type { Answer, ExplorerState } from './state.ts';

/** Rows of the list that the map draws larger. */
const MAX_HITS = 30;
/** Names longer than this would cover the land. */
const MAX_NAME = 60;

const titlesOf = keepLast((papers: readonly PaperCard[]) => papers.map(titleOf));
const regionsOf = keepLast((regions: readonly Region[]) => regions.map(toMapRegion));
const NO_ROWS: readonly number[] = [];
const NO_TITLES: readonly string[] = [];
const NO_ARCS: readonly MapArc[] = [];

export function themeOf({ themeChoice, systemTheme }: ExplorerState): MapTheme {
  return themeChoice === 'system' ? systemTheme : themeChoice;
}

/** What the map shows of the state; null while there is no map. Arrays that did not change are the same arrays. */
export function deriveScene(state: ExplorerState): MapScene | null {
  if (state.atlas.phase === 'loading')
    return state.atlas.map === null ? null : firstScene(state.atlas.map, state);
  const atlas = openAtlasOf(state);
  if (atlas === null || atlas.map === null) return null;
  const { xy, regions, membership, terrain } = state.shape.forming?.map ?? atlas.map;
  const { answer, hovered } = state;
  const selected = selectedRow(state) ?? pathStartOf(state);
  const isSelection = isSelectionShown(state);
  const selection = isSelection ? selectionOf(state) : null;
  const grey = state.cover?.answer?.outside ?? answer?.outside ?? null;
  const centre = hovered ?? selected;
  const both = comparedRowsOf(state);
  // What else is pointed out comes first.
  const compared = hovered === null || hovered === both?.a || hovered === both?.b ? both : null;
  return {
    count: atlas.papers.length,
    xy,
    titles: titlesOf(atlas.papers),
    regions: regionsOf(regions),
    membership,
    terrain,
    heat:
      selection === null || answer?.heat == null
        ? (answer?.heat ?? null)
        : heatWithin(answer.heat, selection),
    colours: dotColoursOf(colouringOf(state), state.colour.isInverted, themeOf(state)),
    hits: state.cover?.answer?.rows ?? (answer === null ? NO_ROWS : hitsOf(answer, selection)),
    liked: rowsOfIds(atlas.papers, state.liked),
    disliked: rowsOfIds(atlas.papers, state.disliked),
    starred: rowsOfStars(atlas.papers, state.stars.list),
    outside: selection?.outside ?? grey,
    selected,
    region: openRegionOf(state) === null || isPathOpen(state) ? null : state.region,
    lasso: isSelection && !isLassoElsewhere(state) ? state.lasso : null,
    draft: framedLasso(state),
    isChoosing: state.choosing !== null,
    hovered: compared?.b ?? hovered,
    arcs:
      compared !== null
        ? arcBetween(nearestOf(atlas, compared.a), compared.a, compared.b)
        : centre === null
          ? NO_ARCS
          : arcsOf(nearestOf(atlas, centre), centre),
    path: state.foundPath === null ? NO_ROWS : stepsOf(state.foundPath),
    theme: themeOf(state),
    reducedMotion: state.reducedMotion,
  };
}

/** The map while the papers come: nothing is known of any of them yet. */
function firstScene({ xy, regions, membership, terrain }: AtlasMap, state: ExplorerState): MapScene {
  return {
    count: xy.length / 2,
    xy,
    titles: NO_TITLES,
    regions: regionsOf(regions),
    membership,
    terrain,
    ...NO_MARKS,
    theme: themeOf(state),
    reducedMotion: state.reducedMotion,
  };
}

/**
 * The first of the list that is shown, of a selection those within it, as far as they are not weak: the very papers above
 * its line; none where none is closer than another.
 */
const hitsOf = keepLast((answer: Answer, selection: Selection | null) => {
  if (answer.heat === null) return NO_ROWS;
  const close = Array.from(answer.rows.subarray(0, countClose(answer)));
  const listed = selection === null ? close : close.filter((row) => selection.outside[row] !== 1);
  return listed.slice(0, MAX_HITS);
});

/** What a selection leaves out is as cold as what a filter does. */
const heatWithin = keepLast((heat: Float32Array, { outside }: Selection) =>
  heat.map((warmth, row) => (outside[row] === 1 ? 0 : warmth)),
);

const stepsOf = keepLast(({ steps }: FoundPath) => steps.map(({ row }) => row));

/** Dashed where it is none of the nearest that the map keeps. */
const arcBetween = keepLast((nearest: readonly Nearest[], a: number, b: number): readonly MapArc[] => [
  { from: a, to: b, isTorn: nearest.find(({ row }) => row === b)?.isTorn ?? true },
]);

const arcsOf = keepLast((nearest: readonly Nearest[], from: number): readonly MapArc[] =>
  nearest.map(({ row, isTorn }) => ({ from, to: row, isTorn })),
);

function toMapRegion({ level, parent, name, size, center }: Region, at: number): MapRegion {
  return {
    id: at,
    level,
    parent,
    name: name.length > MAX_NAME ? `${name.slice(0, MAX_NAME)}…` : name,
    size,
    center: [center[0], center[1]],
  };
}
