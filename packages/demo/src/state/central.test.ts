import { expect, test } from 'vitest';
import { centralRowsOf } from './central.ts';
import { makeAtlas, makePaper } from './made-state.ts';

// On a line of eight; the true neighbours of each are the next three in row order, round and round.
const atlas = makeAtlas(Array.from({ length: 8 }, (_, row) => makePaper(row)));
const map = {
  ...atlas.map!,
  membership: Int32Array.from([0, 0, 0, 0, 1, 1, 1, 1].flatMap((region) => [region, -1])),
  regions: [0, 1].map((id) => ({ ...atlas.map!.regions[0]!, id, center: [0.2, 0] as const })),
};

test('the papers of a region stand with those first that most others of it have among their nearest', () => {
  // Within rows 0 to 3: row 3 is a neighbour of 0, 1 and 2; row 2 of 0 and 1; row 1 of 0; row 0 of none.
  expect(centralRowsOf(atlas, map, 0)).toEqual([3, 2, 1, 0]);
  expect(centralRowsOf(atlas, map, 1)).toEqual([7, 6, 5, 4]);
});

test('without neighbours those come first that lie nearest to its middle; of no region there are none', () => {
  const poor = { ...atlas, graph: null };
  expect(centralRowsOf(poor, map, 1)).toEqual([5, 4, 6, 7]);
  expect(centralRowsOf(poor, map, 5)).toEqual([]);
});
