import { element } from '../elements.ts';
import { shownNameOf } from '../shown-name.ts';
import { hasFarPapers } from '../state/nearest.ts';
import type { OpenedAtlas } from '../state/opened-atlas.ts';
import { openAtlasOf } from '../state/papers.ts';
import type { ExplorerState } from '../state/state.ts';
import { words } from '../words.ts';
import { createHint } from './hint.ts';
import { modelWhy } from './model-why.ts';
import { type Panel, type PanelContext, whenChanged } from './panel.ts';
import { createPaperEntry } from './paper-entry.ts';
import { createRegionEntry } from './region-entry.ts';

/** So few papers are listed themselves; of more, the regions. */
const FEW = 12;
/** Lines of what is not here yet: widths in percent. */
const SKETCH = [44, 92, 70, 58, 74, 50, 66, 54, 78];
/** So few stand evenly on the map, wherever they come from. */
const EVEN = 3;
/** Where there are no regions, so many papers are listed in their stead. */
const MAX_PAPERS = 100;

/** The column when nothing is asked: what lies here, and the regions as ways in. */
export function createRest(context: PanelContext): Panel {
  const node = element('div', { class: 'rest' });
  const hint = createHint(context);
  const render = whenChanged(
    ({ atlas, own }) => [atlas, own.shown],
    (state) => {
      const atlas = openAtlasOf(state);
      if (atlas === null) return node.replaceChildren(...createSketch());
      const count = atlas.papers.length;
      const isEven = count > 1 && count <= EVEN;
      node.replaceChildren(
        element('h1', {
          class: 'rest-name',
          foreign: shownNameOf(state, location.href) ?? words.name,
        }),
        element('p', {
          class: 'rest-lead',
          text: atlas.map === null || isEven ? words.rest.noMap(count) : words.rest.lead(count),
        }),
        ...(isEven ? [element('p', { class: 'quiet', text: words.rest.few })] : []),
        hint.node,
        ...(count <= FEW ? createPapers(atlas) : createRegions(atlas)),
        element('p', { class: 'quiet rest-status', text: statusOf(state, atlas) }),
      );
    },
  );

  function createPapers({ papers }: OpenedAtlas): HTMLElement[] {
    const list = element('ul', { class: 'rest-papers', attributes: { 'data-list': '' } });
    list.append(...papers.slice(0, MAX_PAPERS).map((paper, row) => createPaperEntry(context, paper, row)));
    return [
      element('h2', {
        class: 'rest-heading',
        text: papers.length > MAX_PAPERS ? words.rest.first(MAX_PAPERS) : words.rest.all,
      }),
      list,
    ];
  }

  function createRegions(atlas: OpenedAtlas): HTMLElement[] {
    const coarse = [...(atlas.map?.regions ?? []).entries()].filter(
      ([, { level, size }]) => level === 0 && size < atlas.papers.length,
    );
    if (coarse.length === 0) return createPapers(atlas);
    const list = element('ul', { class: 'rest-regions', attributes: { 'data-list': '' } });
    list.append(...coarse.map(([id, region]) => createRegionEntry(context, region, id)));
    return [element('h2', { class: 'rest-heading', text: words.rest.regions }), list];
  }

  return {
    node,
    update(state) {
      hint.update(state);
      render(state);
    },
    destroy: () => node.remove(),
  };
}

/** Where name and regions will stand, while they are on their way. */
function createSketch(): HTMLElement[] {
  return SKETCH.map((width) => {
    const line = element('span', { class: 'sketch-line', attributes: { 'aria-hidden': 'true' } });
    line.style.width = `${width}%`;
    return line;
  });
}

/** What the status line says, where there is no room for it: on a phone. */
function statusOf(state: ExplorerState, atlas: OpenedAtlas): string {
  const { model, keptNeighbors } = atlas;
  const kept =
    keptNeighbors === null || !hasFarPapers(atlas) ? '' : ` ${words.status.keptPlain(keptNeighbors)}`;
  return modelWhy(state, model.id) + kept;
}
