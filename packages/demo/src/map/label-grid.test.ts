import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { areApart, type Label, scalesOfStep } from './label-box.ts';
import { createLabelGrid } from './label-grid.ts';
import type { Viewport } from './viewport.ts';

const viewport: Viewport = {
  width: 1000,
  height: 800,
  insets: { left: 0, right: 0, top: 0, bottom: 0 },
  covers: [],
  halfWidth: 1,
  halfHeight: 1,
};
const GAP = { x: 8, y: 3 };
const place = fc.double({ min: -1, max: 1, noNaN: true });
const labels: fc.Arbitrary<Label> = fc
  .record({
    x: place,
    y: place,
    left: fc.integer({ min: -400, max: 300 }),
    top: fc.integer({ min: -90, max: 60 }),
    width: fc.integer({ min: 1, max: 200 }),
    height: fc.integer({ min: 1, max: 60 }),
  })
  .map(({ x, y, left, top, width, height }) => ({
    x,
    y,
    offset: { left, right: left + width, top, bottom: top + height },
  }));

describe('a grid of labels', () => {
  test('finds room for a label where looking at all others does', () => {
    fc.assert(
      fc.property(fc.array(labels, { maxLength: 40 }), fc.integer({ min: -1, max: 9 }), (all, step) => {
        const scales = scalesOfStep(viewport, step);
        const grid = createLabelGrid(scales, GAP);
        const added: Label[] = [];
        for (const label of all) {
          const isFree = added.every((other) => areApart(other, label, scales, GAP));
          expect(grid.isFree(label)).toBe(isFree);
          if (!isFree) continue;
          grid.add(label);
          added.push(label);
        }
      }),
    );
  });
});
