import { reduceOwn } from '../own/own-state.ts';
import type { Action } from './actions.ts';
import { askedNow } from './asked-now.ts';
import { cleanColour } from './colour-choice.ts';
import { compareWith, isCompared, NO_COMPARISON } from './comparison.ts';
import { withBibliography, withCover } from './cover.ts';
import type { Bibliography } from './cover-state.ts';
import { reduceDone } from './done.ts';
import { cleanFilters, withFilter } from './filters.ts';
import { cleanJudged, judge } from './judgements.ts';
import { chooseArea, drawLasso, keepLasso, moveFrame } from './lasso.ts';
import { nearestOf } from './nearest.ts';
import { openAtlasOf, selectedRow } from './papers.ts';
import { isChoosingEnd, isOfPath, leavePath, withPath } from './path.ts';
import { isAsking } from './question.ts';
import { withRecords } from './records.ts';
import { replaceAtlas, withSeenMap } from './replace-atlas.ts';
import { isShapeAction, openShapePanel, readShape, reduceShape, settleShape } from './shape.ts';
import { reduceStars, rowsOfStars } from './stars.ts';
import { type ExplorerState, LIST_STEP } from './state.ts';
import { clipQuery } from './url.ts';

/** The state after something has happened. Pure; the same object when nothing changes. */
export function reduce(state: ExplorerState, action: Action): ExplorerState {
  if (isShapeAction(action)) return reduceShape(state, action);
  switch (action.type) {
    case 'map-read':
      return state.atlas.phase === 'loading'
        ? { ...state, atlas: { phase: 'loading', map: action.map } }
        : state;
    case 'atlas-opened':
      return settleShape({ ...state, atlas: { phase: 'open', atlas: withSeenMap(action.atlas, state) } });
    case 'atlas-replaced':
      return replaceAtlas(state, action.atlas, action.own);
    case 'own-toggled':
    case 'own-work-changed':
    case 'own-kept': {
      const own = reduceOwn(state.own, action);
      return own === state.own ? state : { ...state, own };
    }
    case 'paper-starred':
    case 'stars-cleared':
    case 'stars-undone':
    case 'stars-recorded':
    case 'stars-unkept':
    case 'stars-error-read':
    case 'stars-bringing':
    case 'stars-brought':
    case 'stars-not-brought':
      return withStars(state, reduceStars(state.stars, action, openAtlasOf(state)?.papers ?? []));
    case 'stars-read':
      return action.atlasId === openAtlasOf(state)?.origin.atlasId
        ? withStars(state, reduceStars(state.stars, action, []))
        : state;
    case 'stars-toggled':
      return openStars(state, action.isOpen);
    case 'stars-asked':
      return askStars(state);
    case 'atlas-failed':
      return { ...state, atlas: { phase: 'failed', error: action.error } };
    case 'map-making':
      return { ...state, making: { phase: 'making', ...action.amount } };
    case 'map-made': {
      const atlas = openAtlasOf(state);
      if (atlas === null) return state;
      return {
        ...state,
        making: { phase: 'none' },
        atlas: { phase: 'open', atlas: { ...atlas, map: action.map } },
      };
    }
    case 'map-failed':
      return { ...state, making: { phase: 'failed', error: action.error } };
    case 'calibration-read':
      return { ...state, calibration: action.calibration };
    case 'novelty-measuring':
      return { ...state, novelty: { phase: 'measuring', ...action.amount } };
    case 'novelty-measured': {
      const { novelty } = action;
      return { ...state, novelty: novelty === null ? { phase: 'failed' } : { phase: 'known', novelty } };
    }
    case 'model-progressed':
      return { ...state, meaning: { phase: 'loading', ...action.amount } };
    case 'model-started':
      return { ...state, meaning: { phase: 'starting' } };
    case 'meaning-ready':
      return { ...state, meaning: { phase: 'ready' } };
    case 'meaning-failed':
      return { ...state, meaning: { phase: 'failed', part: action.part, error: action.error } };
    case 'query-typed':
      return withQuery(state, action.query, true);
    case 'query-settled':
      return state.isTyping ? { ...state, isTyping: false } : state;
    case 'mode-chosen':
      return state.mode === action.mode ? state : { ...state, mode: action.mode };
    case 'paper-judged':
      return asked(state, judge(state, action.id, action.as));
    case 'asked-cleared':
      return isAskedBesides(state)
        ? asked(state, { liked: [], disliked: [], filters: [], askedBefore: null })
        : state;
    case 'asked-restored':
      return restoreAsked(state);
    case 'columns-described':
      return { ...state, columns: action.columns, filterable: action.filterable };
    case 'papers-read':
      return action.atlas === openAtlasOf(state)?.papers
        ? { ...state, records: withRecords(state, action.records) }
        : state;
    case 'filter-changed': {
      const filters = withFilter(state.filters, action.filter);
      return filters === state.filters
        ? state
        : asked(state, { filters, isTyping: action.isMoving ?? false });
    }
    case 'filters-cleared':
      return state.filters.length === 0 ? state : asked(state, { filters: [] });
    case 'filter-panel-toggled':
      return state.isFilterPanelOpen === action.isOpen ? state : openFilters(state, action.isOpen);
    case 'ask-help-toggled':
      return state.isAskHelpOpen === action.isOpen ? state : { ...state, isAskHelpOpen: action.isOpen };
    case 'answer-arrived':
      return action.answer.query === state.query.trim() && isAsking(state)
        ? {
            ...state,
            ...{ answer: action.answer, explanations: action.answer.explanations },
            ...{ searchError: null, listed: LIST_STEP },
          }
        : state;
    case 'explained':
      return action.answer === state.answer
        ? { ...state, explanations: new Map([...state.explanations, ...action.explanations]) }
        : state;
    case 'list-saved':
      return { ...state, saving: action.saving };
    case 'list-written':
    case 'opening-failed':
    case 'own-updated':
    case 'list-lengthened':
    case 'citation-asked':
    case 'citation-written':
    case 'done-told':
      return reduceDone(state, action);
    case 'hits-seen':
      return { ...state, inView: action.rows };
    case 'search-failed':
      return action.query === state.query.trim() ? { ...state, searchError: action.error } : state;
    case 'paper-selected':
      return isChoosingEnd(state) && action.id !== null && action.id !== state.path!.from
        ? askPath(state, state.path!.from, action.id)
        : compareWith(select(state, action.id), null);
    case 'papers-compared':
      return compareWith(state, action.with);
    case 'comparison-arrived': {
      const { comparison } = action;
      return isCompared(state, comparison) ? { ...state, comparison, comparisonError: null } : state;
    }
    case 'comparison-failed':
      return isCompared(state, action) ? { ...state, comparisonError: action.error } : state;
    case 'path-asked':
      return askPath(state, action.from, action.to);
    case 'path-closed':
      return closePath(state);
    case 'path-found':
      return isOfPath(state, action.path.ends)
        ? { ...state, foundPath: action.path, pathError: null }
        : state;
    case 'path-failed':
      return isOfPath(state, action) ? { ...state, pathError: action.error } : state;
    case 'region-chosen':
      return chooseRegion(state, action.region);
    case 'lasso-drawn':
      return drawLasso(state, action.lasso);
    case 'area-choosing':
      return chooseArea(state, action.isOn, action.frameIn ?? null);
    case 'frame-moved':
      return state.choosing === null
        ? state
        : { ...state, choosing: moveFrame(state.choosing, action.window, action.move) };
    case 'selection-told':
      return { ...state, told: action.told };
    case 'bibliography-laid':
      return layBibliography(state, action.bibliography);
    case 'cover-answered':
      return withCover(state, action.bibliography, { answer: action.answer, map: action.map });
    case 'cover-failed':
      return withCover(state, action.bibliography, { error: action.error });
    case 'colour-chosen':
      return state.colour.by === action.by
        ? state
        : openColours({ ...state, colour: cleanColour(action.by, false) }, true);
    case 'colour-inverted':
      return state.colour.by === null
        ? state
        : { ...state, colour: { ...state.colour, isInverted: !state.colour.isInverted } };
    case 'colour-panel-toggled':
      return state.isColourPanelOpen === action.isOpen ? state : openColours(state, action.isOpen);
    case 'neighbor-walked':
      return walk(state, action.by);
    case 'paper-hovered':
      return state.hovered === action.row ? state : { ...state, hovered: action.row };
    case 'view-changed':
      return { ...state, view: action.view };
    case 'theme-chosen':
      return { ...state, themeChoice: action.choice };
    case 'system-theme-changed':
      return { ...state, systemTheme: action.theme };
    case 'motion-changed':
      return { ...state, reducedMotion: action.reducedMotion };
    case 'help-toggled':
      return { ...state, isHelpOpen: action.isOpen };
    case 'about-toggled':
      return { ...state, isAboutOpen: action.isOpen, isHelpOpen: state.isHelpOpen && !action.isOpen };
    case 'picture-toggled':
      return { ...state, isPictureOpen: action.isOpen };
    case 'hint-toggled':
      return state.isHintShown === action.isShown ? state : { ...state, isHintShown: action.isShown };
    case 'newer-version-found':
      return { ...state, newerVersion: 'ready' };
    case 'newer-version-taken':
      return { ...state, newerVersion: 'taken' };
    case 'sheet-moved':
      return { ...state, sheet: action.sheet };
    case 'stepped-back':
      // What was pointed out may be gone from the page, and no event would tell.
      return withoutHover(stepBack(state));
    case 'address-changed': {
      const { query, mode, paper, compared, path, region, lasso, isLassoOfOwn, colour, view } =
        action.address;
      const question = { ...cleanJudged(action.address), filters: cleanFilters(action.address.filters) };
      const shaped = readShape(state, action.address.shape, region);
      const read = select(asked(withQuery(shaped, query, false), { ...question, askedBefore: null }), paper);
      const kept = { mode, region, lasso: keepLasso(state.lasso, lasso), isLassoOfOwn, colour, view };
      const next = { ...withPath(compareWith(read, compared), path), ...kept };
      // A legend that was put away stays so, unless there is another one.
      return colour.by === state.colour.by ? next : openColours(next, colour.by !== null);
    }
  }
}

