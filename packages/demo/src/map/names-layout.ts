import { areApart, type Label, placeLabels, scalesOfStep, zoomOfStep } from './label-box.ts';
import { createLabelGrid } from './label-grid.ts';
import type { MapRegion, MapView3 } from './map-scene.ts';
import { breakName, type MeasureText } from './name-setting.ts';
import { fitScale, freeBox, isClear, type ScreenBox, screenCenter, type Viewport } from './viewport.ts';

/** A region's name with its place at the zooms of one step; the same wherever one pans. */
export interface PlacedName extends Label {
  readonly region: MapRegion;
  readonly size: number;
  /** Each stands centred on the box. */
  readonly lines: readonly string[];
}

/** A name on the screen: its box in CSS pixels. It is there whole or not at all. */
export interface ShownName extends PlacedName {
  readonly box: ScreenBox;
}

/** Fine names come with this zoom, in a window of this free size; in a larger one, where the map is larger, sooner. */
const FINE_ZOOM = 1.4;
const FINE_SIZE = 820;
const LINE_HEIGHT = 1.16;
/** Steps of sizes that the eye cannot tell. */
const SIZES_A_PIXEL = 4;
const GAP = { x: 8, y: 3 } as const;
/** Names keep this much off the edges of the free window at rest. */
const EDGE = 6;
/** Shifts from the region's centre that are tried, in lines. */
const SHIFTS: Readonly<Record<0 | 1, readonly number[]>> = {
  0: [0, -0.9, 0.9, -1.7, 1.7, -2.5, 2.5],
  1: [0, -1.2, 1.2, -2, 2],
};

/** Shifts aside, as shares of the name's width: tried for a coarse name that finds no place above or below. */
const ASIDE = [-0.25, 0.25, -0.5, 0.5] as const;
const STRAIGHT = [0] as const;

export interface PlaceOptions {
  readonly viewport: Viewport;
  /** See `zoomStep`. */
  readonly step: number;
  readonly measure: MeasureText;
  /** Papers in a box of the map, in map coordinates: names keep off them where they can. */
  readonly countPapers?: (box: MapBox) => number;
  /** Gives a region where its name belongs; asked once for each. Without it they stand where they say. */
  readonly anchor?: (region: MapRegion) => MapRegion;
}

/** A box in map coordinates, y up. */
export interface MapBox {
  readonly minX: number;
  readonly maxX: number;
  readonly minY: number;
  readonly maxY: number;
}

/** What a name pays for the square of its distance in lines, and for each line, against 1 for a paper that it covers. */
const SHIFT_COST = 0.5;
const LINE_COST = 0.7;
/** The same for the square of a shift aside, as a share of the width. */
const ASIDE_COST = 40;
/** In a small window, beyond the first names, none hides more than this share of the papers that it names. */
const MOST_HIDDEN = 0.2;
const FIRST_NAMES = 4;
/** Nor stands farther from them than so many lines. */
const MOST_SHIFT = 2;
/** Papers this near to a name count as covered: a half hidden dot looks like an accent. In CSS pixels. */
const NEAR = 3;

/** Places the names of a step bit by bit, as there is time. */
export interface NamePlacer {
  /** Goes on until all are placed or there is no more time; true when all are. At least one is placed. */
  place(hasTime: () => boolean): boolean;
  /** Those that were placed up to now, which is final. */
  readonly names: readonly PlacedName[];
}

/**
 * Places names greedily, coarse before fine and large before small. Each takes the place that covers fewest papers, in one
 * line or more, a little up or down, and that touches no earlier name at any zoom of the step; a coarse one may then go
 * aside; else it stays away until the zoom makes room.
 * Depends on land, window and step alone: nothing jumps while one pans, types or points.
 */
