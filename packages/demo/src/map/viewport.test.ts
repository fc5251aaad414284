import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  clampView,
  fitScale,
  freeBox,
  projectPoint,
  screenCenter,
  uncover,
  unprojectPoint,
  type Viewport,
  WHOLE_MAP,
  ZOOM_LIMITS,
  zoomAround,
} from './viewport.ts';
import { toTransform, toView } from './zoom-gestures.ts';

const coordinate = fc.double({ min: -1, max: 1, noNaN: true });
const inset = fc.integer({ min: 0, max: 400 });
const viewports = fc.record({
  width: fc.integer({ min: 1, max: 2560 }),
  height: fc.integer({ min: 1, max: 1440 }),
  covers: fc.constant([]),
  insets: fc.record({ left: inset, right: inset, top: inset, bottom: inset }),
  halfWidth: fc.double({ min: 0.5, max: 1.5, noNaN: true }),
  halfHeight: fc.double({ min: 0.5, max: 1.5, noNaN: true }),
});
const views = fc.record({
  x: coordinate,
  y: coordinate,
  k: fc.double({ min: ZOOM_LIMITS.min, max: ZOOM_LIMITS.max, noNaN: true }),
});

describe('the viewport', () => {
  test('maps to the screen and back', () => {
    fc.assert(
      fc.property(viewports, views, coordinate, coordinate, (viewport, view, x, y) => {
        const at = projectPoint(viewport, view, x, y);
        const back = unprojectPoint(viewport, view, at.x, at.y);
        expect(back.x).toBeCloseTo(x, 6);
        expect(back.y).toBeCloseTo(y, 6);
      }),
    );
  });

  test('shows the whole land between the panels at zoom 1', () => {
    const viewport: Viewport = {
      width: 1440,
      height: 900,
      insets: { left: 400, right: 20, top: 10, bottom: 40 },
      covers: [],
      halfWidth: 0.9,
      halfHeight: 1.1,
    };
    for (const [x, y] of [
      [-0.9, -1.1],
      [0.9, 1.1],
    ] as const) {
      const at = projectPoint(viewport, WHOLE_MAP, x, y);
      expect(at.x).toBeGreaterThan(400);
      expect(at.x).toBeLessThan(1420);
      expect(at.y).toBeGreaterThan(10);
      expect(at.y).toBeLessThan(860);
    }
  });

  test('has north up', () => {
    const viewport: Viewport = {
      width: 500,
      height: 500,
      insets: { left: 0, right: 0, top: 0, bottom: 0 },
      covers: [],
      halfWidth: 1,
      halfHeight: 1,
    };
    expect(projectPoint(viewport, WHOLE_MAP, 0, 1).y).toBeLessThan(projectPoint(viewport, WHOLE_MAP, 0, 0).y);
  });

  test('ignores panels that cover everything', () => {
    const viewport: Viewport = {
      width: 390,
      height: 844,
      insets: { left: 380, right: 0, top: 0, bottom: 800 },
      covers: [],
      halfWidth: 1,
      halfHeight: 1,
    };
    expect(freeBox(viewport)).toEqual({ left: 0, right: 390, top: 0, bottom: 844 });
    expect(fitScale(viewport)).toBeGreaterThan(100);
  });

  test('allows no view off the land, too near, too far, or not a number', () => {
    const anything = fc.double();
    fc.assert(
      fc.property(viewports, anything, anything, anything, (viewport, x, y, k) => {
        const view = clampView(viewport, { x, y, k });
        expect(Math.abs(view.x)).toBeLessThanOrEqual(viewport.halfWidth);
        expect(Math.abs(view.y)).toBeLessThanOrEqual(viewport.halfHeight);
        expect(view.k).toBeGreaterThanOrEqual(ZOOM_LIMITS.min);
        expect(view.k).toBeLessThanOrEqual(ZOOM_LIMITS.max);
      }),
    );
  });

  test('keeps the middle where it is when zooming around it', () => {
    fc.assert(
      fc.property(viewports, views, fc.double({ min: 1, max: 8, noNaN: true }), (viewport, view, k) => {
        const center = screenCenter(viewport);
        const zoomed = zoomAround(viewport, view, k, center.x, center.y);
        expect(zoomed.x).toBeCloseTo(view.x, 9);
        expect(zoomed.y).toBeCloseTo(view.y, 9);
      }),
    );
  });

  test('is the same view as the transform of d3-zoom', () => {
    fc.assert(
      fc.property(viewports, views, (viewport, view) => {
        const back = toView(viewport, toTransform(viewport, view));
        expect(back.x).toBeCloseTo(view.x, 6);
        expect(back.y).toBeCloseTo(view.y, 6);
        expect(back.k).toBeCloseTo(view.k, 9);
      }),
    );
  });
});

describe('uncover', () => {
  test('shows the same land at the same scale, in the part of the window that panels leave', () => {
    const insets = fc.record({
      left: fc.integer({ min: 0, max: 400 }),
      right: fc.integer({ min: 0, max: 60 }),
      top: fc.integer({ min: 0, max: 80 }),
      bottom: fc.integer({ min: 0, max: 300 }),
    });
    fc.assert(
      fc.property(insets, insets, fc.double({ min: -1, max: 1, noNaN: true }), (covered, more, x) => {
        const added = (side: keyof typeof covered) => covered[side] + more[side];
        const all = {
          left: added('left'),
          right: added('right'),
          top: added('top'),
          bottom: added('bottom'),
        };
        const whole = { width: 1200, height: 1000, covers: [], halfWidth: 1, halfHeight: 1.2, insets: all };
        const part = uncover(whole, covered);
        expect(fitScale(part)).toBeCloseTo(fitScale(whole), 6);
        const [before, after] = [whole, part].map((each) => projectPoint(each, { x: 0, y: 0, k: 2 }, x, -x));
        expect(after!.x).toBeCloseTo(before!.x - covered.left, 6);
        expect(after!.y).toBeCloseTo(before!.y - covered.top, 6);
        expect([part.width, part.height]).toEqual([
          1200 - covered.left - covered.right,
          1000 - covered.top - covered.bottom,
        ]);
      }),
    );
  });
});
