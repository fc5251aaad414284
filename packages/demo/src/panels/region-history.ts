import { element } from '../elements.ts';
import type { AtlasMap } from '../state/opened-atlas.ts';
import type { PaperCard } from '../state/paper-card.ts';
import { historyOf } from '../state/region-history.ts';
import { words } from '../words.ts';
import { createBars, createHistogram } from './histogram.ts';

/** A strip of how many papers of a region came when, a bar a year; nothing where the papers have no years. */
export function createRegionHistory(
  papers: readonly PaperCard[],
  map: AtlasMap,
  region: number,
): HTMLElement[] {
  const history = historyOf(papers, map, region);
  if (history === null) return [];
  const { years, papers: counts, without } = history;
  const texts = years.map(([from, to], at) => words.region.historyBar(from, to, counts[at]!));
  const bars = createBars(counts);
  for (const [at, bar] of bars.entries()) bar.title = texts[at]!;
  const told = texts.filter((_, at) => counts[at]! > 0);
  return [
    element('h3', { text: words.region.history }),
    createHistogram(bars, words.region.historyOf(told), [String(years[0]![0]), String(years.at(-1)![1])]),
    ...(without > 0 ? [element('p', { class: 'quiet', text: words.region.withoutYear(without) })] : []),
  ];
}
