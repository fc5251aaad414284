import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sortIntoCells } from './cells.ts';
import { createDotField } from './dot-field.ts';
import { packFill } from './dot-sprites.ts';
import { createDotLooks } from './dots.ts';
import { type StyleDotsOptions, styleDots } from './dots-layout.ts';

const looks = createDotLooks({ theme: 'light', colours: null, settlement: 1.05, isLit: false });
const frame = { left: 60, top: 40, scale: 50, width: 120, height: 80, pixelRatio: 1 };
const coordinate = fc.float({ min: -2, max: 2, noNaN: true });
const maps = fc
  .array(fc.tuple(coordinate, coordinate, fc.integer({ min: 1, max: 30 })), { minLength: 1, maxLength: 30 })
  // Some papers many times, at one spot or close about it.
  .map((places) =>
    Float32Array.from(
      places.flatMap(([x, y, times]) =>
        Array.from({ length: times }, (_, at) => [x + 0.01 * (at % 5), y]).flat(),
      ),
    ),
  );

function paint(xy: Float32Array, styled: Partial<StyleDotsOptions> = {}, seen = frame) {
  const styles = styleDots({ count: xy.length / 2, heat: null, hits: [], ...styled });
  const { pixels, width, margin } = createDotField(xy, sortIntoCells(xy)).paint(styles, looks, seen);
  const at = (x: number, y: number): number => pixels[(y + margin) * width + x + margin]!;
  return { pixels, at };
}

describe('the papers as pixels', () => {
  test('are the same when they were made ready part by part', () => {
    fc.assert(
      fc.property(maps, fc.integer({ min: 0, max: 6 }), (xy, most) => {
        const styles = styleDots({ count: xy.length / 2, heat: null, hits: [] });
        const field = createDotField(xy, sortIntoCells(xy));
        let parts = 0;
        while (parts < most && field.prepare(styles)) parts++;
        expect(parts).toBeLessThan(6);
        expect(field.paint(styles, looks, frame).pixels).toEqual(paint(xy).pixels);
        expect(field.prepare(styles)).toBe(false);
      }),
    );
  });

  test('leave none out, whatever the zoom', () => {
    fc.assert(
      fc.property(maps, fc.double({ min: 0.5, max: 400, noNaN: true }), (xy, scale) => {
        const seen = { ...frame, scale };
        const { at } = paint(xy, {}, seen);
        for (let row = 0; 2 * row < xy.length; row++) {
          const x = Math.floor(seen.left + xy[2 * row]! * scale);
          const y = Math.floor(seen.top - xy[2 * row + 1]! * scale);
          if (x < 0 || y < 0 || x >= seen.width || y >= seen.height) continue;
          const marks = [at(x, y), at(x - 1, y), at(x, y - 1), at(x - 1, y - 1), at(x + 1, y), at(x, y + 1)];
          expect(marks.some((pixel) => pixel >>> 24 > 40)).toBe(true);
        }
      }),
    );
  });

  test('are the same each time', () => {
    fc.assert(
      fc.property(maps, (xy) => {
        const [first, second] = [paint(xy).pixels, paint(xy).pixels];
        expect(first.every((pixel, at) => pixel === second[at])).toBe(true);
      }),
    );
  });

  test('hold no hits, which are drawn above', () => {
    const xy = Float32Array.of(0, 0, 0.5, 0);
    const { at } = paint(xy, { hits: [1] });
    expect(at(60, 40)).not.toBe(0);
    expect(at(85, 40)).toBe(0);
  });

  test('that step back lie under the others, however many they are', () => {
    const count = 2000;
    const xy = new Float32Array(2 * count);
    const dimmed = new Uint8Array(count).fill(1);
    dimmed[700] = 0;
    const grey = packFill(looks.of(0, 'dimmed', 255));
    const [alone, mixed] = [paint(xy, { dimmed: new Uint8Array(count).fill(1) }), paint(xy, { dimmed })];
    expect(alone.at(60, 40) & 0xffffff).toBe(grey);
    expect(mixed.at(60, 40) & 0xffffff).not.toBe(grey);
  });

  test('are nowhere without a place', () => {
    const { pixels } = paint(Float32Array.of(Number.NaN, 0, 0, Number.POSITIVE_INFINITY));
    expect(pixels.every((pixel) => pixel === 0)).toBe(true);
  });
});

test('a pixel that many papers share has the colour of one of them, as often as they are there', () => {
  // Two of three papers of each place are of the second colour, in rows that come last.
  const [places, times] = [400, 30];
  const xy = new Float32Array(2 * places * times);
  const index = new Uint8Array(places * times);
  for (let row = 0; row < index.length; row++) {
    xy[2 * row] = (row % places) / 200 - 1;
    index[row] = row < index.length / 3 ? 0 : 1;
  }
  const colours = { index, palette: ['#ff0000', '#0000ff'] };
  const styles = styleDots({ count: index.length, heat: null, hits: [], colours });
  const coloured = createDotLooks({ theme: 'light', colours, settlement: 1.05, isLit: false });
  const seen = { left: 200, top: 5, scale: 200, width: 400, height: 10, pixelRatio: 1 };
  const { pixels } = createDotField(xy, sortIntoCells(xy)).paint(styles, coloured, seen);
  const count = (rgb: number): number => pixels.filter((pixel) => (pixel & 0xffffff) === rgb).length;
  const [red, blue] = [count(0x0000ff), count(0xff0000)];
  expect(red + blue).toBeGreaterThan(300);
  expect(blue / (red + blue)).toBeGreaterThan(0.5);
  expect(red / (red + blue)).toBeGreaterThan(0.2);
});
