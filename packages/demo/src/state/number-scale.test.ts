import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rangeOfStops, scaleNumbers, stopsOfRange } from './number-scale.ts';

test('years have a bar each, and equal numbers no scale', () => {
  expect(scaleNumbers([2020, 2018, 2020])).toEqual({
    stops: [2018, 2019, 2020],
    isDiscrete: true,
    bars: [1, 0, 2],
  });
  expect(scaleNumbers([5, 5])).toBeNull();
  expect(scaleNumbers([])).toBeNull();
});

test('numbers of many magnitudes are spread by magnitude', () => {
  const scale = scaleNumbers([...Array.from({ length: 50 }, (_, at) => at), 90_000])!;
  expect(scale.stops.slice(0, 5)).toEqual([0, 1, 2, 5, 10]);
  expect(scale.stops.at(-1)).toBe(100_000);
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
