import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { layoutArcs } from './arcs-layout.ts';
import { dotRadius, kindAt, settlementRadius, styleDots, WARMTH_STEPS } from './dots-layout.ts';
import { planFlight } from './flight.ts';
import { dimmedRows, titledRegions } from './region-emphasis.ts';
import { shortText } from './short-text.ts';
import { contains, placeTitle } from './titles-layout.ts';

describe('dots', () => {
  test('are all drawn once, hits last, the best on top', () => {
    const { order, firstHit, warmth } = styleDots({
      count: 5,
      heat: Float32Array.of(0, 1, 0.6, 0.1, 0.9),
      hits: [1, 4, 2, 1, 99, -1, 0.5],
    });
    expect([...order]).toEqual([0, 3, 2, 4, 1]);
    expect(firstHit).toBe(2);
    expect(warmth[1]).toBe(WARMTH_STEPS);
    expect(warmth[0]).toBe(0);
  });

  test('outside an open region are drawn first and are no hits', () => {
    const membership = Int32Array.of(0, 2, 1, -1, 0, 3, 1, 4);
    const dimmed = dimmedRows({ count: 4, membership, region: 1 });
    const styles = styleDots({ count: 4, heat: null, hits: [0, 3], dimmed });
    expect([...styles.order]).toEqual([0, 2, 1, 3]);
    expect([0, 1, 2, 3].map((at) => kindAt(styles, at))).toEqual(['dimmed', 'dimmed', 'settlement', 'hit']);
    expect(dimmedRows({ count: 4, membership, region: null })).toBeNull();
  });

  test('are larger when closer, smaller in large atlases, grow slowly with the zoom', () => {
    expect(dotRadius(2, WARMTH_STEPS, true)).toBeGreaterThan(dotRadius(2, 2, true));
    expect(dotRadius(2, 0, true)).toBeGreaterThan(dotRadius(2, 0, false));
    expect(settlementRadius(5000, 400, 1)).toBeLessThan(settlementRadius(200, 400, 1));
    expect(settlementRadius(200, 400, 4) / settlementRadius(200, 400, 1)).toBeLessThan(2);
    expect(Number.isFinite(settlementRadius(0, 400, 1))).toBe(true);
  });
});

describe('names of regions', () => {
  const make = (id: number, level: 0 | 1, parent: number | null) => ({
    id,
    level,
    parent,
    name: `r${id}`,
    size: 5,
    center: [0, 0] as const,
  });
  const regions = [make(0, 0, null), make(1, 0, null), make(2, 1, 0), make(3, 1, 1)];
  const membership = Int32Array.of(0, 2, 1, 3, 1, -1);
  const strong = (hits: readonly number[], open: number | null) =>
    regions.map(({ id }) => id).filter(titledRegions(regions, membership, hits, open));

  test('stand in front where a query has its hits, or where a region is open', () => {
    expect(strong([], null)).toEqual([0, 1, 2, 3]);
    expect(strong([1], null)).toEqual([1, 3]);
    expect(strong([0], 1)).toEqual([1, 3]);
    expect(strong([], 2)).toEqual([0, 2]);
  });
});

describe('arcs', () => {
  const places = [
    { x: 0, y: 0 },
    { x: 100, y: 0 },
    { x: 0, y: 0 },
  ];

  test('bend, keep their ends and are left out where there is no way to go', () => {
    const arcs = [
      { from: 0, to: 1, isTorn: true },
      { from: 0, to: 2, isTorn: false },
    ];
    const curves = layoutArcs(arcs, (row) => places[row]!);
    expect(curves).toHaveLength(1);
    expect(curves[0]).toMatchObject({ from: places[0], to: places[1], isTorn: true });
    expect(curves[0]!.control.y).toBeLessThan(-10);
  });

  test('of rows that have no place are left out', () => {
    const nowhere = { x: Number.NaN, y: Number.NaN };
    expect(layoutArcs([{ from: 0, to: 9, isTorn: false }], (row) => places[row] ?? nowhere)).toEqual([]);
  });
});

