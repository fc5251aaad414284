import { countClose } from '../search/answers.ts';
import { centralRowsOf } from '../state/central.ts';
import { openAtlasOf } from '../state/papers.ts';
import { isPathOpen } from '../state/path.ts';
import { isAsking } from '../state/question.ts';
import { openRegionOf } from '../state/regions.ts';
import { isSelectionShown, listedRowsOf, placesOf, selectionOf } from '../state/selection.ts';
import type { ExplorerState } from '../state/state.ts';
import type { SaveChoice, SavedList } from './save-menu.ts';

/** More than this is no list to save from a page. */
const MAX_ALL = 10_000;

/** The answer, while its list is seen. */
export const SAVED_ANSWER: SavedList = {
  what: 'papers',
  watch: (state) => [state.answer, state.atlas, state.listed, isAnswerShown(state)],
  choices(state) {
    const { answer } = state;
    if (answer === null || !isAnswerShown(state) || answer.rows.length === 0) return [];
    const all = answer.rows.length;
    const listed = Math.min(state.listed, all);
    const close = answer.weakBy === null ? 0 : countClose(answer);
    const make = (name: SaveChoice['name'], papers: number): SaveChoice => ({
      ...{ name, papers },
      ids: () => idsOf(state, answer.rows.subarray(0, papers)),
    });
    return [
      ...(close > 0 && close < all ? [make('close', close)] : []),
      ...(listed < all ? [make('listed', listed)] : []),
      ...(all <= MAX_ALL ? [make('all', all)] : []),
    ];
  },
};

/** The papers within a lasso, in the order of their list: all that were selected can be saved, however many they are. */
export const SAVED_SELECTION: SavedList = {
  what: 'selection',
  watch: (state) => [selectionOf(state), state.answer, state.atlas],
  choices(state) {
    const atlas = openAtlasOf(state);
    const rows = atlas === null ? [] : listedRowsOf(state, atlas);
    // The places of all papers in each list that is typed are looked up for nothing where none is selected.
    if (rows.length === 0) return [];
    const { answer } = state;
    const places = placesOf(state);
    const close =
      answer?.weakBy == null || places === null
        ? []
        : rows.filter((row) => (places.get(row) ?? Number.POSITIVE_INFINITY) < countClose(answer));
    const make = (name: SaveChoice['name'], chosen: readonly number[]): SaveChoice => ({
      ...{ name, papers: chosen.length },
      ids: () => idsOf(state, chosen),
    });
    return [
      make('all', rows),
      ...(close.length > 0 && close.length < rows.length ? [make('close', close)] : []),
    ];
  },
};

/** The papers of the open region. */
export const SAVED_REGION: SavedList = {
  what: 'region',
  watch: (state) => [state.region, openAtlasOf(state)],
  choices(state) {
    const atlas = openAtlasOf(state);
    if (atlas === null || atlas.map === null || openRegionOf(state) === null) return [];
    const rows = centralRowsOf(atlas, atlas.map, state.region!);
    return [{ name: 'all', papers: rows.length, ids: () => idsOf(state, rows) }];
  },
};

/** The reading list, also its papers that this atlas does not have. */
export const SAVED_STARS: SavedList = {
  what: 'reading-list',
  watch: ({ stars }) => [stars.isOpen, stars.list],
  choices({ stars: { isOpen, list } }) {
    if (!isOpen || list.length === 0) return [];
    return [{ name: 'all', papers: list.length, ids: () => list.map(({ id }) => id) }];
  },
};

function isAnswerShown(state: ExplorerState): boolean {
  const isCovered = state.selected !== null || state.region !== null || isPathOpen(state);
  return (
    isAsking(state) && !isCovered && !isSelectionShown(state) && !state.stars.isOpen && state.cover === null
  );
}

function idsOf(state: ExplorerState, rows: ArrayLike<number>): readonly string[] {
  const cards = openAtlasOf(state)?.papers ?? [];
  return Array.from(rows, (row) => cards[row]!.id);
}
