import { foldText, type Paper } from 'paper-atlas';
import { keepLast } from '../keep-last.ts';
import {
  COLOUR_STEPS,
  categoryPalette,
  MAX_CATEGORIES,
  NO_COLOUR,
  numberPalette,
} from '../map/dot-colours.ts';
import type { DotColours, MapTheme } from '../map/map-scene.ts';
import { type FilterableColumn, filterableOf, numberIn } from './filterable.ts';
import { OWN } from './filters.ts';
import { hasFarPapers } from './nearest.ts';
import { haveYears } from './novelty.ts';
import { barOf, type NumberScale, scaleNumbers, scaleTenths } from './number-scale.ts';
import { openAtlasOf } from './papers.ts';
import type { AtlasMap, ExplorerState } from './state.ts';

/** One colour of a legend of categories. */
export interface ColourEntry {
  /** A value of the column or the name of a region; null: all that are not among the largest. */
  readonly name: string | null;
  /** Of a region: its id; else null. */
  readonly region: number | null;
  readonly papers: number;
}

/** How the papers are coloured. */
export type Colouring = {
  /** As in `DotColours`. */
  readonly index: Uint8Array;
  /** Papers without a value: grey. */
  readonly without: number;
} & (
  | { readonly kind: 'categories'; readonly entries: readonly ColourEntry[] }
  | { readonly kind: 'numbers'; readonly scale: NumberScale }
);

/** What these papers can be coloured by, in the order in which it is offered. */
export function colourKeysOf(state: ExplorerState): readonly string[] {
  const atlas = openAtlasOf(state);
  if (atlas === null || atlas.map === null) return [];
  return [
    ...(regionsToColour(atlas.map).length > 1 ? ['region'] : []),
    ...columnsOf(state).map(({ key }) => key),
    ...(atlas.placement !== null && hasFarPapers(atlas) ? ['placement'] : []),
    'closeness',
    ...(haveYears(atlas.papers) && state.novelty.phase !== 'failed' ? ['novelty'] : []),
  ];
}

/** The column that the papers are coloured by; null where it is none. */
export function colourColumnOf(state: ExplorerState): FilterableColumn | null {
  return columnsOf(state).find(({ key }) => key === state.colour.by) ?? null;
}

function columnsOf(state: ExplorerState): readonly FilterableColumn[] {
  const atlas = openAtlasOf(state);
  return atlas === null || state.columns === null ? [] : filterableOf(atlas.papers, state.columns).columns;
}

/** How the papers are coloured; null where they are not, or not yet: nothing is asked, or still to be measured. */
export function colouringOf(state: ExplorerState): Colouring | null {
  const atlas = openAtlasOf(state);
  const { by } = state.colour;
  if (atlas === null || atlas.map === null || by === null || !colourKeysOf(state).includes(by)) return null;
  switch (by) {
    case 'region':
      return byRegion(atlas.map);
    case 'placement':
      return byShares(atlas.placement!);
    case 'closeness':
      return state.answer?.heat == null ? null : byShares(state.answer.heat);
    case 'novelty':
      return state.novelty.phase === 'known' ? byDistances(state.novelty.novelty.distances) : null;
    default: {
      const column = colourColumnOf(state)!;
      return column.kind === 'range' ? byNumbers(atlas.papers, column) : byValues(atlas.papers, column);
    }
  }
}

/** The colours of a colouring's entries or steps. */
export function colourPalette(colouring: Colouring, isInverted: boolean, theme: MapTheme): readonly string[] {
  return colouring.kind === 'numbers'
    ? numberPalette(COLOUR_STEPS, isInverted)
    : categoryPalette(colouring.entries.length, colouring.entries.at(-1)?.name === null, theme);
}

/** What the map draws of a colouring. */
export const dotColoursOf = keepLast(
  (colouring: Colouring | null, isInverted: boolean, theme: MapTheme): DotColours | null =>
    colouring && { index: colouring.index, palette: colourPalette(colouring, isInverted, theme) },
);

/** The step of the ramp for a bar of a scale. */
export function stepOfBar(bar: number, bars: number): number {
  return bars < 2 ? COLOUR_STEPS - 1 : Math.round((bar * (COLOUR_STEPS - 1)) / (bars - 1));
}

