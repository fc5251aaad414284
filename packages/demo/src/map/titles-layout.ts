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
  /** The papers that arcs lead to: the title stands away from them where it can. */
  readonly near: readonly ScreenPoint[];
  /** Papers that matter now: the fewest of them are covered. */
  readonly avoid: readonly ScreenPoint[];
  /** Names of regions. */
  readonly names: readonly ScreenBox[];
}

/** Steps away from the paper that are tried when what lies beside it matters, in CSS pixels, and what each costs. */
const STEPS = [0, 22, 48, 80] as const;
const STEP_COST = 0.6;
/** What a covered paper costs that an arc leads to, and a name, against 1 for another that matters. */
const NEAR_COST = 5;
const NAME_COST = 2;
/** A dot reaches so far. */
const DOT = 5;

/**
 * Top left of a title's box near its paper: above it, else below, else at its side, else at a corner; a little away from
 * it where that uncovers what it points to; where it covers least.
 */
export function placeTitle(
  paper: ScreenPoint,
  { width, height }: { readonly width: number; readonly height: number },
  { free, clear, taken, near, avoid, names }: TitleSurroundings,
): ScreenPoint {
  const ring = grow(paper, clear);
  let best: ScreenPoint = paper;
  let bestCost = Number.POSITIVE_INFINITY;
  for (const [at, step] of STEPS.entries()) {
    const off = clear + 7 + step;
    const [left, middle, right] = [paper.x - off - width, paper.x - width / 2, paper.x + off];
    const [above, beside, below] = [paper.y - off - height, paper.y - height / 2, paper.y + off];
    const straight = [
      { x: middle, y: above },
      { x: middle, y: below },
      { x: right, y: beside },
      { x: left, y: beside },
    ];
    const corners = [right, left].flatMap((x) => [above, below].map((y) => ({ x, y })));
    for (const wanted of [...straight, ...corners]) {
      const x = Math.max(free.left + GAP, Math.min(wanted.x, free.right - width - GAP));
      const y = Math.max(free.top + GAP, Math.min(wanted.y, free.bottom - height - GAP));
      const box = { left: x, top: y, right: x + width, bottom: y + height };
      const covered = (points: readonly ScreenPoint[]): number =>
        points.filter((point) => meets(box, grow(point, DOT))).length;
      const cost =
        (meets(box, ring) ? 1000 : 0) +
        (taken !== null && meets(box, taken) ? 100 : 0) +
        NEAR_COST * covered(near) +
        covered(avoid) +
        NAME_COST * names.filter((name) => meets(box, name)).length +
        STEP_COST * at;
      if (cost < bestCost) {
        bestCost = cost;
        best = { x, y };
      }
    }
  }
  return best;
}

function grow({ x, y }: ScreenPoint, by: number): ScreenBox {
  return { left: x - by, right: x + by, top: y - by, bottom: y + by };
}

/** Whether a point lies in a box. */
export function contains({ left, top, right, bottom }: ScreenBox, { x, y }: ScreenPoint): boolean {
  return x >= left && x <= right && y >= top && y <= bottom;
}
