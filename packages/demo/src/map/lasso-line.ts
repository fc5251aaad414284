/** A closed line around some papers: x and y of its corners in turn, in map coordinates; the last leads back to the first. */
export type Lasso = readonly number[];

/** A lasso has at most so many corners: an address must be able to hold it. */
export const MAX_CORNERS = 64;
const MIN_CORNERS = 3;
/** Corners stand on a grid of so many to a map unit, in [-{@link REACH}, {@link REACH}): exact in any float. */
export const GRID = 65_536;
export const REACH = 2;

/** The nearest place of the grid on which corners stand. */
export function toGrid(value: number): number {
  const limit = REACH * GRID;
  return Math.min(limit - 1, Math.max(-limit, Math.round(value * GRID))) / GRID + 0;
}

/**
 * A lasso from a line that was drawn, in map coordinates: its corners on the grid, those left out that matter least, until there
 * are at most {@link MAX_CORNERS} and leaving out another one would change more than `tolerance`, an area of the map. Null when
 * the line encloses nothing. A lasso stays as it is at a tolerance of 0.
 *
 * Source: M. Visvalingam, J. D. Whyatt, "Line generalisation by repeated elimination of points", 1993,
 * doi:10.1179/000870493786962263.
 */
export function closeLasso(drawn: readonly number[], tolerance = 0): Lasso | null {
  const corners = withoutRepeats(drawn.map((value) => (Number.isFinite(value) ? toGrid(value) : 0)));
  while (corners.length > 2 * MIN_CORNERS) {
    const { at, area } = leastCorner(corners);
    if (corners.length <= 2 * MAX_CORNERS && area >= tolerance) break;
    corners.splice(2 * at, 2);
  }
  const lasso = withoutRepeats(corners);
  return lasso.length < 2 * MIN_CORNERS || isFlat(lasso) ? null : lasso;
}

/** The four corners of a box as a lasso; null for a box without an inside. */
export function lassoOfBox({
  minX,
  minY,
  maxX,
  maxY,
}: Readonly<Record<'minX' | 'minY' | 'maxX' | 'maxY', number>>): Lasso | null {
  return closeLasso([minX, minY, maxX, minY, maxX, maxY, minX, maxY]);
}

function withoutRepeats(corners: readonly number[]): number[] {
  const count = Math.floor(corners.length / 2);
  const kept: number[] = [];
  for (let at = 0; at < count; at++) {
    const [x, y] = [corners[2 * at]!, corners[2 * at + 1]!];
    if (kept.length === 0 || kept.at(-2) !== x || kept.at(-1) !== y) kept.push(x, y);
  }
  while (kept.length > 2 && kept[0] === kept.at(-2) && kept[1] === kept.at(-1)) kept.length -= 2;
  return kept;
}

/** The corner that makes the smallest triangle with those beside it; the first of equals. */
function leastCorner(corners: readonly number[]): { readonly at: number; readonly area: number } {
  const { length } = corners;
  let at = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < length; i += 2) {
    const before = (i + length - 2) % length;
    const after = (i + 2) % length;
    const [x, y] = [corners[i]!, corners[i + 1]!];
    const area = Math.abs(
      (corners[before]! - x) * (corners[after + 1]! - y) - (corners[after]! - x) * (corners[before + 1]! - y),
    );
    if (area >= least) continue;
    least = area;
    at = i / 2;
  }
  return { at, area: least / 2 };
}

function isFlat(corners: readonly number[]): boolean {
  return [0, 1].some((axis) => {
    const values = corners.filter((_, at) => at % 2 === axis);
    return values.every((value) => value === values[0]);
  });
}