/** Ids of the regions that have a colour: the coarse ones, or the fine ones where all papers lie in one. */
const regionsToColour = keepLast(({ regions }: AtlasMap): readonly number[] => {
  const ofLevel = (level: number) =>
    [...regions.keys()]
      .filter((id) => regions[id]!.level === level)
      .sort((a, b) => regions[b]!.size - regions[a]!.size);
  return ofLevel(0).length > 1 ? ofLevel(0) : ofLevel(1);
});

const byRegion = keepLast((map: AtlasMap): Colouring => {
  const { regions, membership } = map;
  const ids = regionsToColour(map);
  const { level } = regions[ids[0]!]!;
  const shown = ids.slice(0, shownOf(ids.length));
  const entries = shown.map((id) => ({ name: regions[id]!.name, region: id, papers: regions[id]!.size }));
  const places = new Map(shown.map((id, at) => [id, at]));
  const index = Uint8Array.from({ length: membership.length / 2 }, (_, row) => {
    const id = membership[2 * row + level] ?? -1;
    return id < 0 ? NO_COLOUR : (places.get(id) ?? shown.length);
  });
  return withOther(entries, index, ids.length > shown.length);
});

const byValues = keepLast(
  (papers: readonly Paper[], column: Extract<FilterableColumn, { kind: 'values' }>): Colouring => {
    const { values, distinct } = column.description;
    const shown = values.slice(0, shownOf(distinct));
    // Spellings that a filter takes for one have one colour.
    const places = new Map(shown.map(({ value }, at) => [foldText(String(value)), at]));
    const known = new Map<string, number>();
    const placeOf = (text: string): number => {
      const place = known.get(text) ?? places.get(foldText(text)) ?? shown.length;
      known.set(text, place);
      return place;
    };
    const index = Uint8Array.from(papers, (paper) => {
      const [first, ...more] = valuesIn(paper, column.key);
      if (first === undefined) return NO_COLOUR;
      // Of several the first that has a colour.
      const place = placeOf(first);
      return place < shown.length ? place : Math.min(place, ...more.map(placeOf));
    });
    const entries = shown.map(({ value, papers: some }) => ({
      name: String(value),
      region: null,
      papers: some,
    }));
    return withOther(entries, index, distinct > shown.length);
  },
);

const byNumbers = keepLast(
  (papers: readonly Paper[], { key, scale }: Extract<FilterableColumn, { kind: 'range' }>): Colouring =>
    ofNumbers(scale, (row) => numberIn(papers[row]!, key), papers.length),
);

/** Shares in [0, 1]. */
const byShares = keepLast(
  (shares: Float32Array): Colouring =>
    ofNumbers(scaleTenths(shares), (row) => Math.round(10 * shares[row]!) / 10, shares.length),
);

/** Distances; NaN where there is none. */
const byDistances = keepLast((distances: Float32Array): Colouring | null => {
  const scale = scaleNumbers(Array.from(distances));
  return scale && ofNumbers(scale, (row) => distances[row]!, distances.length);
});

/** So many of a number of categories have a colour of their own. */
function shownOf(categories: number): number {
  return categories > MAX_CATEGORIES ? MAX_CATEGORIES - 1 : categories;
}

function withOther(entries: readonly ColourEntry[], index: Uint8Array, hasOther: boolean): Colouring {
  const other = { name: null, region: null, papers: countOf(index, entries.length) };
  return {
    kind: 'categories',
    index,
    without: countOf(index, NO_COLOUR),
    entries: hasOther ? [...entries, other] : entries,
  };
}

function ofNumbers(scale: NumberScale, numberOf: (row: number) => number | null, count: number): Colouring {
  const bars = scale.bars.length;
  const index = Uint8Array.from({ length: count }, (_, row) => {
    const number = numberOf(row);
    return number === null || Number.isNaN(number)
      ? NO_COLOUR
      : stepOfBar(barOf(number, scale.stops, bars), bars);
  });
  return { kind: 'numbers', index, without: countOf(index, NO_COLOUR), scale };
}

function countOf(index: Uint8Array, sought: number): number {
  return index.reduce((sum, at) => sum + (at === sought ? 1 : 0), 0);
}

function valuesIn(paper: Paper, key: string): readonly string[] {
  if (key === 'venue') return paper.venue === null ? [] : [paper.venue];
  if (key === 'category') return paper.categories;
  if (key === 'author') return paper.authors;
  return [paper.extra[key.slice(OWN.length)] ?? []]
    .flat(8)
    .filter((value) => value !== null && value !== '')
    .map(String);
}
