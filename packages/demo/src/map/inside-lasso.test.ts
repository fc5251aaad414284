import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findInside } from './inside-lasso.ts';
import { closeLasso, GRID, type Lasso, lassoOfBox, MAX_CORNERS, toGrid } from './lasso-line.ts';

const coordinate = fc.double({ min: -2, max: 2, noNaN: true });
const lines = fc
  .array(fc.tuple(coordinate, coordinate), { minLength: 3, maxLength: 200 })
  .map((points) => points.flat());
const lassos = lines.map((line) => closeLasso(line)).filter((lasso) => lasso !== null);
const places = fc
  .array(fc.oneof(coordinate, fc.constantFrom(0, 0.5, -0.5)), { maxLength: 80 })
  .map((values) => Float32Array.from(values.slice(0, 2 * Math.floor(values.length / 2))));

/** The even-odd rule as it is written. */
function crossesOddly(lasso: Lasso, x: number, y: number): boolean {
  let crossings = 0;
  for (let at = 0; at < lasso.length; at += 2) {
    const [x0, y0] = [lasso[at]!, lasso[at + 1]!];
    const [x1, y1] = [lasso[(at + 2) % lasso.length]!, lasso[(at + 3) % lasso.length]!];
    if (y0 > y !== y1 > y && x < x0 + ((y - y0) / (y1 - y0)) * (x1 - x0)) crossings++;
  }
  return crossings % 2 === 1;
}

describe('a lasso', () => {
  test('holds the papers that the even-odd rule says, wherever they stand', () => {
    fc.assert(
      fc.property(lassos, places, (lasso, xy) => {
        const rows = Array.from({ length: xy.length / 2 }, (_, row) => row);
        expect([...findInside(xy, lasso)]).toEqual(
          rows.filter((row) => crossesOddly(lasso, xy[2 * row]!, xy[2 * row + 1]!)),
        );
      }),
    );
  });

  test('of a box holds what lies in the box; a hole within a line that crosses itself is outside', () => {
    const xy = Float32Array.of(0, 0, 0.9, 0, 0.3, 0.3, Number.NaN, 0);
    expect([...findInside(xy, lassoOfBox({ minX: -0.5, maxX: 0.5, minY: -0.5, maxY: 0.5 })!)]).toEqual([
      0, 2,
    ]);
    const star = Array.from({ length: 5 }, (_, at) => [
      Math.sin((4 * Math.PI * at) / 5),
      Math.cos((4 * Math.PI * at) / 5),
    ]).flat();
    expect([...findInside(Float32Array.of(0, 0, 0, 0.7), closeLasso(star)!)]).toEqual([1]);
  });

  test('has between 3 and 64 corners on the grid, no two alike in a row, and stays as it is when it is closed again', () => {
    fc.assert(
      fc.property(lines, fc.double({ min: 0, max: 0.1, noNaN: true }), (line, tolerance) => {
        const lasso = closeLasso(line, tolerance);
        if (lasso === null) return;
        expect(lasso.length / 2).toBeGreaterThanOrEqual(3);
        expect(lasso.length / 2).toBeLessThanOrEqual(MAX_CORNERS);
        for (const value of lasso) expect(Number.isInteger(value * GRID) && Math.abs(value) <= 2).toBe(true);
        expect(closeLasso(lasso)).toEqual(lasso);
      }),
    );
  });

  test('loses the corners that matter least: a circle of a thousand points keeps its area', () => {
    const circle = Array.from({ length: 1000 }, (_, at) => [
      Math.cos((at * Math.PI) / 500),
      Math.sin((at * Math.PI) / 500),
    ]).flat();
    const lasso = closeLasso(circle)!;
    expect(lasso.length).toBe(2 * MAX_CORNERS);
    let twice = 0;
    for (let at = 0; at < lasso.length; at += 2)
      twice +=
        lasso[at]! * lasso[(at + 3) % lasso.length]! - lasso[(at + 2) % lasso.length]! * lasso[at + 1]!;
    expect(twice / 2 / Math.PI).toBeGreaterThan(0.99);
    const square = [-1, -1, 0, -1, 1, -1, 1, 0, 1, 1, 0, 1, -1, 1, -1, 0];
    expect(closeLasso(square, 1e-6)).toEqual([-1, -1, 1, -1, 1, 1, -1, 1]);
  });

  test.each([
    ['nothing', []],
    ['a point', [0, 0, 0, 0, 0, 0]],
    ['two points', [0, 0, 1, 1, 0, 0]],
    ['a level line', [0, 0, 1, 0, 0.5, 0]],
    ['what is no number', [Number.NaN, 0, Number.POSITIVE_INFINITY, 0, 0, 0]],
  ])('is none around %s', (_what, line) => {
    expect(closeLasso(line)).toBeNull();
  });

  test('off the map is cut at its reach', () => {
    expect([toGrid(9), toGrid(-9)]).toEqual([2 - 1 / GRID, -2]);
  });
});