/** Something else is asked: the list stays until the next is there, and none stays where nothing is asked any more. */
function asked(state: ExplorerState, more: Partial<ExplorerState>): ExplorerState {
  const next = { ...state, searchError: null, ...more };
  return isAsking(next) ? next : { ...next, answer: null, hovered: null };
}

function isAskedBesides({ liked, disliked, filters }: ExplorerState): boolean {
  return liked.length + disliked.length + filters.length > 0;
}

/** On a phone there is room for them only in the whole sheet. */
function openFilters(state: ExplorerState, isOpen: boolean): ExplorerState {
  if (!isOpen)
    return { ...state, isFilterPanelOpen: false, sheet: state.sheet === 'full' ? 'half' : state.sheet };
  return {
    ...leavePath(select(state, null)),
    region: null,
    lasso: null,
    cover: null,
    stars: { ...state.stars, isOpen: false },
    isFilterPanelOpen: true,
    sheet: 'full',
  };
}

/** On a phone the legend and the map need the room of the sheet. */
function openColours(state: ExplorerState, isOpen: boolean): ExplorerState {
  const { shape } = isOpen ? openShapePanel(state, false) : state;
  return { ...state, shape, isColourPanelOpen: isOpen, sheet: isOpen ? 'peek' : state.sheet };
}

