import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sortIntoCells } from './cells.ts';
import { createDotSizes, FULL_SIZE, INK, INKS, inkOf, measureCrowding } from './dot-sizes.ts';

const rooms = fc.double({ min: 1e-3, max: 1, noNaN: true });
const scales = fc.double({ min: 50, max: 20_000, noNaN: true });

test('a dot with more room, or seen from nearer, is never smaller', () => {
  fc.assert(
    fc.property(rooms, rooms, scales, scales, (a, b, near, far) => {
      const [less, more] = [Math.min(a, b), Math.max(a, b)];
      const [low, high] = [Math.min(near, far), Math.max(near, far)];
      expect(createDotSizes(low, 2)(less)).toBeLessThanOrEqual(createDotSizes(low, 2)(more));
      expect(createDotSizes(low, 2)(less)).toBeLessThanOrEqual(createDotSizes(high, 2)(less));
    }),
  );
});

test('lone papers are whole dots; a million on a screen are ink', () => {
  const spread = (count: number): Float32Array => {
    const side = Math.sqrt(count);
    return Float32Array.from({ length: 2 * count }, (_, at) => {
      const row = at >> 1;
      return ((at % 2 === 0 ? row % side : Math.floor(row / side)) / side) * 2 - 1;
    });
  };
  const sizesOf = (count: number): Set<number> => {
    const { room } = measureCrowding(sortIntoCells(spread(count)));
    return new Set(Array.from(room, createDotSizes(400, 2)));
  };
  expect(sizesOf(400)).toEqual(new Set([FULL_SIZE]));
  expect(sizesOf(1_000_000)).toEqual(new Set([INK]));
});

test('more papers in a pixel are never less ink, and the first is seen at once', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1e6, noNaN: true }), (most) => {
      const ink = inkOf(most, INKS.back);
      expect(ink[0]).toBe(0);
      expect(ink[1]).toBeGreaterThan(40);
      for (let papers = 1; papers < ink.length; papers++)
        expect(ink[papers]).toBeGreaterThanOrEqual(ink[papers - 1]!);
    }),
  );
});