describe('a flight', () => {
  test('begins and ends where it should, without a jump or a view that is no number', () => {
    const place = fc.double({ min: -1, max: 1, noNaN: true });
    const zoom = fc.double({ min: 0.7, max: 48, noNaN: true });
    const views = fc.record({ x: place, y: place, k: zoom });
    fc.assert(
      fc.property(views, views, (from, to) => {
        const at = planFlight(from, to);
        expect(at(0).x).toBeCloseTo(from.x, 3);
        expect(at(0).k / from.k).toBeCloseTo(1, 3);
        expect(at(1)).toEqual(to);
        for (let share = 0; share <= 1; share += 0.05) {
          const view = at(share);
          expect([view.x, view.y, view.k].every(Number.isFinite)).toBe(true);
          expect(view.k).toBeGreaterThan(0);
        }
      }),
    );
  });
});

describe('titles', () => {
  const free = { left: 400, top: 0, right: 1400, bottom: 900 };

  test('stay in the free window and off their paper', () => {
    const x = fc.integer({ min: 400, max: 1400 });
    const y = fc.integer({ min: 0, max: 900 });
    fc.assert(
      fc.property(
        x,
        y,
        fc.integer({ min: 20, max: 320 }),
        fc.integer({ min: 20, max: 90 }),
        (px, py, width, height) => {
          const paper = { x: px, y: py };
          const at = placeTitle(
            paper,
            { width, height },
            { free, clear: 8, taken: null, near: [], avoid: [], names: [] },
          );
          expect(at.x).toBeGreaterThanOrEqual(free.left);
          expect(at.x + width).toBeLessThanOrEqual(free.right);
          expect(at.y).toBeGreaterThanOrEqual(free.top);
          expect(at.y + height).toBeLessThanOrEqual(free.bottom);
          expect(contains({ left: at.x, top: at.y, right: at.x + width, bottom: at.y + height }, paper)).toBe(
            false,
          );
        },
      ),
    );
  });

  test('go where they cover fewest papers', () => {
    const around = { free, clear: 8, taken: null, near: [], names: [], avoid: [{ x: 900, y: 425 }] };
    const at = placeTitle({ x: 900, y: 450 }, { width: 100, height: 40 }, around);
    expect(at.y).toBeGreaterThan(450);
  });

  test('stand away from the near papers that arcs lead to, wherever these lie', () => {
    const paper = { x: 900, y: 450 };
    const [width, height] = [220, 52];
    const angle = fc.double({ min: 0, max: 6.28, noNaN: true });
    const away = fc.double({ min: 14, max: 60, noNaN: true });
    fc.assert(
      fc.property(fc.array(fc.tuple(angle, away), { maxLength: 5 }), (places) => {
        const near = places.map(([turn, reach]) => ({
          x: paper.x + reach * Math.cos(turn),
          y: paper.y + reach * Math.sin(turn),
        }));
        const around = { free, clear: 8, taken: null, near, avoid: [], names: [] };
        const { x, y } = placeTitle(paper, { width, height }, around);
        const box = { left: x, top: y, right: x + width, bottom: y + height };
        for (const point of near) expect(contains(box, point)).toBe(false);
      }),
    );
  });

  test('are one short line of whole characters', () => {
    expect(shortText('  two\n\twords\u0000 ', 160)).toBe('two words');
    expect([...shortText('𝒳'.repeat(10_000), 160)]).toHaveLength(161);
    expect(shortText('a \uD800 b', 160).isWellFormed()).toBe(true);
    expect(shortText('', 160)).toBe('');
    expect(shortText('of whole words', 10)).toBe('of whole…');
    expect(shortText('of whole words', 8)).toBe('of whole…');
    expect(shortText('a supercalifragilistic', 10)).toBe('a supercal…');
  });
});
