import { describe, expect, test } from 'vitest';
import { makeAtlas, makePaper } from './made-state.ts';
import { historyOf } from './region-history.ts';

function atlasOf(years: readonly (number | null)[], inside: readonly number[]) {
  const atlas = makeAtlas(years.map((year, row) => makePaper(row, { year })));
  const membership = Int32Array.from({ length: 2 * years.length }, (_, at) =>
    at % 2 === 0 && inside.includes(at / 2) ? 0 : -1,
  );
  return { papers: atlas.papers, map: { ...atlas.map!, membership } };
}

describe('the history of a region', () => {
  test('counts its papers in each year of the whole atlas', () => {
    const { papers, map } = atlasOf([2015, 2016, 2016, 2018, null, null], [1, 2, 3, 4]);
    expect(historyOf(papers, map, 0)).toEqual({
      years: [
        [2015, 2015],
        [2016, 2016],
        [2017, 2017],
        [2018, 2018],
      ],
      papers: [0, 2, 0, 1],
      without: 1,
    });
  });

  test('joins years where there are many of them: each lies in one bar, none between two', () => {
    const { papers, map } = atlasOf([1850, 1900, 1977, 2020], [0, 1, 2, 3]);
    const { years, papers: bars } = historyOf(papers, map, 0)!;
    expect(bars.reduce((a, b) => a + b)).toBe(4);
    for (const [at, [from]] of years.slice(1).entries()) expect(from).toBe(years[at]![1] + 1);
    for (const year of [1850, 1900, 1977, 2020]) {
      const bar = years.findIndex(([from, to]) => from <= year && year <= to);
      expect(bars[bar]).toBe(1);
    }
  });

  test('is none where papers have no years, or all the same, or those of the region have none', () => {
    for (const years of [
      [null, null],
      [2020, 2020],
      [null, null, 2019, 2020],
    ]) {
      const { papers, map } = atlasOf(years, [0, 1]);
      expect(historyOf(papers, map, 0)).toBeNull();
    }
  });
});
