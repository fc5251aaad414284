import type { Region } from 'paper-atlas';
import { element } from '../elements.ts';
import { centralRowsOf } from '../state/central.ts';
import type { AtlasMap, OpenedAtlas } from '../state/opened-atlas.ts';
import { openAtlasOf } from '../state/papers.ts';
import { openRegionOf } from '../state/regions.ts';
import { awaitsRegion } from '../state/shape.ts';
import type { ExplorerState } from '../state/state.ts';
import { words } from '../words.ts';
import { createBackButton } from './back-button.ts';
import { createNewcomers } from './newcomers.ts';
import { type Panel, type PanelContext, whenChanged } from './panel.ts';
import { createPaperEntry } from './paper-entry.ts';
import { createRegionEntry } from './region-entry.ts';
import { createRegionHistory } from './region-history.ts';
import { createSaveMenu } from './save-menu.ts';
import { SAVED_REGION } from './saved-lists.ts';

/** So many papers of a region are listed; the land shows the others. */
const MAX_PAPERS = 200;
const MAX_NAME = 300;

/** One region: its name, its size, its telling words, what lies in it. */
export function createRegionPanel(context: PanelContext): Panel {
  const node = element('article', { class: 'region', attributes: { 'aria-label': words.region.panel } });
  const newcomers = createNewcomers(context);
  const save = createSaveMenu(context, SAVED_REGION);
  const close = () => context.dispatch({ type: 'region-chosen', region: null });

  const render = whenChanged(
    (state) => [
      state.region,
      state.atlas,
      state.query.trim() === '',
      state.stars.isOpen,
      state.lasso === null,
      awaitsRegion(state),
    ],
    (state) => {
      if (state.region === null) return node.replaceChildren();
      const atlas = openAtlasOf(state);
      const region = openRegionOf(state);
      node.replaceChildren(
        createBackButton(backText(state), close),
        ...(atlas === null || atlas.map === null || region === null
          ? [element('p', { text: awaitsRegion(state) ? words.shape.regionSoon : words.region.unknown })]
          : createRegion(atlas, atlas.map, state.region, region)),
      );
    },
  );

  function createRegion(atlas: OpenedAtlas, map: AtlasMap, id: number, region: Region): HTMLElement[] {
    const { name, size, parent, terms } = region;
    const around = parent === null ? undefined : map.regions[parent];
    return [
      element('h2', {
        class: 'region-name',
        foreign: name.slice(0, MAX_NAME),
        attributes: { tabindex: '-1' },
      }),
      element(
        'div',
        { class: 'save-head' },
        element('p', { class: 'region-size', text: words.papers(size) }),
        save.button,
      ),
      save.node,
      ...(terms.length === 0
        ? []
        : [
            element('h3', { text: words.region.terms }),
            element('ul', { class: 'terms' }, ...terms.map(({ term }) => element('li', { foreign: term }))),
          ]),
      ...createRegionHistory(atlas.papers, map, id),
      ...(around === undefined || parent === null
        ? createInner(map, id)
        : [element('h3', { text: words.region.within }), createRegions([[parent, around]])]),
      newcomers.node,
      ...createPapers(atlas, map, id),
    ];
  }

  function createInner({ regions }: AtlasMap, id: number): HTMLElement[] {
    const inner = [...regions.entries()].filter(([, { parent }]) => parent === id);
    return inner.length < 2 ? [] : [element('h3', { text: words.region.inner }), createRegions(inner)];
  }

  function createRegions(regions: readonly (readonly [number, Region])[]): HTMLElement {
    const list = element('ul', { class: 'rest-regions', attributes: { 'data-list': '' } });
    list.append(...regions.map(([id, region]) => createRegionEntry(context, region, id)));
    return list;
  }

  function createPapers(atlas: OpenedAtlas, map: AtlasMap, id: number): HTMLElement[] {
    const rows = centralRowsOf(atlas, map, id);
    const list = element('ol', {
      class: 'nearest-list',
      attributes: { 'data-list': '', 'aria-label': words.region.papers },
    });
    const shown = rows.slice(0, MAX_PAPERS);
    list.append(...shown.map((row) => createPaperEntry(context, atlas.papers[row]!, row)));
    return [
      element('h3', { text: words.region.papers }),
      list,
      ...(rows.length > shown.length
        ? [element('p', { class: 'quiet', text: words.search.more(shown.length, rows.length) })]
        : []),
    ];
  }

  return {
    node,
    update(state) {
      newcomers.update(state);
      save.update(state);
      render(state);
    },
    destroy() {
      newcomers.destroy();
      node.remove();
    },
  };
}

function backText({ query, stars, lasso }: ExplorerState): string {
  if (stars.isOpen) return words.stars.backTo;
  if (lasso !== null) return words.selection.backTo;
  return query.trim() === '' ? words.region.back : words.paper.backToList;
}
