import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { MapLook } from '../map/painter.ts';
import { projectPoint, type Viewport, WHOLE_MAP } from '../map/viewport.ts';
import { frameLook } from './picture-size.ts';

const side = fc.integer({ min: 0, max: 90 });
const windows: fc.Arbitrary<Viewport> = fc.record({
  width: fc.integer({ min: 130, max: 2600 }),
  height: fc.integer({ min: 130, max: 2600 }),
  insets: fc.record({ left: side, right: side, top: side, bottom: side }),
  covers: fc.constant([]),
  halfWidth: fc.double({ min: 0.2, max: 1.2, noNaN: true }),
  halfHeight: fc.double({ min: 0.2, max: 1.2, noNaN: true }),
});
const share = fc.double({ min: -1, max: 1, noNaN: true });

test('a picture shows what the window shows, and is never small', () => {
  fc.assert(
    fc.property(windows, share, share, (viewport, x, y) => {
      const view = { x: 0.1, y: -0.2, k: 1.7 };
      const { viewport: large } = frameLook({ viewport, view } as MapLook);
      expect(Math.max(large.width, large.height)).toBeGreaterThanOrEqual(1200);
      const factor = Math.max(large.width, large.height) / Math.max(viewport.width, viewport.height);
      expect(factor).toBeGreaterThanOrEqual(1);
      const seen = projectPoint(viewport, view, x, y);
      const drawn = projectPoint(large, view, x, y);
      // Sizes are whole pixels.
      const off = 1 + 0.02 * Math.hypot(drawn.x, drawn.y);
      expect(Math.abs(drawn.x - factor * seen.x)).toBeLessThan(off);
      expect(Math.abs(drawn.y - factor * seen.y)).toBeLessThan(off);
    }),
  );
});

test('the whole map fills its picture, wherever the window has room for it', () => {
  fc.assert(
    fc.property(windows, (viewport) => {
      const { viewport: large } = frameLook({ viewport, view: WHOLE_MAP } as MapLook);
      const { halfWidth, halfHeight } = large;
      const low = projectPoint(large, WHOLE_MAP, -halfWidth, -halfHeight);
      const high = projectPoint(large, WHOLE_MAP, halfWidth, halfHeight);
      expect(low.x).toBeGreaterThan(0);
      expect(high.y).toBeGreaterThan(0);
      expect(high.x).toBeLessThan(large.width);
      expect(low.y).toBeLessThan(large.height);
      const filled = Math.max((high.x - low.x) / large.width, (low.y - high.y) / large.height);
      expect(filled).toBeGreaterThan(0.65);
    }),
  );
});
