import type { Direction, MapView3 } from './map-scene.ts';

const STEPS: Readonly<Record<Direction, readonly [x: number, y: number]>> = {
  up: [0, 1],
  down: [0, -1],
  left: [-1, 0],
  right: [1, 0],
};
/** How much a step aside costs against a step ahead. */
const ASIDE = 2;

/**
 * The paper that lies next in a direction, within 45° of it: near ahead, little aside. Papers at the very same spot follow
 * each other in row order to the right and back to the left. Without a row, the paper nearest to the view's centre.
 */
export function findInDirection(
  xy: Float32Array,
  view: MapView3,
  row: number | null,
  direction: Direction,
): number | null {
  const count = xy.length / 2;
  const [stepX, stepY] = STEPS[direction];
  const [fromX, fromY] = row === null ? [view.x, view.y] : [xy[2 * row]!, xy[2 * row + 1]!];
  let best: number | null = null;
  let bestCost = Number.POSITIVE_INFINITY;
  for (let at = 0; at < count; at++) {
    // Rows of one spot follow each other: the search goes through them in the direction's order.
    const other = direction === 'left' ? count - 1 - at : at;
    if (other === row) continue;
    const [dx, dy] = [xy[2 * other]! - fromX, xy[2 * other + 1]! - fromY];
    const ahead = dx * stepX + dy * stepY;
    const aside = Math.abs(dx * stepY) + Math.abs(dy * stepX);
    const cost = row === null ? Math.hypot(dx, dy) : ahead + ASIDE * aside;
    if (row !== null && !isAhead(ahead, aside, other - row, direction)) continue;
    if (cost < bestCost) {
      bestCost = cost;
      best = other;
    }
  }
  return best;
}

function isAhead(ahead: number, aside: number, rowStep: number, direction: Direction): boolean {
  if (ahead > 0) return aside <= ahead;
  if (ahead < 0 || aside > 0) return false;
  return direction === 'right' ? rowStep > 0 : direction === 'left' && rowStep < 0;
}
