import { closeLasso, GRID, type Lasso, MAX_CORNERS, REACH } from '../map/lasso-line.ts';

/** Signs of six bits each that no address writes otherwise. */
const SIGNS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
/** Signs a coordinate: 18 bits, all places of the grid. */
const SIGNS_EACH = 3;

/** A lasso as an address holds it: three signs a coordinate, at most 384 in all. */
export function encodeLasso(lasso: Lasso): string {
  return lasso
    .map((value) => {
      const at = Math.round((value + REACH) * GRID);
      return `${SIGNS[at >> 12]}${SIGNS[(at >> 6) & 63]}${SIGNS[at & 63]}`;
    })
    .join('');
}

/** The lasso in an address; null where there is none, or none that could have been drawn. */
export function decodeLasso(text: string | null): Lasso | null {
  if (text === null || text.length > 2 * SIGNS_EACH * MAX_CORNERS || text.length % (2 * SIGNS_EACH) !== 0)
    return null;
  const values: number[] = [];
  for (let from = 0; from < text.length; from += SIGNS_EACH) {
    let at = 0;
    for (const sign of text.slice(from, from + SIGNS_EACH)) {
      const bits = SIGNS.indexOf(sign);
      if (bits < 0) return null;
      at = 64 * at + bits;
    }
    values.push(at / GRID - REACH);
  }
  return closeLasso(values);
}
