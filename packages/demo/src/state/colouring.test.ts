import { describeColumns } from 'paper-atlas';
import { describe, expect, test } from 'vitest';
import { COLOUR_STEPS, NO_COLOUR } from '../map/dot-colours.ts';
import { readFilterable } from '../search/read-filterable.ts';
import { cleanColour } from './colour-choice.ts';
import { colouringOf, colourKeysOf, colourPalette, dotColoursOf } from './colouring.ts';
import { makeAnswer, makeAtlas, makePaper, makeState } from './made-state.ts';
import type { OpenedAtlas } from './opened-atlas.ts';
import { reduce } from './reduce.ts';
import type { ExplorerState } from './state.ts';

const venues = ['ICML', 'Icml', 'NeurIPS', 'ICML', null, 'NeurIPS'];
const papers = venues.map((venue, row) =>
  makePaper(row, {
    venue,
    year: row === 4 ? null : 2015 + row,
    categories: row % 2 === 0 ? ['cs.CL', 'cs.LG'] : ['cs.LG'],
  }),
);

function colouredBy(by: string, more: Partial<ExplorerState> = {}, atlas = makeAtlas(papers)): ExplorerState {
  const columns = describeColumns(atlas.whole!);
  const filterable = readFilterable(atlas.whole!, columns, () => true);
  return makeState(atlas, { columns, filterable, colour: cleanColour(by, false), ...more });
}

function categoriesOf(state: ExplorerState) {
  const colouring = colouringOf(state);
  if (colouring?.kind !== 'categories') throw new Error('not coloured by categories');
  return colouring;
}

describe('papers coloured by', () => {
  test('a column have one colour for what a filter takes for one value, and none without a value', () => {
    const { index, entries, without } = categoriesOf(colouredBy('venue'));
    expect([...index]).toEqual([0, 0, 1, 0, NO_COLOUR, 1]);
    expect(entries.map(({ name, papers: n }) => [name, n])).toEqual([
      ['ICML', 3],
      ['NeurIPS', 2],
    ]);
    expect(without).toBe(1);
  });

  test('a column of lists have the colour of the first value that has one', () => {
    const { index, entries } = categoriesOf(colouredBy('category'));
    expect(entries.map(({ name }) => name)).toEqual(['cs.LG', 'cs.CL']);
    expect([...index]).toEqual([1, 0, 1, 0, 1, 0]);
  });

  test.each([8, 9, 30])(
    '%d values: eight have a colour each, of more the seven largest, and the rest one',
    (values) => {
      const many = Array.from({ length: 40 * values }, (_, row) =>
        makePaper(row, { venue: `venue ${Math.floor(Math.sqrt(row * values * 0.02)) % values}` }),
      );
      const state = colouredBy('venue', {}, makeAtlas(many));
      const { index, entries } = categoriesOf(state);
      const distinct = new Set(many.map(({ venue }) => venue)).size;
      expect(entries).toHaveLength(Math.min(8, distinct));
      expect(entries.reduce((sum, { papers: n }) => sum + n, 0)).toBe(many.length);
      expect(entries.at(-1)!.name === null).toBe(distinct > 8);
      for (const [at, { papers: n }] of entries.entries())
        expect(index.filter((colour) => colour === at)).toHaveLength(n);
      for (const theme of ['light', 'dark'] as const)
        expect(new Set(colourPalette(colouringOf(state)!, false, theme)).size).toBe(entries.length);
    },
  );

  test('numbers run from the first step of the ramp to its last, and the other way round when it is inverted', () => {
    const colouring = colouringOf(colouredBy('year'))!;
    expect([...colouring.index]).toEqual([0, 3, 6, 9, NO_COLOUR, COLOUR_STEPS - 1]);
    const [ramp, inverted] = [false, true].map((is) => colourPalette(colouring, is, 'light'));
    expect(inverted).toEqual(ramp!.toReversed());
  });

  test('region are those of the coarse regions, or of the fine ones where one holds all; those in none are grey', () => {
    const atlas = makeAtlas(papers);
    const region = atlas.map!.regions[0]!;
    const fine = [1, 2].map((id) => ({
      ...region,
      id,
      level: 1 as const,
      parent: 0,
      name: `${id}`,
      size: id,
    }));
    const membership = Int32Array.from([0, 1, 0, 2, 0, 2, 0, -1, 0, -1, 0, -1]);
    const map = { ...atlas.map!, regions: [region, ...fine], membership };
    const { index, entries, without } = categoriesOf(colouredBy('region', {}, { ...atlas, map }));
    expect(entries.map(({ region: id }) => id)).toEqual([2, 1]);
    expect([...index]).toEqual([1, 0, 0, NO_COLOUR, NO_COLOUR, NO_COLOUR]);
    expect(without).toBe(3);
  });

  test('closeness have none before anything is asked', () => {
    expect(colouringOf(colouredBy('closeness'))).toBeNull();
    const heat = Float32Array.of(0, 0.2, 0.5, 1, 0, 0);
    const asked = colouredBy('closeness', { answer: makeAnswer('x', [3], { heat }) });
    expect([...colouringOf(asked)!.index]).toEqual([0, 3, 8, COLOUR_STEPS - 1, 0, 0]);
  });

  test('novelty have none where nothing came before them', () => {
    const novelty = {
      distances: Float32Array.of(Number.NaN, 0.1, 0.2, 0.3, Number.NaN, 0.9),
      nearest: Int32Array.of(-1, 0, 0, 0, -1, 0),
      earlier: Int32Array.of(0, 1, 2, 3, 0, 4),
      firstYear: 2015,
      ofFirstYear: 1,
      withoutYear: 1,
    };
    const { index, without } = colouringOf(colouredBy('novelty', { novelty: { phase: 'known', novelty } }))!;
    expect(without).toBe(2);
    expect([index[0], index[4]]).toEqual([NO_COLOUR, NO_COLOUR]);
    expect(index[5]).toBe(COLOUR_STEPS - 1);
    expect(index[1]!).toBeLessThan(index[2]!);
  });
});

