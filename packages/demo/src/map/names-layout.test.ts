import { createRandom } from 'paper-atlas';
import { describe, expect, test } from 'vitest';
import { placeLabels, zoomStep } from './label-box.ts';
import type { MapRegion } from './map-scene.ts';
import { anchorNames } from './name-anchors.ts';
import { breakName } from './name-setting.ts';
import { placeNames, showNames } from './names-layout.ts';
import { freeBox, type ScreenBox, unprojectPoint, type Viewport, WHOLE_MAP } from './viewport.ts';

/** Near enough to a real italic serif: what counts is that widths differ with text and size. */
const measure = (text: string, size: number): number => 0.47 * size * [...text].length;

const WORDS = [
  'reasoning',
  'LLMs',
  'causal',
  'diffusion models',
  'lottery ticket hypothesis',
  'human feedback',
];

function makeRegions(random: () => number, count: number): MapRegion[] {
  const word = (): string => WORDS[Math.floor(random() * WORDS.length)]!;
  return Array.from({ length: count }, (_, id) => ({
    id,
    level: id < count / 3 ? 0 : 1,
    parent: id < count / 3 ? null : 0,
    name: random() < 0.5 ? word() : `${word()} · ${word()}`,
    size: 1 + Math.floor(50 * random()),
    center: [2 * random() - 1, 2 * random() - 1],
  }));
}

function makeViewport(random: () => number): Viewport {
  const width = 320 + Math.floor(2200 * random());
  return {
    width,
    height: 400 + Math.floor(1000 * random()),
    insets: { left: width > 900 ? 380 : 0, right: 0, top: 0, bottom: width > 900 ? 0 : 200 },
    covers: [
      { left: width - 300, right: width - 16, top: 16, bottom: 60 },
      { left: width - 58, right: width - 16, top: 240, bottom: 380 },
    ],
    halfWidth: 0.7 + random(),
    halfHeight: 0.7 + random(),
  };
}

function overlap(a: ScreenBox, b: ScreenBox): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

