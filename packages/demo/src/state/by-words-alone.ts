import type { Calibration } from 'paper-atlas';
import type { Answer } from './state.ts';

/** True for a hit of a query that stands out only since it has all its telling words: in meaning it is no closer than chance. */
export function isByWordsAlone(
  { mode, query, weakBy, isWeak, similarities, terms }: Answer,
  at: number,
  calibration: Calibration | null,
): boolean {
  const limit = calibration?.titles?.weakBelow ?? null;
  if (mode === 'keyword' || query === '' || terms.length === 0 || weakBy !== 'closeness') return false;
  return limit !== null && isWeak[at] === 0 && (similarities?.[at] ?? 1) < limit;
}
