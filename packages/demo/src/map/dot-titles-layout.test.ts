import { createRandom } from 'paper-atlas';
import { describe, expect, test } from 'vitest';
import { breakTitle, createTitlePlacer, hasTitles, type PlacedTitle } from './dot-titles-layout.ts';
import { type Label, placeLabels, zoomStep } from './label-box.ts';
import { createPicker } from './pick.ts';
import { isClear, meets, type Viewport, WHOLE_MAP } from './viewport.ts';

const measure = (text: string, size: number): number => 0.47 * size * [...text].length;
const DOT = 4;

function makeWorld(random: () => number, count: number) {
  const xy = Float32Array.from({ length: 2 * count }, () => 2 * random() - 1);
  const titles = Array.from(
    { length: count },
    (_, row) => `Paper ${row} ${'on things '.repeat(1 + 5 * random())}`,
  );
  const width = 360 + Math.floor(1600 * random());
  const viewport: Viewport = {
    width,
    height: 500 + Math.floor(700 * random()),
    insets: { left: width > 900 ? 380 : 0, right: 0, top: 0, bottom: width > 900 ? 0 : 200 },
    covers: [{ left: width - 300, right: width - 16, top: 16, bottom: 60 }],
    halfWidth: 1,
    halfHeight: 1,
  };
  const name: Label = { x: 0, y: 0, offset: { left: -80, right: 80, top: -12, bottom: 12 } };
  return { xy, titles, viewport, names: [name], picker: createPicker(xy), dot: DOT, measure };
}

describe('titles beside dots', () => {
  test('overlap neither each other, nor names, nor dots, in 200 random views', () => {
    const random = createRandom(5);
    let total = 0;
    for (let run = 0; run < 200; run++) {
      const world = makeWorld(random, 20 + Math.floor(300 * random()));
      const k = 1 + 9 * random();
      const view = { x: 1.6 * random() - 0.8, y: 1.6 * random() - 0.8, k };
      const placer = createTitlePlacer({ ...world, step: zoomStep(k) });
      const { titles, isAll } = placer.place(view, 1000);
      expect(isAll).toBe(true);
      const boxOf = placeLabels(world.viewport, view);
      const boxes = titles.map((title) => ({ row: title.row, box: boxOf(title) }));
      total += boxes.length;
      const dots = Array.from(world.titles.keys(), (row) => ({
        row,
        box: boxOf({
          x: world.xy[2 * row]!,
          y: world.xy[2 * row + 1]!,
          offset: { left: -DOT, right: DOT, top: -DOT, bottom: DOT },
        }),
      }));
      for (const [at, { row, box }] of boxes.entries()) {
        const met = [
          ...boxes.slice(at + 1),
          ...dots.filter((dot) => dot.row !== row),
          { row, box: boxOf(world.names[0]!) },
        ].filter((other) => meets(box, other.box));
        expect(met).toEqual([]);
      }
    }
    expect(total).toBeGreaterThan(2000);
  });

  test('stand still while panning: what was placed stays, what was left out does not come', () => {
    const world = makeWorld(createRandom(6), 200);
    const placer = createTitlePlacer({ ...world, step: zoomStep(4) });
    const at = (x: number) => placer.place({ x, y: 0, k: 4 }, 1000).titles;
    const before = new Map(at(0).map((title) => [title.row, title]));
    at(0.4);
    const after = new Map(at(0).map((title): [number, PlacedTitle] => [title.row, title]));
    expect(before.size).toBeGreaterThan(3);
    expect(after).toEqual(before);
  });

  test('are decided little by little', () => {
    const world = makeWorld(createRandom(7), 200);
    const placer = createTitlePlacer({ ...world, step: zoomStep(4) });
    const first = placer.place({ x: 0, y: 0, k: 4 }, 5);
    expect(first.isAll).toBe(false);
    expect(first.titles.length).toBeLessThanOrEqual(5);
  });

  test('at rest stand in the window, under nothing', () => {
    const world = makeWorld(createRandom(8), 14);
    const { titles } = createTitlePlacer({ ...world, step: 0 }).place(WHOLE_MAP, 1000);
    const boxOf = placeLabels(world.viewport, WHOLE_MAP);
    expect(titles.length).toBeGreaterThan(5);
    for (const title of titles) expect(isClear(world.viewport, boxOf(title))).toBe(true);
  });

  test('come where papers lie far apart: at once in a small atlas, late in a large one', () => {
    const { viewport } = makeWorld(createRandom(9), 1);
    const wide = { ...viewport, width: 1440, height: 900 };
    expect(hasTitles({ viewport: wide, step: 0 }, 20)).toBe(true);
    expect(hasTitles({ viewport: wide, step: 0 }, 5000)).toBe(false);
    expect(hasTitles({ viewport: wide, step: 8 }, 5000)).toBe(true);
  });

  test('take one line, else two, else are cut', () => {
    expect(breakTitle('Short', measure)).toEqual(['Short']);
    const long = breakTitle('A title of such a length that it takes two lines', measure);
    expect(long).toHaveLength(2);
    for (const text of ['x'.repeat(120), 'word '.repeat(24)]) {
      const lines = breakTitle(text, measure);
      expect(lines.length).toBeLessThanOrEqual(2);
      expect(lines.at(-1)).toMatch(/…$/);
      for (const line of lines) expect(measure(line, 12.5)).toBeLessThan(210);
    }
  });
});
