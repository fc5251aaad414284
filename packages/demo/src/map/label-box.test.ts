import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { areApart, type Label, placeLabels, scalesOfStep, zoomOfStep, zoomStep } from './label-box.ts';
import { meets, type Viewport } from './viewport.ts';

const viewport: Viewport = {
  width: 1000,
  height: 800,
  insets: { left: 0, right: 0, top: 0, bottom: 0 },
  covers: [],
  halfWidth: 1,
  halfHeight: 1,
};
const place = fc.double({ min: -1, max: 1, noNaN: true });
const labels: fc.Arbitrary<Label> = fc
  .record({
    x: place,
    y: place,
    left: fc.integer({ min: -150, max: 150 }),
    top: fc.integer({ min: -40, max: 40 }),
    width: fc.integer({ min: 1, max: 200 }),
    height: fc.integer({ min: 1, max: 60 }),
  })
  .map(({ x, y, left, top, width, height }) => ({
    x,
    y,
    offset: { left, right: left + width, top, bottom: top + height },
  }));

describe('labels', () => {
  test('that keep apart at a zoom step overlap at none of its zooms', () => {
    fc.assert(
      fc.property(labels, labels, fc.integer({ min: -2, max: 10 }), (a, b, step) => {
        if (!areApart(a, b, scalesOfStep(viewport, step), { x: 0, y: 0 })) return;
        for (let share = 0; share < 1; share += 0.05) {
          const boxOf = placeLabels(viewport, { x: 0.1, y: 0, k: zoomOfStep(step + share) });
          const [one, other] = [boxOf(a), boxOf(b)];
          const shrunk = { ...one, right: one.right - 1e-6, bottom: one.bottom - 1e-6 };
          expect(meets({ ...shrunk, left: one.left + 1e-6, top: one.top + 1e-6 }, other)).toBe(false);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('have steps of half an octave, the first from the whole map on', () => {
    expect([0.99, 1, 1.4, 1.42, 2, 4].map(zoomStep)).toEqual([-1, 0, 0, 1, 2, 4]);
    expect(zoomOfStep(zoomStep(2))).toBeCloseTo(2, 9);
  });
});