function withQuery(state: ExplorerState, text: string, isTyping: boolean): ExplorerState {
  const query = clipQuery(text);
  if (query === state.query) return state;
  return asked(isTyping ? leavePath(state) : state, {
    query,
    isTyping,
    // What one types is asked of all papers.
    ...(isTyping
      ? {
          ...{ selected: null, ...NO_COMPARISON, walk: null, region: null, cover: null },
          ...{ lasso: null, choosing: null, askedBefore: null },
          stars: { ...state.stars, isOpen: false },
        }
      : {}),
    ...(state.sheet === 'peek' ? { sheet: 'half' as const } : {}),
  });
}

function select(state: ExplorerState, id: string | null): ExplorerState {
  if (state.selected === id) return state.walk === null ? state : { ...state, walk: null };
  const sheet = id !== null && state.sheet === 'peek' ? 'half' : state.sheet;
  // What was pointed out may be gone from the page with its list, and no event would tell.
  const closed = { ...NO_COMPARISON, walk: null, hovered: null, isTyping: false, citation: null };
  return { ...state, ...closed, selected: id, sheet };
}

/**
 * Opens a region, or closes it. What is asked stays; a paper on top is put away, and so is the sheet that covers the map.
 * One that is open already is a new state too: the map flies to it again.
 */
function chooseRegion(state: ExplorerState, region: number | null): ExplorerState {
  if (region === null && state.region === null && state.selected === null) return state;
  const sheet = region === null ? state.sheet : ('peek' as const);
  return { ...leavePath(select(state, null)), region, sheet };
}

