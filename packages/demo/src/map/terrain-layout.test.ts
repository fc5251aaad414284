import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chooseBandwidth, fitGrid, sumBells } from './density.ts';
import { layoutHeat, toWarmth } from './heat-layout.ts';
import { layoutTerrain, type Ring, type Terrain } from './terrain-layout.ts';

const coordinate = fc.float({ min: -1, max: 1, noNaN: true });
const maps = fc
  .array(fc.tuple(coordinate, coordinate), { minLength: 1, maxLength: 60 })
  .map((places) => Float32Array.from(places.flat()));

function isInside(ring: Ring, x: number, y: number): boolean {
  let inside = false;
  for (let at = 0, last = ring.length - 2; at < ring.length; last = at, at += 2) {
    const [x0, y0, x1, y1] = [ring[last]!, ring[last + 1]!, ring[at]!, ring[at + 1]!];
    if (y0 > y !== y1 > y && x < ((x1 - x0) * (y - y0)) / (y1 - y0) + x0) inside = !inside;
  }
  return inside;
}

function isOnLand({ bands }: Terrain, x: number, y: number): boolean {
  return bands[0]!.filter((ring) => isInside(ring, x, y)).length % 2 === 1;
}

describe('the terrain', () => {
  test('has a hill as high as 1 under a paper that stands alone', () => {
    const xy = Float32Array.of(0.3, -0.2);
    const bandwidth = chooseBandwidth(1);
    const peak = Math.max(...sumBells(fitGrid(xy, bandwidth, 6), xy, bandwidth));
    expect(peak).toBeGreaterThan(0.9);
    expect(peak).toBeLessThan(1.1);
  });

  test('carries every paper on land, and holds it within its extent, all finite', () => {
    fc.assert(
      fc.property(maps, (xy) => {
        const terrain = layoutTerrain(xy);
        expect(terrain.levels).toHaveLength(terrain.bands.length);
        for (let at = 0; at < xy.length; at += 2) expect(isOnLand(terrain, xy[at]!, xy[at + 1]!)).toBe(true);
        for (const ring of [...terrain.bands, ...terrain.shoals].flat())
          expect(ring.every(Number.isFinite)).toBe(true);
        for (const ring of terrain.bands[0]!) {
          for (let at = 0; at < ring.length; at += 2) {
            expect(Math.abs(ring[at]!)).toBeLessThanOrEqual(terrain.halfWidth);
            expect(Math.abs(ring[at + 1]!)).toBeLessThanOrEqual(terrain.halfHeight);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  test.each([
    ['no paper', new Float32Array(0)],
    ['one paper', Float32Array.of(0, 0)],
    ['two papers', Float32Array.of(-1, 0, 1, 0)],
    ['three papers', Float32Array.of(-1, -1, 1, -1, 0, 1)],
    ['all papers at one spot', new Float32Array(400).fill(0.5)],
  ])('is designed for %s', (_, xy) => {
    const terrain = layoutTerrain(xy);
    expect(terrain.bands).toHaveLength(xy.length === 0 ? 0 : 10);
    expect(terrain.halfWidth).toBeGreaterThan(0.5);
    expect(terrain.halfHeight).toBeLessThan(2);
    // Low islands: many papers make a mountain, one does not.
    if (xy.length > 0 && xy.length < 10) expect(terrain.bands.at(-1)).toEqual([]);
    for (const band of terrain.bands.slice(0, 3)) expect(band.length).toBeGreaterThan(0);
    expect([...terrain.levels]).toEqual([...terrain.levels].sort((a, b) => a - b));
  });
});

describe('the heat', () => {
  test('glows where close papers are, more where there are more, and stays in [0, 1]', () => {
    const xy = Float32Array.of(-0.5, 0, -0.52, 0.01, -0.49, -0.02, 0.5, 0, 0, 0.8);
    const field = layoutHeat(xy, Float32Array.of(1, 1, 1, 1, 0));
    const at = (x: number, y: number): number =>
      field.values[
        Math.floor((y - field.y) / field.cell) * field.width + Math.floor((x - field.x) / field.cell)
      ]!;
    expect(field.values.every((value) => value >= 0 && value <= 1)).toBe(true);
    expect(at(-0.5, 0)).toBeGreaterThan(at(0.5, 0));
    expect(at(0.5, 0)).toBeGreaterThan(0.3);
    expect(at(0, 0.8)).toBeLessThan(0.05);
  });

  test('adds nothing for what is far, not a number, or below zero', () => {
    for (const closeness of [0, 0.2, -4, Number.NaN]) expect(toWarmth(closeness)).toBe(0);
    expect(toWarmth(1)).toBe(1);
    expect(toWarmth(7)).toBe(1);
    expect(toWarmth(0.6)).toBeGreaterThan(toWarmth(0.5));
  });
});
