import { percentileOfBar } from '../search/warmth.ts';
import type { ExplorerState } from '../state/state.ts';
import { words } from '../words.ts';
import { columnName } from './filter-text.ts';

const { colour, filters, closeness } = words;

/** What papers are coloured by, as people read it. */
export function colourName(by: string): string {
  return colour.names[by] ?? columnName(by);
}

/** How the stops of a scale of colours are written. */
export function scaleTextOf({ colour: { by }, answer }: ExplorerState): (stop: number) => string {
  if (by === 'closeness' && answer?.percentiles != null)
    return (stop) => closeness.percent(percentileOfBar(stop));
  if (by === 'placement' || by === 'closeness') return colour.share;
  return (stop) => filters.number(stop, by ?? '');
}
