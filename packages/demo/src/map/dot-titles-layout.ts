import { areApart, type Label, placeLabels, scalesOfStep, zoomOfStep } from './label-box.ts';
import type { MapView3 } from './map-scene.ts';
import type { MeasureText } from './name-setting.ts';
import type { Picker } from './pick.ts';
import { cutAtWord, shortText } from './short-text.ts';
import { fitScale, isClear, type ScreenBox, unprojectPoint, type Viewport, WHOLE_MAP } from './viewport.ts';

/** A paper's title beside its dot, at the zooms of one step. */
export interface PlacedTitle extends Label {
  readonly row: number;
  readonly lines: readonly string[];
  /** The end of the lines that stands at the dot. */
  readonly align: 'left' | 'right' | 'center';
}

export interface TitlePlacerOptions {
  readonly viewport: Viewport;
  /** See `zoomStep`. */
  readonly step: number;
  readonly xy: Float32Array;
  readonly titles: readonly string[];
  readonly picker: Pick<Picker, 'inside'>;
  /** Radius of the dots, in CSS pixels. */
  readonly dot: number;
  /** What titles keep off: the names of regions. */
  readonly names: readonly Label[];
  readonly measure: MeasureText;
}

/** Places titles where one looks; what was once decided holds for the whole step, so that nothing jumps while panning. */
export interface TitlePlacer {
  /** The titles around a view, and whether all were looked at; at most `budget` papers are decided now. */
  place(view: MapView3, budget: number): { readonly titles: readonly PlacedTitle[]; readonly isAll: boolean };
}

export const TITLE_SIZE = 12.5;
const LINE = TITLE_SIZE * 1.22;
const MAX_WIDTH = 168;
const MAX_CHARACTERS = 120;
/** Papers of even spread would have to lie this far apart, in CSS pixels, before titles are tried. */
const SPACING = 70;
/** About so much of the box that is fitted is land. */
const LAND_SHARE = 0.6;
const GAP = { x: 7, y: 2 } as const;
/** Between a dot and its title. */
const OFF = 6;
/** Kept between a title and other papers' dots. */
const CLEAR = 2;

/** Whether a zoom step has room for titles. */
export function hasTitles({ viewport, step }: { viewport: Viewport; step: number }, count: number): boolean {
  const area = LAND_SHARE * 4 * viewport.halfWidth * viewport.halfHeight;
  return fitScale(viewport) * zoomOfStep(step) * Math.sqrt(area / Math.max(1, count)) >= SPACING;
}

/** A placer for one step; titles go right of their dots, else left, below or above, or stay away. */
export function createTitlePlacer(options: TitlePlacerOptions): TitlePlacer {
  const { viewport, step, xy, titles, picker, dot, names, measure } = options;
  const scales = scalesOfStep(viewport, step);
  const decided = new Map<number, PlacedTitle | null>();
  const placed: PlacedTitle[] = [];
  // Where one begins, no place is wasted on what floats over the map.
  const boxAtRest = step > 0 ? null : placeLabels(viewport, WHOLE_MAP);

  function decide(row: number): PlacedTitle | null {
    const text = shortText(titles[row] ?? '', MAX_CHARACTERS);
    if (text === '') return null;
    const [x, y] = [xy[2 * row]!, xy[2 * row + 1]!];
    const lines = breakTitle(text, measure);
    const width = Math.max(...lines.map((line) => measure(line, TITLE_SIZE)));
    for (const { align, offset } of settingsOf(width, lines.length * LINE, dot + OFF)) {
      const title: PlacedTitle = { row, lines, align, x, y, offset };
      const isFree =
        (boxAtRest === null || isClear(viewport, boxAtRest(title))) &&
        names.every((name) => areApart(name, title, scales, GAP)) &&
        placed.every((other) => areApart(other, title, scales, GAP)) &&
        dotsNear(title).every((other) => other.row === row || areApart(other, title, scales, NO_GAP));
      if (isFree) return title;
    }
    return null;
  }

  function dotsNear({ x, y, offset }: PlacedTitle): (Label & { readonly row: number })[] {
    const radius = dot + CLEAR;
    // A box that holds every paper that could come under the title at the lowest zoom of the step, and so at any.
    const box = {
      minX: x + Math.min(0, offset.left - radius) / scales.from,
      maxX: x + Math.max(0, offset.right + radius) / scales.from,
      minY: y - Math.max(0, offset.bottom + radius) / scales.from,
      maxY: y - Math.min(0, offset.top - radius) / scales.from,
    };
    const around = { left: -radius, right: radius, top: -radius, bottom: radius };
    return picker.inside(box).map((row) => ({ row, x: xy[2 * row]!, y: xy[2 * row + 1]!, offset: around }));
  }

  return {
    place(view, budget) {
      const low = unprojectPoint(viewport, view, -MAX_WIDTH, viewport.height + 2 * LINE);
      const high = unprojectPoint(viewport, view, viewport.width + MAX_WIDTH, -2 * LINE);
      const rows = picker.inside({ minX: low.x, maxX: high.x, minY: low.y, maxY: high.y });
      const fresh = rows.filter((row) => !decided.has(row)).sort((a, b) => a - b);
      for (const row of fresh.slice(0, budget)) {
        const title = decide(row);
        decided.set(row, title);
        if (title !== null) placed.push(title);
      }
      const found = rows.map((row) => decided.get(row)).filter((title) => title != null);
      return { titles: found, isAll: fresh.length <= budget };
    },
  };
}

const NO_GAP = { x: 0, y: 0 } as const;

/** The ways to stand beside a dot, best first. */
function settingsOf(
  width: number,
  height: number,
  off: number,
): { readonly align: PlacedTitle['align']; readonly offset: ScreenBox }[] {
  const [top, bottom] = [-height / 2, height / 2];
  const [left, right] = [-width / 2, width / 2];
  return [
    { align: 'left', offset: { left: off, right: off + width, top, bottom } },
    { align: 'right', offset: { left: -off - width, right: -off, top, bottom } },
    { align: 'center', offset: { left, right, top: off, bottom: off + height } },
    { align: 'center', offset: { left, right, top: -off - height, bottom: -off } },
  ];
}

/** A title on one line, else on two of about the same length; what is longer is cut. */
export function breakTitle(text: string, measure: MeasureText): readonly string[] {
  const width = measure(text, TITLE_SIZE);
  if (width <= MAX_WIDTH) return [text];
  const letters = [...text];
  const kept = Math.floor((letters.length * 1.8 * MAX_WIDTH) / width);
  const shown = kept >= letters.length ? text : cutAtWord(letters, kept);
  const gaps = [...shown.matchAll(/ /g)].map(({ index }) => index);
  const middle = shown.length / 2;
  const gap = gaps.sort((a, b) => Math.abs(a - middle) - Math.abs(b - middle))[0];
  const lines = gap === undefined ? [shown] : [shown.slice(0, gap), shown.slice(gap + 1)];
  return lines.map((line) => cut(line, measure));
}

function cut(line: string, measure: MeasureText): string {
  const width = measure(line, TITLE_SIZE);
  if (width <= 1.15 * MAX_WIDTH) return line;
  const letters = [...line];
  return cutAtWord(letters, Math.floor((letters.length * MAX_WIDTH) / width));
}
