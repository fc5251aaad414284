import { createRandom } from 'paper-atlas';
import { describe, expect, test } from 'vitest';
import { createPicker } from './pick.ts';
import { fitScale, type Viewport } from './viewport.ts';
import { zoomLimit } from './zoom-limit.ts';

const viewport: Viewport = {
  width: 1000,
  height: 1000,
  insets: { left: 0, right: 0, top: 0, bottom: 0 },
  covers: [],
  halfWidth: 1,
  halfHeight: 1,
};
const limitOf = (xy: Float32Array, x = 0, y = 0) => zoomLimit(createPicker(xy), xy, viewport, x, y);

describe('the zoom', () => {
  test('ends where the nearest neighbours lie about 140 pixels apart', () => {
    const random = createRandom(3);
    const xy = Float32Array.from({ length: 2000 }, () => 2 * random() - 1);
    const nearest = Array.from({ length: 1000 }, (_, row) => {
      let best = 9;
      for (let other = 0; other < 1000; other++)
        if (other !== row)
          best = Math.min(
            best,
            Math.hypot(xy[2 * row]! - xy[2 * other]!, xy[2 * row + 1]! - xy[2 * other + 1]!),
          );
      return best;
    }).sort((a, b) => a - b);
    const places = Array.from({ length: 100 }, () => limitOf(xy, 1.6 * random() - 0.8, 1.6 * random() - 0.8));
    const middle = places.sort((a, b) => a - b)[50]!;
    const apart = nearest[500]! * middle * fitScale(viewport);
    expect(apart).toBeGreaterThan(90);
    expect(apart).toBeLessThan(190);
  });

  test('ends sooner where papers are sparse than where they are dense', () => {
    const random = createRandom(4);
    const xy = Float32Array.from({ length: 400 }, (_, at) => {
      const isDense = at < 300;
      return (isDense ? 0.5 : -0.5) + (isDense ? 0.05 : 0.4) * (random() - 0.5);
    });
    expect(limitOf(xy, 0.5, 0.5)).toBeGreaterThan(3 * limitOf(xy, -0.5, -0.5));
  });

  test('goes on till two papers that lie close can be told apart', () => {
    const xy = Float32Array.of(0, 0, 0.001, 0, 0.9, 0.9, -0.9, 0.9);
    expect(limitOf(xy) * 0.001 * fitScale(viewport)).toBeGreaterThan(13);
  });

  test('has an end for one paper, for many at one spot, and for none', () => {
    expect(limitOf(Float32Array.of(0, 0))).toBe(2);
    expect(limitOf(new Float32Array(600))).toBe(2);
    expect(limitOf(new Float32Array(0))).toBe(2);
    expect(limitOf(Float32Array.of(-0.8, 0, 0.8, 0, 0, 0.9))).toBe(2);
  });
});
