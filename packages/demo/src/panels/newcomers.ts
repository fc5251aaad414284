import { percentileOf } from 'paper-atlas';
import { element } from '../elements.ts';
import { haveYears, type Newcomer, newcomersIn } from '../state/novelty.ts';
import type { OpenedAtlas } from '../state/opened-atlas.ts';
import { openAtlasOf, titleOf } from '../state/papers.ts';
import { openRegionOf } from '../state/regions.ts';
import type { ExplorerState } from '../state/state.ts';
import { words } from '../words.ts';
import { type Panel, type PanelContext, whenChanged } from './panel.ts';
import { createPaperEntry } from './paper-entry.ts';

/** So many of a region are listed. */
const MAX_NEWCOMERS = 5;
const MAX_TITLE = 120;

/**
 * What was new in the open region, each with its year and the nearest paper before it; nothing where papers have no years. A
 * part of its own, so that what comes late takes nobody's focus.
 */
export function createNewcomers(context: PanelContext): Panel {
  const node = element('section', { class: 'newcomers' });
  const render = whenChanged(
    ({ region, atlas, novelty, calibration }) => [region, atlas, novelty, calibration],
    (state) => {
      const parts = createParts(context, state);
      node.hidden = parts.length === 0;
      node.replaceChildren(...parts);
    },
  );
  return { node, update: render, destroy: () => node.remove() };
}

function createParts(context: PanelContext, state: ExplorerState): HTMLElement[] {
  const atlas = openAtlasOf(state);
  const { novelty, region } = state;
  if (atlas === null || atlas.map === null || region === null || openRegionOf(state) === null) return [];
  if (!haveYears(atlas.papers) || novelty.phase === 'failed') return [];
  const heading = element('h3', { text: words.novelty.region });
  const newcomers = newcomersIn(state, atlas.map, region, MAX_NEWCOMERS);
  if (newcomers === null) {
    const { done, total } = novelty.phase === 'measuring' ? novelty : { done: 0, total: 0 };
    return [heading, element('p', { class: 'quiet', text: words.novelty.measuring(done, total) })];
  }
  if (newcomers.length === 0) return [heading, element('p', { class: 'quiet', text: words.novelty.none })];
  const list = element('ol', {
    class: 'nearest-list',
    attributes: { 'data-list': '', 'aria-label': words.novelty.region },
  });
  list.append(...newcomers.map((newcomer) => createNewcomer(context, state, atlas, newcomer)));
  return [heading, element('p', { class: 'quiet', text: words.novelty.regionWhy }), list];
}

function createNewcomer(
  context: PanelContext,
  state: ExplorerState,
  { papers }: OpenedAtlas,
  newcomer: Newcomer,
): HTMLElement {
  const [paper, before] = [papers[newcomer.row]!, papers[newcomer.nearest]!];
  const title = titleOf(before).slice(0, MAX_TITLE);
  return createPaperEntry(
    context,
    paper,
    newcomer.row,
    element('span', { class: 'newcomer-fact', text: words.novelty.year(paper.year!) }),
    element('span', {
      class: 'newcomer-fact',
      foreign: words.novelty.nearest(title, before.year!, newcomer.earlier),
    }),
    createApart(state, newcomer),
  );
}

/** In words: here little is much, which a bar would not tell. */
function createApart({ calibration }: ExplorerState, { similarity }: Newcomer): HTMLElement | null {
  if (calibration === null) return null;
  const closer = words.closeness.closer(percentileOf(calibration.papers, similarity));
  return element('span', { class: 'newcomer-fact', text: words.novelty.apart(closer) });
}
