import { keepLast } from '../keep-last.ts';
import { COLOUR_STEPS, categoryPalette, NO_COLOUR, numberPalette } from '../map/dot-colours.ts';
import type { DotColours, MapTheme } from '../map/map-scene.ts';
import { barOf as lengthOf } from '../search/warmth.ts';
import { coloursOfNumbers, shownOf } from './colour-index.ts';
import type { FilterableColumn } from './filterable.ts';
import { hasFarPapers } from './nearest.ts';
import { haveYears } from './novelty.ts';
import { type NumberScale, scaleNumbers, scaleTenths } from './number-scale.ts';
import type { AtlasMap } from './opened-atlas.ts';
import { openAtlasOf } from './papers.ts';
import type { Answer, ExplorerState } from './state.ts';

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
  return openAtlasOf(state) === null ? [] : state.filterable.columns;
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
      return state.answer?.heat == null ? null : byCloseness(state.answer);
    case 'novelty':
      return state.novelty.phase === 'known' ? byDistances(state.novelty.novelty.distances) : null;
    default:
      return byColumn(colourColumnOf(state)!);
  }
}

/** The colours of a colouring's entries or steps. */
export function colourPalette(colouring: Colouring, isInverted: boolean, theme: MapTheme): readonly string[] {
  return colouring.kind === 'numbers'
    ? numberPalette(COLOUR_STEPS, isInverted, theme)
    : categoryPalette(colouring.entries.length, colouring.entries.at(-1)?.name === null, theme);
}

/** What the map draws of a colouring. */
export const dotColoursOf = keepLast(
  (colouring: Colouring | null, isInverted: boolean, theme: MapTheme): DotColours | null =>
    colouring && { index: colouring.index, palette: colourPalette(colouring, isInverted, theme) },
);

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

const byColumn = keepLast((column: FilterableColumn): Colouring => {
  const { colours: index } = column;
  if (column.kind === 'range')
    return { kind: 'numbers', index, without: countOf(index, NO_COLOUR), scale: column.scale };
  const { values, distinct } = column.description;
  const entries = values.slice(0, shownOf(distinct)).map(({ value, papers: some }) => ({
    name: String(value),
    region: null,
    papers: some,
  }));
  return withOther(entries, index, distinct > entries.length);
});

/** Shares in [0, 1]. */
const byShares = keepLast(
  (shares: Float32Array): Colouring =>
    ofNumbers(scaleTenths(shares), (row) => Math.round(10 * shares[row]!) / 10, shares.length),
);

/** On the scale of the bars where that is known; else as warm as on the map. Papers that the list leaves out have none. */
const byCloseness = keepLast(({ heat, rows, percentiles }: Answer): Colouring => {
  if (percentiles === null) return byShares(heat!);
  // What is liked is in no list, and as close as can be.
  const shares = heat!.map((warmth) => (warmth === 1 ? 1 : Number.NaN));
  for (const [at, row] of rows.entries()) shares[row] = lengthOf(percentiles[at]!);
  return byShares(shares);
});

/** Distances; NaN where there is none. */
const byDistances = keepLast((distances: Float32Array): Colouring | null => {
  const scale = scaleNumbers(Array.from(distances));
  return scale && ofNumbers(scale, (row) => distances[row]!, distances.length);
});

function withOther(entries: readonly ColourEntry[], index: Uint8Array, hasOther: boolean): Colouring {
  const other = { name: null, region: null, papers: countOf(index, entries.length) };
  return {
    kind: 'categories',
    index,
    without: countOf(index, NO_COLOUR),
    entries: hasOther ? [...entries, other] : entries,
  };
}

function ofNumbers(scale: NumberScale, numberOf: (row: number) => number, count: number): Colouring {
  const index = coloursOfNumbers(scale, numberOf, count);
  return { kind: 'numbers', index, without: countOf(index, NO_COLOUR), scale };
}

function countOf(index: Uint8Array, sought: number): number {
  return index.reduce((sum, at) => sum + (at === sought ? 1 : 0), 0);
}
