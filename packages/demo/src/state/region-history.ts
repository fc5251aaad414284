import { barOf, scaleNumbers } from './number-scale.ts';
import type { AtlasMap } from './opened-atlas.ts';
import type { PaperCard } from './paper-card.ts';
import { membersOf } from './regions.ts';

/** How many papers of a region came when. */
export interface RegionHistory {
  /** The years of each bar, both inclusive; those of the whole atlas, so that regions can be compared. Without gaps, rising. */
  readonly years: readonly (readonly [from: number, to: number])[];
  /** Papers of each bar. */
  readonly papers: readonly number[];
  /** Papers without a year. */
  readonly without: number;
}

/** The history of a region; null where the papers are of one year or of none, and where none of the region has one. */
export function historyOf(papers: readonly PaperCard[], map: AtlasMap, region: number): RegionHistory | null {
  const scale = scaleNumbers(papers.flatMap(({ year }) => year ?? []));
  const members = membersOf(map, region).flatMap((row) => papers[row]?.year ?? []);
  if (scale === null || members.length === 0) return null;
  const { stops, isDiscrete } = scale;
  const bars = scale.bars.map(() => 0);
  for (const year of members) bars[barOf(year, stops, bars.length)]!++;
  const last = bars.length - 1;
  return {
    years: bars.map((_, at) => [
      stops[at]!,
      // What lies between two stops ends before the next.
      isDiscrete ? stops[at]! : Math.max(stops[at]!, at === last ? stops[at + 1]! : stops[at + 1]! - 1),
    ]),
    papers: bars,
    without: membersOf(map, region).length - members.length,
  };
}
