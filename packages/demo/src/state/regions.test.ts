import type { Region } from 'paper-atlas';
import { expect, test } from 'vitest';
import { makeAtlas, makePaper } from './made-state.ts';
import { tellingRegionsOf } from './regions.ts';

const { map } = makeAtlas(Array.from({ length: 6 }, (_, row) => makePaper(row)));
const land = map!.regions[0]!;
const sized = (sizes: readonly [coarse: number, fine: number]) => ({
  ...map!,
  regions: sizes.map(
    (size, id): Region => ({
      ...land,
      ...{ id, level: id === 0 ? 0 : 1, parent: id === 0 ? null : 0, size },
    }),
  ),
  membership: Int32Array.from({ length: 12 }, (_, at) => at % 2),
});

test('a region that holds all papers, or all of the region around it, says nothing of a paper', () => {
  expect(tellingRegionsOf(sized([6, 6]), 0)).toEqual([]);
  expect(tellingRegionsOf(sized([6, 3]), 0)).toEqual([1]);
  expect(tellingRegionsOf(sized([4, 4]), 0)).toEqual([0]);
  expect(tellingRegionsOf(sized([4, 2]), 0)).toEqual([0, 1]);
});

test('a paper may lie in no region', () => {
  expect(tellingRegionsOf({ ...sized([4, 2]), membership: new Int32Array(12).fill(-1) }, 3)).toEqual([]);
});
