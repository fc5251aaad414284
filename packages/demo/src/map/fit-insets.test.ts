import { createRandom } from 'paper-atlas';
import { describe, expect, test } from 'vitest';
import { fitInsets } from './fit-insets.ts';
import { createPicker } from './pick.ts';
import { fitScale, meets, projectPoint, type ScreenBox, type Viewport, WHOLE_MAP } from './viewport.ts';

const WINDOWS = [
  { width: 1440, height: 900, left: 404, bottom: 16 },
  { width: 1280, height: 800, left: 404, bottom: 16 },
  { width: 1024, height: 700, left: 404, bottom: 16 },
  { width: 760, height: 600, left: 360, bottom: 16 },
  { width: 390, height: 844, left: 16, bottom: 388 },
];

/** Legend, menu, buttons and status line, as they float over a window. */
function cardsOf(width: number, height: number): ScreenBox[] {
  if (width < 720)
    return [
      { left: 8, right: 300, top: 8, bottom: 62 },
      { left: width - 104, right: width - 8, top: 8, bottom: 58 },
      { left: width - 58, right: width - 8, top: 68, bottom: 206 },
    ];
  return [
    { left: width - 442, right: width - 102, top: 16, bottom: 70 },
    { left: width - 94, right: width - 16, top: 16, bottom: 58 },
    { left: width - 58, right: width - 16, top: height - 174, bottom: height - 58 },
    { left: width - 456, right: width - 16, top: height - 50, bottom: height - 16 },
  ];
}

describe('the whole map', () => {
  test.each(WINDOWS)(
    'has no paper under what floats over it, $width × $height',
    ({ width, height, left, bottom }) => {
      const random = createRandom(width);
      for (let run = 0; run < 20; run++) {
        const wide = 0.5 + 0.5 * random();
        const xy = Float32Array.from(
          { length: 300 },
          (_, at) => (at % 2 === 0 ? wide : 1) * (2 * random() - 1),
        );
        const viewport: Viewport = {
          width,
          height,
          insets: { left, right: 16, top: 16, bottom },
          covers: [],
          halfWidth: wide + 0.1,
          halfHeight: 1.1,
        };
        const cards = cardsOf(width, height);
        const insets = fitInsets(viewport, cards, createPicker(xy).count);
        const fitted = { ...viewport, insets };
        expect(fitScale(fitted)).toBeGreaterThan(0.7 * fitScale(viewport));
        for (const side of ['left', 'right', 'top', 'bottom'] as const)
          expect(insets[side]).toBeGreaterThanOrEqual(viewport.insets[side]);
        for (let row = 0; row < 150; row++) {
          const { x, y } = projectPoint(fitted, WHOLE_MAP, xy[2 * row]!, xy[2 * row + 1]!);
          const dot = { left: x - 4, right: x + 4, top: y - 4, bottom: y + 4 };
          for (const card of cards) expect(meets(card, dot)).toBe(false);
          expect(x).toBeGreaterThan(left);
          expect(y).toBeLessThan(height - bottom);
        }
      }
    },
  );

  test('stays as large as it can be where nothing is in the way', () => {
    const viewport: Viewport = {
      width: 1440,
      height: 900,
      insets: { left: 404, right: 16, top: 16, bottom: 16 },
      covers: [],
      halfWidth: 0.6,
      halfHeight: 1,
    };
    const xy = Float32Array.of(0, 0, 0.1, 0.1, -0.2, 0.3);
    expect(fitInsets(viewport, cardsOf(1440, 900), createPicker(xy).count)).toEqual(viewport.insets);
  });
});
