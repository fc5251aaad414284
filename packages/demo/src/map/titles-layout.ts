import { meets, type ScreenBox, type ScreenPoint } from './viewport.ts';

/** Kept between a title and the edge of the window. */
const GAP = 12;

/** What a title keeps off, when another place is free. */
export interface TitleSurroundings {
  /** The free part of the window, which is never left. */
  readonly free: ScreenBox;
  /** How far the paper's ring reaches. */
  readonly clear: number;
  /** Another title. */
  readonly taken: ScreenBox | null;
  /** Papers that matter now: the fewest of them are covered. */
  readonly avoid: readonly ScreenPoint[];
  /** Names of regions. */
  readonly names: readonly ScreenBox[];
}

/** Top left of a title's box near its paper: above it, else below, else at its side; where it covers least. */
export function placeTitle(
  paper: ScreenPoint,
  { width, height }: { readonly width: number; readonly height: number },
  { free, clear, taken, avoid, names }: TitleSurroundings,
): ScreenPoint {
  const off = clear + 7;
  const places: readonly ScreenPoint[] = [
    { x: paper.x - width / 2, y: paper.y - off - height },
    { x: paper.x - width / 2, y: paper.y + off },
    { x: paper.x + off, y: paper.y - height / 2 },
    { x: paper.x - off - width, y: paper.y - height / 2 },
  ];
  const ring = {
    left: paper.x - clear,
    right: paper.x + clear,
    top: paper.y - clear,
    bottom: paper.y + clear,
  };
  let best = places[0]!;
  let bestCost = Number.POSITIVE_INFINITY;
  for (const { x: wantedX, y: wantedY } of places) {
    const x = Math.max(free.left + GAP, Math.min(wantedX, free.right - width - GAP));
    const y = Math.max(free.top + GAP, Math.min(wantedY, free.bottom - height - GAP));
    const box = { left: x, top: y, right: x + width, bottom: y + height };
    const covered =
      avoid.filter((point) => contains(box, point)).length +
      2 * names.filter((name) => meets(box, name)).length;
    const cost = (meets(box, ring) ? 1000 : 0) + (taken !== null && meets(box, taken) ? 100 : 0) + covered;
    if (cost < bestCost) {
      bestCost = cost;
      best = { x, y };
    }
  }
  return best;
}

/** Whether a point lies in a box. */
export function contains({ left, top, right, bottom }: ScreenBox, { x, y }: ScreenPoint): boolean {
  return x >= left && x <= right && y >= top && y <= bottom;
}
