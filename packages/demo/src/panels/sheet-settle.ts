import type { SheetHeight } from '../state/state.ts';

/** A finger that leaves the sheet in motion carries it on for so long, ms. */
const CARRY = 180;

/** Heights at which the sheet of a phone rests, in CSS pixels; the styles say the same (phone.css). */
export function sheetHeights(windowHeight: number): Readonly<Record<SheetHeight, number>> {
  return { peek: 142, half: 0.5 * windowHeight, full: windowHeight - 76 };
}

/**
 * Where a sheet comes to rest that is let go at `height` (pixels), moving by `velocity` (pixels a millisecond, up
 * positive): the nearest of its heights to where it would slide.
 */
export function settleSheet(height: number, velocity: number, windowHeight: number): SheetHeight {
  const heights = sheetHeights(windowHeight);
  const reached = height + velocity * CARRY;
  const distance = (sheet: SheetHeight) => Math.abs(heights[sheet] - reached);
  return (['peek', 'half', 'full'] as const).reduce((best, sheet) =>
    distance(sheet) < distance(best) ? sheet : best,
  );
}