describe('what papers can be coloured by', () => {
  const manyPapers = Array.from({ length: 40 }, (_, row) => makePaper(row));

  test('is what the atlas has: nothing without a map, placement only where it was measured', () => {
    const plain = makeAtlas(manyPapers);
    const measured: OpenedAtlas = { ...plain, placement: new Float32Array(40).fill(0.4) };
    expect(colourKeysOf(makeState(plain))).toEqual(['closeness']);
    expect(colourKeysOf(makeState(measured))).toEqual(['placement', 'closeness']);
    expect(colourKeysOf(makeState({ ...measured, map: null }))).toEqual([]);
    expect(colourKeysOf(colouredBy('year'))).toEqual(['year', 'venue', 'category', 'closeness', 'novelty']);
  });

  test('may be named by an address that these papers do not have: then all are alike', () => {
    expect(colouringOf(colouredBy('x.journal'))).toBeNull();
    expect(cleanColour('nonsense', true)).toEqual({ by: null, isInverted: false });
  });
});

test('the same state gives the same colours: nothing is drawn anew', () => {
  const state = colouredBy('venue');
  const colours = () => dotColoursOf(colouringOf({ ...state, hovered: 1 }), false, 'light');
  expect(colours()).toBe(colours());
});

test('choosing a colour opens its legend and takes the inversion of another back', () => {
  const by = (key: string) => ({ type: 'colour-chosen', by: key }) as const;
  const inverted = reduce(reduce(makeState(makeAtlas(papers)), by('year')), { type: 'colour-inverted' });
  expect(inverted).toMatchObject({ colour: { by: 'year', isInverted: true }, isColourPanelOpen: true });
  expect(reduce(inverted, by('venue')).colour).toEqual({ by: 'venue', isInverted: false });
});
