import type { MapInsets } from './map-scene.ts';
import type { MapBox } from './names-layout.ts';
import { fitScale, freeBox, type ScreenBox, unprojectPoint, type Viewport, WHOLE_MAP } from './viewport.ts';

/** Kept between what floats over the map and the papers beside it, in CSS pixels. */
const GAP = 9;

/** Of a size that is this share of the largest the map is too small to be worth a free shore. */
const LEAST_SHARE = 0.8;

/**
 * The insets, at least those of the window, with which the whole map is largest while no land lies under what floats over
 * it; where that would make it small, while no paper does; those of the window when there are none such. `countPapers` and
 * `countShore` count what is in a box of the map: papers, and points of the line where land begins.
 */
export function fitInsets(
  viewport: Viewport,
  covers: readonly ScreenBox[],
  countPapers: (box: MapBox) => number,
  countShore: (box: MapBox) => number = () => 0,
): MapInsets {
  const { width, height, insets } = viewport;
  const free = freeBox(viewport);
  const [middleX, middleY] = [(free.left + free.right) / 2, (free.top + free.bottom) / 2];
  const cut = (side: keyof MapInsets, at: (cover: ScreenBox) => number | null): readonly number[] => [
    ...new Set([insets[side], ...covers.flatMap((cover) => Math.max(insets[side], (at(cover) ?? 0) + GAP))]),
  ];
  const isLow = ({ top, bottom }: ScreenBox): boolean => top + bottom > 2 * middleY;
  const isRight = ({ left, right }: ScreenBox): boolean => left + right > 2 * middleX;
  const tops = cut('top', (cover) => (isLow(cover) ? null : cover.bottom));
  const bottoms = cut('bottom', (cover) => (isLow(cover) ? height - cover.top : null));
  const lefts = cut('left', (cover) => (isRight(cover) ? null : cover.right));
  const rights = cut('right', (cover) => (isRight(cover) ? width - cover.left : null));
  const tried = tops
    .flatMap((top) => bottoms.flatMap((bottom) => lefts.map((left) => ({ top, bottom, left }))))
    .flatMap((three) => rights.map((right) => ({ ...viewport, insets: { ...three, right } })))
    .filter(isKept)
    .map((fitted) => ({ fitted, scale: fitScale(fitted), spent: sum(fitted.insets) }))
    .sort((a, b) => b.scale - a.scale || a.spent - b.spent);
  const isFreeOf =
    (count: (box: MapBox) => number) =>
    ({ fitted }: { readonly fitted: Viewport }): boolean =>
      covers.every((cover) => count(unprojectBox(fitted, cover)) === 0);
  const dry = tried.filter(isFreeOf(countPapers));
  const [largest] = dry;
  if (largest === undefined) return insets;
  const clear = dry.find(isFreeOf(countShore));
  return (clear && clear.scale >= LEAST_SHARE * largest.scale ? clear : largest).fitted.insets;
}

/** Whether a window has room between its insets; where it has none, they count as covering nothing. */
function isKept(viewport: Viewport): boolean {
  const { left, right, top, bottom } = freeBox(viewport);
  const { insets, width, height } = viewport;
  return (
    left === insets.left &&
    right === width - insets.right &&
    top === insets.top &&
    bottom === height - insets.bottom
  );
}

/** What lies under a box of the window, and a little around it, when the whole map is seen. */
function unprojectBox(viewport: Viewport, { left, right, top, bottom }: ScreenBox): MapBox {
  const low = unprojectPoint(viewport, WHOLE_MAP, left - GAP, bottom + GAP);
  const high = unprojectPoint(viewport, WHOLE_MAP, right + GAP, top - GAP);
  return { minX: low.x, maxX: high.x, minY: low.y, maxY: high.y };
}

function sum({ top, bottom, left, right }: MapInsets): number {
  return top + bottom + left + right;
}