/** The path lies on top of what is open, a region stays beneath it; its end may still have to be chosen. */
function askPath(state: ExplorerState, from: string, to: string | null): ExplorerState {
  const sheet = state.sheet === 'peek' ? 'half' : state.sheet;
  return { ...withPath(select(state, null), { from, to }), sheet };
}

/** Back to the paper where it began. */
function closePath(state: ExplorerState): ExplorerState {
  return state.path === null ? state : select(withPath(state, null), state.path.from);
}

/** What was open makes way for it. */
function layBibliography(state: ExplorerState, bibliography: Bibliography | null): ExplorerState {
  const sheet = bibliography !== null && state.sheet === 'peek' ? 'half' : state.sheet;
  const stars = { ...state.stars, isOpen: false };
  const closed = { region: null, lasso: null, sheet, isFilterPanelOpen: false, stars };
  const cleared = { ...leavePath(select(state, null)), ...closed };
  return withBibliography(bibliography === null ? state : cleared, bibliography);
}

function withStars(state: ExplorerState, stars: ExplorerState['stars']): ExplorerState {
  return stars === state.stars ? state : { ...state, stars };
}

/** What was open makes way for the reading list; a bibliography over the atlas stays beneath it. */
function openStars(state: ExplorerState, isOpen: boolean): ExplorerState {
  if (!isOpen) return state.stars.isOpen ? { ...state, stars: { ...state.stars, isOpen } } : state;
  const sheet = state.sheet === 'peek' ? 'half' : state.sheet;
  const cleared = { ...leavePath(select(state, null)), region: null, sheet, isFilterPanelOpen: false };
  return { ...cleared, stars: { ...state.stars, isOpen } };
}

/** Papers of the list that the atlas has, the last starred ones where there are too many, are all that is asked. */
function askStars(state: ExplorerState): ExplorerState {
  const papers = openAtlasOf(state)?.papers ?? [];
  const liked = rowsOfStars(papers, state.stars.list).map((row) => papers[row]!.id);
  if (liked.length === 0) return state;
  const closed = { ...openStars(withQuery(state, '', false), false), selected: null, cover: null };
  return asked(closed, {
    ...{ ...cleanJudged({ liked, disliked: [] }), filters: [] },
    askedBefore: askedNow(state),
  });
}

function restoreAsked(state: ExplorerState): ExplorerState {
  if (state.askedBefore === null) return state;
  const { query, ...besides } = state.askedBefore;
  return asked(withQuery(state, query, false), { ...besides, askedBefore: null });
}

/** To the next or previous true neighbour of the paper where the walk began; before the first is that paper itself. */
function walk(state: ExplorerState, by: 1 | -1): ExplorerState {
  const atlas = openAtlasOf(state);
  const row = selectedRow(state);
  if (atlas === null || row === null) return state;
  const { anchor, step } = state.walk ?? { anchor: row, step: 0 };
  const neighbors = nearestOf(atlas, anchor);
  const next = step + by;
  if (next < 0 || next > neighbors.length) return state;
  const reached = next === 0 ? anchor : neighbors[next - 1]!.row;
  return { ...select(state, atlas.papers[reached]!.id), walk: { anchor, step: next } };
}

function withoutHover(state: ExplorerState): ExplorerState {
  return state.hovered === null ? state : { ...state, hovered: null };
}

/** One step back: what lies on top is put away first. */
function stepBack(state: ExplorerState): ExplorerState {
  if (state.isHelpOpen) return { ...state, isHelpOpen: false };
  if (state.isAboutOpen) return { ...state, isAboutOpen: false };
  if (state.isPictureOpen) return { ...state, isPictureOpen: false };
  if (state.choosing !== null) return { ...state, choosing: null };
  if (state.compared !== null) return compareWith(state, null);
  if (state.selected !== null) return select(state, null);
  if (state.path !== null) return closePath(state);
  if (state.region !== null) return chooseRegion(state, null);
  if (state.stars.isOpen) return openStars(state, false);
  if (state.lasso !== null) return drawLasso(state, null);
  if (state.cover !== null) return layBibliography(state, null);
  if (state.isFilterPanelOpen) return openFilters(state, false);
  if (state.isAskHelpOpen) return { ...state, isAskHelpOpen: false };
  if (state.query !== '') return withQuery({ ...state, isTyping: false }, '', false);
  if (state.askedBefore !== null) return restoreAsked(state);
  if (state.liked.length + state.disliked.length > 0) return asked(state, { liked: [], disliked: [] });
  return state.view === null ? state : { ...state, view: null };
}
