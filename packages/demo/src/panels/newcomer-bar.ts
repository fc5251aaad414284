import { percentileOf } from 'paper-atlas';
import type { Newcomer } from '../state/novelty.ts';
import type { ExplorerState } from '../state/state.ts';
import { createClosenessBar } from './closeness-bar.ts';

/** How close a paper was to the nearest before it. */
export function createNewcomerBar(
  { calibration }: ExplorerState,
  { similarity }: Newcomer,
): HTMLElement | null {
  const percentile = calibration && percentileOf(calibration.papers, similarity);
  return createClosenessBar({ similarity, percentile });
}
