import { element } from '../elements.ts';
import { openAtlasOf, titleOf } from '../state/papers.ts';
import type { OpenedAtlas } from '../state/state.ts';
import { words } from '../words.ts';
import { type Panel, type PanelContext, whenChanged } from './panel.ts';
import { viewOfRegion } from './region-view.ts';

/** So few papers are listed themselves; of more, the regions. */
const FEW = 12;
/** Where there are no regions, so many papers are listed in their stead. */
const MAX_PAPERS = 100;
const MAX_TITLE = 300;

/** The column when nothing is asked: what lies here, and the regions as ways in. */
export function createRest(context: PanelContext): Panel {
  const node = element('div', { class: 'rest' });
  const render = whenChanged(
    ({ atlas }) => [atlas],
    (state) => {
      const atlas = openAtlasOf(state);
      if (atlas === null) return node.replaceChildren();
      const count = atlas.papers.length;
      node.replaceChildren(
        element('h1', { class: 'rest-name', text: words.name }),
        element('p', {
          class: 'rest-lead',
          text: atlas.map === null ? words.rest.noMap(count) : words.rest.lead(count),
        }),
        ...(count > 1 && count <= 3 ? [element('p', { class: 'quiet', text: words.rest.few })] : []),
        ...(count <= FEW ? createPapers(atlas) : createRegions(atlas)),
        element('p', { class: 'quiet rest-status', text: statusOf(atlas) }),
      );
    },
  );

  function createPapers({ papers }: OpenedAtlas): HTMLElement[] {
    const list = element('ul', { class: 'rest-papers', attributes: { 'data-list': '' } });
    for (const paper of papers.slice(0, MAX_PAPERS)) {
      const { id } = paper;
      const onClick = () => context.dispatch({ type: 'paper-selected', id });
      list.append(
        element(
          'li',
          {},
          element(
            'button',
            { class: 'near', onClick },
            element('span', { class: 'near-title', foreign: titleOf(paper).slice(0, MAX_TITLE) }),
          ),
        ),
      );
    }
    return [
      element('h2', {
        class: 'rest-heading',
        text: papers.length > MAX_PAPERS ? words.rest.first(MAX_PAPERS) : words.rest.all,
      }),
      list,
    ];
  }

  function createRegions(atlas: OpenedAtlas): HTMLElement[] {
    const coarse = (atlas.map?.regions ?? []).filter(({ level }) => level === 0);
    if (coarse.length === 0) return createPapers(atlas);
    const list = element('ul', { class: 'rest-regions', attributes: { 'data-list': '' } });
    for (const region of coarse) {
      const { name, size } = region;
      const button = element(
        'button',
        { class: 'rest-region', onClick: () => context.lookAt(viewOfRegion(region)) },
        element('span', { class: 'rest-region-name', foreign: name.slice(0, MAX_TITLE) }),
        element('span', { class: 'rest-region-size', text: words.papers(size) }),
      );
      list.append(element('li', {}, button));
    }
    return [element('h2', { class: 'rest-heading', text: words.rest.regions }), list];
  }

  return { node, update: render, destroy: () => node.remove() };
}

/** What the status line says, where there is no room for it: on a phone. */
function statusOf({ model, keptNeighbors }: OpenedAtlas): string {
  const kept = keptNeighbors === null ? '' : ` ${words.status.keptPlain(keptNeighbors)}`;
  return words.status.modelWhy(model.id) + kept;
}
