import fc from 'fast-check';
import { createRandom } from 'paper-atlas';
import { describe, expect, test } from 'vitest';
import { findInDirection } from './direction.ts';
import { createPicker } from './pick.ts';

const coordinate = fc.float({ min: -1, max: 1, noNaN: true });
const maps = fc
  .array(fc.tuple(coordinate, coordinate), { minLength: 0, maxLength: 80 })
  .map((places) => Float32Array.from(places.flat()));

function distances(xy: Float32Array, x: number, y: number): number[] {
  return Array.from({ length: xy.length / 2 }, (_, row) =>
    Math.hypot(xy[2 * row]! - x, xy[2 * row + 1]! - y),
  );
}

/** As the tree compares them: their roots may differ in the last bit where these are equal, and the other way about. */
function squares(xy: Float32Array, x: number, y: number): number[] {
  return Array.from(
    { length: xy.length / 2 },
    (_, row) => (x - xy[2 * row]!) ** 2 + (y - xy[2 * row + 1]!) ** 2,
  );
}

describe('picking', () => {
  test('finds as near a paper as looking at all of them', () => {
    fc.assert(
      fc.property(
        maps,
        coordinate,
        coordinate,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (xy, x, y, radius) => {
          const all = squares(xy, x, y);
          const nearest = Math.min(Number.POSITIVE_INFINITY, ...all);
          const found = createPicker(xy).find(x, y, radius);
          if (found !== null) expect(all[found]).toBe(nearest);
          else expect(nearest).toBeGreaterThanOrEqual(radius ** 2 * (1 - 1e-9));
        },
      ),
      { numRuns: 300 },
    );
  });

  test('finds as near papers as looking at all of them', () => {
    fc.assert(
      fc.property(maps, coordinate, coordinate, fc.integer({ min: 1, max: 20 }), (xy, x, y, count) => {
        const all = distances(xy, x, y);
        const expected = [...all].sort((a, b) => a - b).slice(0, count);
        expect(
          createPicker(xy)
            .nearest(x, y, count)
            .map((row) => all[row]),
        ).toEqual(expected);
      }),
    );
  });

  test('counts the papers of a box as looking at all of them does', () => {
    fc.assert(
      fc.property(maps, coordinate, coordinate, coordinate, coordinate, (xy, a, b, c, d) => {
        const box = {
          minX: Math.min(a, b),
          maxX: Math.max(a, b),
          minY: Math.min(c, d),
          maxY: Math.max(c, d),
        };
        let expected = 0;
        for (let at = 0; at < xy.length; at += 2) {
          const [x, y] = [xy[at]!, xy[at + 1]!];
          if (x >= box.minX && x <= box.maxX && y >= box.minY && y <= box.maxY) expected++;
        }
        expect(createPicker(xy).count(box)).toBe(expected);
      }),
    );
  });
});

describe('picking among a million', () => {
  const count = 1_000_000;
  const random = createRandom(5);
  /** Half of them crowded into towns, some at one spot. */
  const xy = Float32Array.from({ length: 2 * count }, (_, at) =>
    at % 4 < 2 ? 2 * random() - 1 : Math.round(8 * random()) / 8 - 0.5 + 0.02 * random() ** 4,
  );
  const picker = createPicker(xy);
  const places = Array.from({ length: 20 }, () => [2.4 * random() - 1.2, 2.4 * random() - 1.2] as const);

  test('finds the paper that looking at all of them finds', () => {
    for (const [x, y] of places) {
      let nearest = 0;
      let least = Number.POSITIVE_INFINITY;
      for (let row = 0; row < count; row++) {
        const away = (x - xy[2 * row]!) ** 2 + (y - xy[2 * row + 1]!) ** 2;
        if (away < least) [nearest, least] = [row, away];
      }
      expect(picker.find(x, y, 4)).toBe(nearest);
      expect(picker.find(x, y, 0.9 * Math.sqrt(least))).toBe(null);
      expect(picker.nearest(x, y, 1)).toEqual([nearest]);
    }
  });

  test('counts the papers of a box as looking at all of them does', () => {
    for (const [minX, minY] of places) {
      const [maxX, maxY] = [minX + 0.3, minY + 0.07];
      let expected = 0;
      for (let row = 0; row < count; row++) {
        const [x, y] = [xy[2 * row]!, xy[2 * row + 1]!];
        if (x >= minX && x <= maxX && y >= minY && y <= maxY) expected++;
      }
      expect(picker.count({ minX, maxX, minY, maxY })).toBe(expected);
    }
  });
});

describe('places that are no numbers', () => {
  test('are never found, and nothing is found there', () => {
    const picker = createPicker(Float32Array.of(Number.NaN, 0, 0.5, 0.5, 0, Number.POSITIVE_INFINITY));
    expect(picker.find(0, 0, 9)).toBe(1);
    expect(picker.nearest(0, 0, 5)).toEqual([1]);
    expect(picker.count({ minX: -2, maxX: 2, minY: -2, maxY: 2 })).toBe(1);
    expect(picker.find(Number.NaN, 0, 9)).toBe(null);
    expect(picker.nearest(Number.NaN, 0, 5)).toEqual([]);
  });
});

describe('the next paper in a direction', () => {
  const view = { x: 0, y: 0, k: 1 };
  const xy = Float32Array.of(0, 0, 0.5, 0.1, 0, 0.5, -0.5, 0, 0.1, -0.5, 0.9, 0);

  test.each([
    ['right', 1],
    ['up', 2],
    ['left', 3],
    ['down', 4],
  ] as const)('%s of the middle is the near one there', (direction, row) => {
    expect(findInDirection(xy, view, 0, direction)).toBe(row);
  });

  test('is the nearest to the middle when none is selected, and none when there is none', () => {
    expect(findInDirection(xy, { x: 0.85, y: 0, k: 1 }, null, 'up')).toBe(5);
    expect(findInDirection(xy, view, 5, 'right')).toBe(null);
    expect(findInDirection(new Float32Array(0), view, null, 'left')).toBe(null);
  });

  test('goes through papers at one spot, there and back', () => {
    const spot = new Float32Array(6);
    expect(findInDirection(spot, view, 0, 'right')).toBe(1);
    expect(findInDirection(spot, view, 1, 'right')).toBe(2);
    expect(findInDirection(spot, view, 2, 'right')).toBe(null);
    expect(findInDirection(spot, view, 2, 'left')).toBe(1);
    expect(findInDirection(spot, view, 0, 'up')).toBe(null);
  });

  test('lies within 45° and is another paper, whatever the map', () => {
    fc.assert(
      fc.property(maps, fc.nat(79), (places, row) => {
        fc.pre(row < places.length / 2);
        const found = findInDirection(places, view, row, 'up');
        if (found === null) return;
        expect(found).not.toBe(row);
        const [dx, dy] = [
          places[2 * found]! - places[2 * row]!,
          places[2 * found + 1]! - places[2 * row + 1]!,
        ];
        expect(dy).toBeGreaterThan(0);
        expect(Math.abs(dx)).toBeLessThanOrEqual(dy);
      }),
    );
  });
});