describe('names', () => {
  test('never overlap, stand whole in the free window and under no card, in 200 random views', () => {
    const random = createRandom(1);
    let total = 0;
    for (let run = 0; run < 200; run++) {
      const viewport = makeViewport(random);
      const k = 0.7 * 60 ** random();
      const view = { x: 2 * random() - 1, y: 2 * random() - 1, k };
      const regions = makeRegions(random, 40);
      const shown = showNames(placeNames(regions, { viewport, step: zoomStep(k), measure }), viewport, view);
      const free = freeBox(viewport);
      total += shown.length;
      shown.forEach(({ box }, at) => {
        expect(box.left).toBeGreaterThanOrEqual(free.left);
        expect(box.right).toBeLessThanOrEqual(free.right);
        expect(box.top).toBeGreaterThanOrEqual(free.top);
        expect(box.bottom).toBeLessThanOrEqual(free.bottom);
        for (const cover of viewport.covers) expect(overlap(box, cover)).toBe(false);
        for (const other of shown.slice(at + 1)) expect(overlap(box, other.box)).toBe(false);
      });
    }
    expect(total).toBeGreaterThan(300);
  });

  test('stand still on the land while panning', () => {
    const random = createRandom(2);
    const viewport = { ...makeViewport(random), width: 1440, height: 900 };
    const placed = placeNames(makeRegions(random, 30), { viewport, step: zoomStep(2), measure });
    const here = showNames(placed, viewport, { x: 0, y: 0, k: 2 });
    const there = showNames(placed, viewport, { x: 0.1, y: 0, k: 2 });
    const both = here.flatMap((name) =>
      there.filter(({ region }) => region === name.region).map((to) => [name, to] as const),
    );
    const [first] = both;
    expect(both.length).toBeGreaterThan(2);
    for (const [from, to] of both) {
      expect(to.lines).toEqual(from.lines);
      expect(to.box.left - from.box.left).toBeCloseTo(first![1].box.left - first![0].box.left, 6);
      expect(to.box.top).toBeCloseTo(from.box.top, 6);
    }
  });

  test('are coarse at rest; fine ones come with the zoom', () => {
    const random = createRandom(3);
    const viewport = { ...makeViewport(random), width: 1440, height: 900 };
    const regions = makeRegions(random, 12);
    const levels = (k: number): Set<number> =>
      new Set(
        placeNames(regions, { viewport, step: zoomStep(k), measure }).map(({ region }) => region.level),
      );
    expect(levels(1)).toEqual(new Set([0]));
    expect(levels(3)).toEqual(new Set([0, 1]));
  });

  test('in a small window hide few of the papers they name, beyond the first; an island has its own beside it', () => {
    const random = createRandom(9);
    const viewport: Viewport = {
      width: 390,
      height: 844,
      insets: { left: 16, right: 16, top: 120, bottom: 422 },
      covers: [],
      halfWidth: 1,
      halfHeight: 1,
    };
    const centers = [-0.6, -0.2, 0.2, 0.6].flatMap((x) => [-0.6, 0, 0.6].map((y) => [x, y] as const));
    const island = [0.9, 0.9] as const;
    const regions = [...centers, island].map((center, id): MapRegion => {
      const size = id === centers.length ? 3 : 20 + id;
      return { id, level: 0, parent: null, name: WORDS[id % WORDS.length]!, size, center };
    });
    const papers = regions.flatMap(({ center: [x, y], size }) =>
      Array.from({ length: size }, () => {
        const reach = size === 3 ? 0.02 : 0.18;
        return [x + reach * (2 * random() - 1), y + reach * (2 * random() - 1)] as const;
      }),
    );
    const countPapers = (box: { minX: number; maxX: number; minY: number; maxY: number }): number =>
      papers.filter(([x, y]) => x >= box.minX && x <= box.maxX && y >= box.minY && y <= box.maxY).length;
    const names = showNames(
      placeNames(regions, { viewport, step: 0, measure, countPapers }),
      viewport,
      WHOLE_MAP,
    );
    expect(names.length).toBeGreaterThan(4);
    expect(names.length).toBeLessThan(regions.length);
    for (const { box, region } of names.slice(4)) {
      const low = unprojectPoint(viewport, WHOLE_MAP, box.left, box.bottom);
      const high = unprojectPoint(viewport, WHOLE_MAP, box.right, box.top);
      const hidden = countPapers({ minX: low.x, maxX: high.x, minY: low.y, maxY: high.y });
      expect(hidden).toBeLessThanOrEqual(0.2 * region.size);
    }
    expect(names.map(({ region }) => region.id)).toContain(centers.length);
  });

  test('give way to papers when there is room beside them', () => {
    const viewport: Viewport = {
      width: 800,
      height: 800,
      insets: { left: 0, right: 0, top: 0, bottom: 0 },
      covers: [],
      halfWidth: 1,
      halfHeight: 1,
    };
    const region: MapRegion = { id: 0, level: 0, parent: null, name: 'alone', size: 9, center: [0, 0] };
    const place = (countPapers: () => number): number =>
      placeNames([region], { viewport, step: 0, measure, countPapers })[0]!.offset.top;
    let asked = 0;
    expect(place(() => 0)).not.toBe(place(() => (asked++ === 0 ? 9 : 0)));
  });

  test('a coarse name without a place above or below goes aside rather than away', () => {
    const viewport: Viewport = {
      width: 1400,
      height: 90,
      insets: { left: 0, right: 0, top: 0, bottom: 0 },
      covers: [],
      halfWidth: 1,
      halfHeight: 0.25,
    };
    const make = (id: number, x: number): MapRegion => ({
      id,
      level: 0,
      parent: null,
      name: 'incomprehensibility',
      size: 9,
      center: [x, 0],
    });
    // Together they leave no line free, and stand half a name apart.
    const rows = [...Array.from({ length: 9 }, (_, id) => make(id, 0)), make(9, 0.8)];
    const placed = placeNames(rows, { viewport, step: 0, measure });
    expect(placed.map(({ region }) => region.id)).toContain(9);
    const boxOf = placeLabels(viewport, WHOLE_MAP);
    for (const [at, name] of placed.entries())
      for (const other of placed.slice(at + 1)) expect(overlap(boxOf(name), boxOf(other))).toBe(false);
  });

  test('the most populous wins where two would meet', () => {
    const viewport: Viewport = {
      width: 300,
      height: 160,
      insets: { left: 0, right: 0, top: 0, bottom: 0 },
      covers: [],
      halfWidth: 1,
      halfHeight: 1,
    };
    const make = (id: number, size: number): MapRegion[] =>
      Array.from({ length: 20 }, (_, at) => ({
        id: id + at,
        level: 0,
        parent: null,
        name: 'a name',
        size: size - at,
        center: [0, 0],
      }));
    const placed = placeNames([...make(0, 30), ...make(20, 90)], { viewport, step: 0, measure });
    expect(placed.length).toBeGreaterThan(0);
    expect(placed.every(({ region }) => region.size > 30)).toBe(true);
  });

  test('break between their terms, then within a long term, and are cut only when nothing fits', () => {
    expect(breakName('games · economic', 16, 400, measure)[0]).toEqual(['games · economic']);
    expect(breakName('lottery ticket hypothesis · subnetworks', 16, 240, measure)[0]).toEqual([
      'lottery ticket hypothesis',
      'subnetworks',
    ]);
    const narrow = breakName('unsupervised RL · unsupervised reinforcement learning', 16, 200, measure)[0]!;
    expect(narrow).toHaveLength(3);
    const cut = breakName('x'.repeat(10_000), 16, 200, measure)[0]!;
    expect(cut).toHaveLength(1);
    expect(measure(cut[0]!, 16)).toBeLessThanOrEqual(200);
    expect(cut[0]).toMatch(/…$/);
  });

  test('at rest give the place under a card to no name', () => {
    const viewport: Viewport = {
      width: 800,
      height: 800,
      insets: { left: 0, right: 0, top: 0, bottom: 0 },
      covers: [{ left: 300, right: 500, top: 380, bottom: 420 }],
      halfWidth: 1,
      halfHeight: 1,
    };
    const region: MapRegion = { id: 0, level: 0, parent: null, name: 'alone', size: 9, center: [0, 0] };
    const placed = placeNames([region], { viewport, step: 0, measure });
    expect(showNames(placed, viewport, WHOLE_MAP)).toHaveLength(1);
  });

  test('that would tell nothing are left out: those of tiny atlases, of one or two papers, of all papers', () => {
    const xy = new Float32Array(40);
    const make = (id: number, size: number): MapRegion => ({
      id,
      level: 0,
      parent: null,
      name: `region ${id}`,
      size,
      center: [0, 0],
    });
    const regions = [make(0, 20), make(1, 2), make(2, 9)];
    const namesOf = (count: number) =>
      anchorNames({ regions, membership: new Int32Array(2 * count).fill(-1), xy }).map(({ id }) => id);
    expect(namesOf(20)).toEqual([2]);
    expect(namesOf(10)).toEqual([]);
  });

  test('stand over the bulk of their papers, and at the centre when there are none', () => {
    const regions: MapRegion[] = [
      { id: 0, level: 0, parent: null, name: 'a', size: 4, center: [0.9, 0.9] },
      { id: 1, level: 0, parent: null, name: 'empty', size: 3, center: [0.2, 0.3] },
    ];
    const nowhere = Array.from({ length: 18 }, () => 0.7);
    const xy = Float32Array.of(-0.5, -0.5, -0.52, -0.5, -0.48, -0.5, 0.9, 0.9, ...nowhere);
    const membership = new Int32Array(26).fill(-1);
    for (const row of [0, 1, 2, 3]) membership[2 * row] = 0;
    const [first, second] = anchorNames({ regions, membership, xy });
    expect(first!.center[0]).toBeCloseTo(-0.5, 2);
    expect(second!.center).toEqual([0.2, 0.3]);
  });
});
