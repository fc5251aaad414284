import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rangeOfStops, scaleNumbers, stopsOfRange } from './number-scale.ts';

test('years have a bar each, and equal numbers no scale', () => {
  expect(scaleNumbers([2020, 2018, 2020])).toEqual({
    stops: [2018, 2019, 2020],
    isDiscrete: true,
    bars: [1, 0, 2],
    leaps: [],
  });
  expect(scaleNumbers([5, 5])).toBeNull();
  expect(scaleNumbers([])).toBeNull();
});

test('numbers of many magnitudes are spread by magnitude', () => {
  const scale = scaleNumbers([...Array.from({ length: 50 }, (_, at) => at), 90_000])!;
  expect(scale.stops.slice(0, 5)).toEqual([0, 1, 2, 5, 10]);
  expect(scale.stops.at(-1)).toBe(100_000);
});

const years = (from: number, to: number) =>
  Array.from({ length: 5 * (to - from + 1) }, (_, at) => from + Math.floor(at / 5));

test('a year far from all others has a stop of its own, and squeezes none', () => {
  const { stops, isDiscrete, bars, leaps } = scaleNumbers([...years(2015, 2024), 1900, 20_204])!;
  expect(stops).toEqual([1900, ...Array.from({ length: 10 }, (_, at) => 2015 + at), 20_204]);
  expect([isDiscrete, bars]).toEqual([true, [1, ...Array.from({ length: 10 }, () => 5), 1]]);
  expect(leaps).toEqual([
    [1900, 2015],
    [2024, 20_204],
  ]);
});

test('years of a century have round stops, and end where they end', () => {
  const { stops, isDiscrete, leaps } = scaleNumbers(years(1931, 2024))!;
  expect([isDiscrete, leaps]).toEqual([false, []]);
  expect([stops[0], stops[1], stops[2], stops.at(-2), stops.at(-1)]).toEqual([1931, 1935, 1940, 2020, 2024]);
  const far = scaleNumbers([...years(1931, 2024), 3])!;
  expect(far.stops.slice(0, 3)).toEqual([3, 1930, 1935]);
  expect(far.leaps).toEqual([[3, 1930]]);
});

test('a number far from all others does not squeeze those that are not whole', () => {
  const near = Array.from({ length: 200 }, (_, at) => 0.5 + at / 1000);
  const { stops, bars, leaps } = scaleNumbers([...near, 12.25])!;
  expect(bars.filter((papers) => papers > 0).length).toBeGreaterThan(15);
  expect([stops.at(-1), leaps.length]).toEqual([12.25, 1]);
});

test('every number is in a bar, the stops hold all numbers, and ranges of stops come back', () => {
  const number = fc.oneof(
    fc.integer({ min: -3000, max: 3000 }),
    fc.double({ min: 0, max: 1e9, noNaN: true }),
  );
  fc.assert(
    fc.property(fc.array(number, { minLength: 1, maxLength: 80 }), fc.nat(), fc.nat(), (numbers, a, b) => {
      const scale = scaleNumbers(numbers);
      if (scale === null) return;
      const { stops, bars } = scale;
      expect(bars.reduce((sum, bar) => sum + bar, 0)).toBe(numbers.length);
      expect(stops.length).toBeGreaterThan(1);
      expect(stops[0]!).toBeLessThanOrEqual(Math.min(...numbers));
      expect(stops.at(-1)!).toBeGreaterThanOrEqual(Math.max(...numbers));
      expect(stops.every((stop, at) => at === 0 || stop > stops[at - 1]!)).toBe(true);
      const [low, high] = [a % stops.length, b % stops.length].sort((x, y) => x - y) as [number, number];
      expect(stopsOfRange(scale, rangeOfStops(scale, [low, high]))).toEqual([low, high]);
    }),
  );
});
