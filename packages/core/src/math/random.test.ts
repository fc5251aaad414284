import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createRandom, sampleRows } from './random.ts';

function draw(seed: number, count: number): number[] {
  const random = createRandom(seed);
  return Array.from({ length: count }, () => random());
}

it('gives the same numbers for a seed for ever: atlases depend on them', () => {
  expect(draw(42, 4)).toEqual([
    0.6642114536371082, 0.9630267398897558, 0.262362563284114, 0.29401905299164355,
  ]);
});

it('takes seeds modulo 2^32', () => {
  expect(draw(-1, 5)).toEqual(draw(0xffff_ffff, 5));
  expect(draw(2 ** 32 + 7, 5)).toEqual(draw(7, 5));
});

it('is uniform in [0, 1): mean, variance and every tenth are where they should be', () => {
  const numbers = draw(3, 100_000);
  expect(numbers.every((number) => number >= 0 && number < 1)).toBe(true);
  const mean = numbers.reduce((sum, number) => sum + number) / numbers.length;
  const variance = numbers.reduce((sum, number) => sum + (number - mean) ** 2, 0) / numbers.length;
  expect(Math.abs(mean - 0.5)).toBeLessThan(0.005);
  expect(Math.abs(variance - 1 / 12)).toBeLessThan(0.002);
  const tenths = new Array<number>(10).fill(0);
  for (const number of numbers) tenths[Math.floor(number * 10)]!++;
  for (const tenth of tenths) expect(Math.abs(tenth - 10_000)).toBeLessThan(500);
});

it('gives neighbouring seeds streams that are not correlated', () => {
  for (let seed = 0; seed < 20; seed++) {
    const a = draw(seed, 2000);
    const b = draw(seed + 1, 2000);
    const covariance = a.reduce((sum, value, i) => sum + (value - 0.5) * (b[i]! - 0.5), 0) / a.length;
    expect(Math.abs(covariance * 12)).toBeLessThan(0.12);
  }
});

it('samples different rows in order, all of them when asked for as many or more', () => {
  fc.assert(
    fc.property(fc.nat(200), fc.nat(250), fc.nat(), (count, size, seed) => {
      const rows = sampleRows(count, size, createRandom(seed));
      expect(rows).toHaveLength(Math.min(count, size));
      for (let i = 0; i < rows.length; i++) {
        expect(rows[i]).toBeGreaterThan(i === 0 ? -1 : rows[i - 1]!);
        expect(rows[i]).toBeLessThan(count);
      }
    }),
    { seed: 1 },
  );
});

it('samples every row equally often', () => {
  const random = createRandom(5);
  const times = new Array<number>(10).fill(0);
  for (let i = 0; i < 10_000; i++) for (const row of sampleRows(10, 3, random)) times[row]!++;
  for (const time of times) expect(Math.abs(time - 3000)).toBeLessThan(250);
});
