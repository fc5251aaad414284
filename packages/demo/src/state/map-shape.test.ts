import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  cleanShape,
  decodeShape,
  encodeShape,
  isSameShape,
  type MapShape,
  MOST_SEED,
  mostNeighbors,
} from './map-shape.ts';

const numbers = fc.oneof(fc.double(), fc.integer());
const shapes: fc.Arbitrary<MapShape> = fc.record({ nNeighbors: numbers, minDist: numbers, seed: numbers });

describe('a shape of the map', () => {
  test('from anywhere is one that can be laid out, or none, and cleaning it again changes nothing', () => {
    fc.assert(
      fc.property(shapes, (shape) => {
        const clean = cleanShape(shape);
        if (clean === null) {
          expect(Object.values(shape).every(Number.isFinite)).toBe(false);
          return;
        }
        expect(Number.isInteger(clean.nNeighbors) && clean.nNeighbors >= 2 && clean.nNeighbors <= 100).toBe(
          true,
        );
        expect(clean.minDist >= 0 && clean.minDist <= 1).toBe(true);
        expect(Number.isInteger(clean.seed) && clean.seed >= 0 && clean.seed <= MOST_SEED).toBe(true);
        expect(cleanShape(clean)).toEqual(clean);
        expect(decodeShape(encodeShape(clean))).toEqual(clean);
      }),
    );
  });

  test('is the same as another one when all three are', () => {
    const shape = { nNeighbors: 15, minDist: 0.1, seed: 42 };
    expect(isSameShape(shape, { ...shape })).toBe(true);
    expect(isSameShape(null, null)).toBe(true);
    for (const other of [
      { ...shape, nNeighbors: 16 },
      { ...shape, minDist: 0.2 },
      { ...shape, seed: 1 },
      null,
    ])
      expect(isSameShape(shape, other)).toBe(false);
  });
});

test.each([
  ['one paper', 1, 0, true, null],
  ['three papers, which stand evenly', 3, 2, true, null],
  ['four papers', 4, 3, true, 4],
  ['fifty', 50, 15, true, 50],
  ['many', 90_000, 15, true, 100],
  ['many without their vectors', 90_000, 15, false, 16],
  ['four without their vectors', 4, 3, false, 4],
  ['papers without a graph', 50, 0, false, null],
] as const)('the most neighbours of %s', (_name, count, k, hasVectors, most) => {
  expect(mostNeighbors(count, k, hasVectors)).toBe(most);
});
