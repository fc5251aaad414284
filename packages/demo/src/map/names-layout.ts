import type { MapRegion, MapView3 } from './map-scene.ts';
import { fitScale, freeBox, type ScreenBox, screenCenter, type Viewport } from './viewport.ts';

/** Width of a text in CSS pixels, set in the map's serif italic at a size. */
export type MeasureText = (text: string, size: number) => number;

/** A region's name with its place, in CSS pixels from (0, 0) of the map at one zoom; the same wherever one pans. */
export interface PlacedName {
  readonly region: MapRegion;
  readonly size: number;
  /** One line, or two when one would be too wide. Each stands centred on the box. */
  readonly lines: readonly string[];
  readonly box: ScreenBox;
}

/** A name on the screen: its box in CSS pixels and how clearly it shows, in (0, 1]. */
export interface ShownName extends PlacedName {
  readonly alpha: number;
}

/** Fine names come with the zoom, in full where the range ends. */
const FINE_ZOOM = { from: 1.45, full: 1.8 } as const;
const LINE_HEIGHT = 1.16;
const GAP = { x: 8, y: 3 } as const;
/** Names fade over this distance as they near what hides them. */
const EDGE_FADE = 14;
/** Shifts from the region's centre that are tried, in lines. */
const SHIFTS: Readonly<Record<0 | 1, readonly number[]>> = {
  0: [0, -0.9, 0.9, -1.7, 1.7, -2.5, 2.5],
  1: [0, -1.2, 1.2, -2, 2],
};
const SEPARATOR = ' · ';
const MAX_LINES = 3;

/**
 * Places names greedily, coarse before fine and large before small: one that would touch an earlier one tries two lines and
 * a little up or down, then stays away until the zoom makes room. Depends on the zoom alone, so nothing jumps while panning.
 */
export function placeNames(
  regions: readonly MapRegion[],
  viewport: Viewport,
  k: number,
  measure: MeasureText,
): PlacedName[] {
  const scale = fitScale(viewport) * k;
  const free = freeBox(viewport);
  const reach = { x: (k * (free.right - free.left)) / 2 - 6, y: (k * (free.bottom - free.top)) / 2 - 6 };
  const largest = regions.reduce((max, { size }) => Math.max(max, size), 1);
  const maxWidth = Math.min(250, 0.52 * (free.right - free.left));
  const placed: PlacedName[] = [];
  const isShown = ({ level, name }: MapRegion): boolean =>
    name.trim() !== '' && (level === 0 || k > FINE_ZOOM.from);
  const ranked = regions.filter(isShown).sort((a, b) => a.level - b.level || b.size - a.size || a.id - b.id);
  for (const region of ranked) {
    const size = nameSize(region, largest);
    const found = findRoom(region, size, breakName(region.name, size, maxWidth, measure));
    if (found !== null) placed.push(found);
  }
  return placed;

  function findRoom(
    region: MapRegion,
    size: number,
    settings: readonly (readonly string[])[],
  ): PlacedName | null {
    const line = size * LINE_HEIGHT;
    for (const shift of SHIFTS[region.level]) {
      for (const lines of settings) {
        const width = Math.max(...lines.map((text) => measure(text, size)));
        const height = lines.length * line;
        const x = hold(region.center[0] * scale, reach.x - width / 2);
        const y = hold(-region.center[1] * scale + shift * line, reach.y - height / 2);
        const box = {
          left: x - width / 2,
          right: x + width / 2,
          top: y - height / 2,
          bottom: y + height / 2,
        };
        if (placed.every((other) => !touches(other.box, box))) return { region, size, lines, box };
      }
    }
    return null;
  }
}

/** The placed names that the free part of the window shows whole, moved to where they stand in a view. */
export function showNames(placed: readonly PlacedName[], viewport: Viewport, view: MapView3): ShownName[] {
  const scale = fitScale(viewport) * view.k;
  const center = screenCenter(viewport);
  const [moveX, moveY] = [center.x - view.x * scale, center.y + view.y * scale];
  const free = freeBox(viewport);
  const shown: ShownName[] = [];
  for (const name of placed) {
    const box = {
      left: name.box.left + moveX,
      right: name.box.right + moveX,
      top: name.box.top + moveY,
      bottom: name.box.bottom + moveY,
    };
    const inside = Math.min(
      box.left - free.left,
      free.right - box.right,
      box.top - free.top,
      free.bottom - box.bottom,
    );
    if (inside < 0) continue;
    const zoomed = (view.k - FINE_ZOOM.from) / (FINE_ZOOM.full - FINE_ZOOM.from);
    const alpha = Math.min(1, 0.15 + inside / EDGE_FADE, name.region.level === 0 ? 1 : zoomed);
    if (alpha > 0) shown.push({ ...name, box, alpha });
  }
  return shown;
}

/** Size of a name in CSS pixels, by the region's population against the largest region. */
function nameSize({ level, size }: MapRegion, largest: number): number {
  const share = Math.sqrt(size / largest);
  return level === 0 ? 15 + 5 * share : 12.5 + 2 * share;
}

/** The ways to set a name, best first: one line when it is not too wide, a line a term, long terms on two lines. */
function breakName(
  name: string,
  size: number,
  maxWidth: number,
  measure: MeasureText,
): readonly (readonly string[])[] {
  const at = name.indexOf(SEPARATOR);
  const terms = at < 0 ? [name] : [name.slice(0, at + 2), name.slice(at + SEPARATOR.length)];
  const whole = [shorten(name, size, maxWidth, measure)];
  const broken = terms.map((line) => shorten(line, size, maxWidth, measure));
  const narrow = terms.flatMap((line) => halve(line)).map((line) => shorten(line, size, maxWidth, measure));
  const settings = measure(name, size) > maxWidth ? [broken, narrow] : [whole, broken, narrow];
  return settings.filter((lines, place) => lines.length <= MAX_LINES && (place === 0 || lines.length > 1));
}

/** A text of several words as two lines of about the same length. */
function halve(text: string): readonly string[] {
  const gaps = [...text.matchAll(/ (?!·)/g)].map(({ index }) => index);
  const middle = text.length / 2;
  const gap = gaps.sort((a, b) => Math.abs(a - middle) - Math.abs(b - middle))[0];
  return gap === undefined ? [text] : [text.slice(0, gap), text.slice(gap + 1)];
}

/** A text cut with an ellipsis to fit a width. */
function shorten(text: string, size: number, maxWidth: number, measure: MeasureText): string {
  let shown = text;
  while (shown.length > 2 && measure(shown, size) > maxWidth) {
    shown = `${[...shown]
      .slice(0, Math.max(1, Math.min(120, Math.floor(0.9 * [...shown].length))))
      .join('')
      .trimEnd()}…`;
  }
  return shown;
}

/** The nearest value within ±reach; 0 when there is no reach. */
function hold(value: number, reach: number): number {
  const limit = Math.max(0, reach);
  return Math.min(limit, Math.max(-limit, value));
}

/** Whether two boxes meet. */
function touches(a: ScreenBox, b: ScreenBox): boolean {
  return (
    a.left - GAP.x < b.right &&
    b.left - GAP.x < a.right &&
    a.top - GAP.y < b.bottom &&
    b.top - GAP.y < a.bottom
  );
}