export function createNamePlacer(regions: readonly MapRegion[], options: PlaceOptions): NamePlacer {
  const { viewport, step, measure, countPapers = () => 0, anchor = (region) => region } = options;
  const k = zoomOfStep(step);
  const scales = scalesOfStep(viewport, step);
  const scale = scales.from;
  const free = freeBox(viewport);
  const reach = {
    x: (k * (free.right - free.left)) / 2 - EDGE,
    y: (k * (free.bottom - free.top)) / 2 - EDGE,
  };
  const judged = Math.sqrt(scales.from * scales.to);
  const largest = regions.reduce((max, { size }) => Math.max(max, size), 1);
  // Small windows have smaller names, and large ones larger.
  const room = Math.min(free.right - free.left, free.bottom - free.top);
  const part =
    room > FINE_SIZE
      ? Math.min(1.35, Math.sqrt(room / FINE_SIZE))
      : Math.min(1, Math.max(0.8, Math.sqrt((free.right - free.left) / 640)));
  const fineZoom = Math.min(FINE_ZOOM, (FINE_ZOOM * FINE_SIZE) / room);
  const maxWidth = Math.min(250 * Math.max(1, part), 0.52 * (free.right - free.left));
  const placed: PlacedName[] = [];
  const grid = createLabelGrid(scales, GAP);
  const covers = step > 0 ? [] : coversAtRest(viewport);
  const rest = { from: fitScale(viewport), to: fitScale(viewport) };
  const isShown = ({ level, name }: MapRegion): boolean =>
    name.trim() !== '' && (level === 0 || k > fineZoom);
  const ranked = regions.filter(isShown).sort((a, b) => a.level - b.level || b.size - a.size || a.id - b.id);
  const isFree = (name: PlacedName): boolean =>
    grid.isFree(name) && covers.every((cover) => areApart(cover, name, rest, GAP));
  const isSmall = part < 1;
  let next = 0;
  return {
    names: placed,
    place(hasTime) {
      while (next < ranked.length) {
        placeOne(anchor(ranked[next++]!));
        if (!hasTime()) break;
      }
      return next === ranked.length;
    },
  };

  function placeOne(region: MapRegion): void {
    const size = toSizeStep(nameSize(region, largest) * part);
    const found =
      findSetting(region, size, STRAIGHT) ??
      (region.level === 0 ? findSetting(region, size, ASIDE) : undefined);
    if (found === undefined) return;
    placed.push(found);
    grid.add(found);
  }

  /** The best of all settings of a name that are free: papers are counted under these alone. */
  function findSetting(region: MapRegion, size: number, asides: readonly number[]): PlacedName | undefined {
    const most = isSmall && placed.length >= FIRST_NAMES ? MOST_HIDDEN * region.size : Infinity;
    const line = size * LINE_HEIGHT;
    const [centerX, centerY] = region.center;
    let best: PlacedName | undefined;
    let least = Number.POSITIVE_INFINITY;
    for (const lines of breakName(region.name, size, maxWidth, measure)) {
      const width = Math.max(...lines.map((text) => measure(text, size)));
      const height = lines.length * line;
      const places = SHIFTS[region.level].flatMap((shift) => asides.map((aside) => ({ shift, aside })));
      for (const { shift, aside } of places) {
        const price = SHIFT_COST * shift ** 2 + ASIDE_COST * aside ** 2 + LINE_COST * lines.length;
        if (price >= least || (most < Infinity && Math.abs(shift) > MOST_SHIFT)) continue;
        const x = hold(centerX * scale + aside * width, reach.x - width / 2) - centerX * scale;
        const y = hold(-centerY * scale + shift * line, reach.y - height / 2) + centerY * scale;
        const offset = {
          left: x - width / 2,
          right: x + width / 2,
          top: y - height / 2,
          bottom: y + height / 2,
        };
        const name = { region, size, lines, x: centerX, y: centerY, offset };
        if (!isFree(name)) continue;
        const covered = countPapers({
          minX: centerX + (offset.left - NEAR) / judged,
          maxX: centerX + (offset.right + NEAR) / judged,
          minY: centerY - (offset.bottom + NEAR) / judged,
          maxY: centerY - (offset.top - NEAR) / judged,
        });
        if (covered > most || covered + price >= least) continue;
        [best, least] = [name, covered + price];
      }
    }
    return best;
  }
}

/** All names of a step at once. */
export function placeNames(regions: readonly MapRegion[], options: PlaceOptions): readonly PlacedName[] {
  const placer = createNamePlacer(regions, options);
  placer.place(() => true);
  return placer.names;
}

/** The placed names that a view shows whole, clear of all that floats over the map. */
export function showNames(placed: readonly PlacedName[], viewport: Viewport, view: MapView3): ShownName[] {
  const boxOf = placeLabels(viewport, view);
  const shown: ShownName[] = [];
  for (const name of placed) {
    const box = boxOf(name);
    if (isClear(viewport, box)) shown.push({ ...name, box });
  }
  return shown;
}

/** What floats over the map, as it stands on the whole map. */
function coversAtRest(viewport: Viewport): Label[] {
  const { x, y } = screenCenter(viewport);
  return viewport.covers.map(({ left, right, top, bottom }) => ({
    x: 0,
    y: 0,
    offset: { left: left - x, right: right - x, top: top - y, bottom: bottom - y },
  }));
}

/** Size of a name in CSS pixels, by the region's population against the largest region. */
function nameSize({ level, size }: MapRegion, largest: number): number {
  const share = Math.sqrt(size / largest);
  return level === 0 ? 15 + 5 * share : 12.5 + 2 * share;
}

/**
 * The nearest of few sizes. Letters are kept ready by size: were each name of hundreds of a size of its own, no cache would
 * hold them, and drawing them would take a hundred times as long.
 */
function toSizeStep(size: number): number {
  return Math.round(SIZES_A_PIXEL * size) / SIZES_A_PIXEL;
}

/** The nearest value within ±reach; 0 when there is no reach. */
function hold(value: number, reach: number): number {
  const limit = Math.max(0, reach);
  return Math.min(limit, Math.max(-limit, value));
}
