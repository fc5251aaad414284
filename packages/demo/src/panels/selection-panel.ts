import type { Region } from 'paper-atlas';
import { element } from '../elements.ts';
import { askedNameOf } from '../state/asked-with.ts';
import { tellingOf } from '../state/lasso.ts';
import type { OpenedAtlas } from '../state/opened-atlas.ts';
import { openAtlasOf } from '../state/papers.ts';
import { isLassoElsewhere, selectionOf, selectionOrderOf, touchedRegionsOf } from '../state/selection.ts';
import { isForming } from '../state/shape.ts';
import type { ExplorerState } from '../state/state.ts';
import { words } from '../words.ts';
import { createBackButton } from './back-button.ts';
import { type Panel, type PanelContext, whenChanged } from './panel.ts';
import { createSaveMenu } from './save-menu.ts';
import { SAVED_SELECTION } from './saved-lists.ts';
import { createSelectionList } from './selection-list.ts';

/** So many are listed. */
const MAX_REGIONS = 6;
const MAX_NAME = 300;

/** What lies within a lasso: how many, what tells them, which regions, which papers. */
export function createSelectionPanel(context: PanelContext): Panel {
  const { dispatch } = context;
  const node = element('article', {
    class: 'region selection',
    attributes: { 'aria-label': words.selection.panel },
  });
  const terms = element('div', { class: 'selection-terms', attributes: { role: 'status' } });
  const save = createSaveMenu(context, SAVED_SELECTION);
  const close = () => dispatch({ type: 'lasso-drawn', lasso: null });

  const render = whenChanged(
    (state) => [
      ...[selectionOf(state), openAtlasOf(state), state.answer, state.lasso === null],
      ...[isForming(state), isLassoElsewhere(state)],
    ],
    (state) => {
      const atlas = openAtlasOf(state);
      const selection = selectionOf(state);
      if (atlas === null || state.lasso === null) return node.replaceChildren();
      const back = createBackButton(words.selection.back, close);
      if (selection === null) {
        const text = isForming(state) ? words.selection.soon : words.map.none;
        return node.replaceChildren(back, element('p', { text }));
      }
      const { rows, leftOut } = selection;
      node.replaceChildren(
        back,
        element(
          'div',
          { class: 'save-head' },
          element('h2', {
            class: 'cover-heading',
            text: words.selection.title(rows.length),
            attributes: { tabindex: '-1' },
          }),
          save.button,
        ),
        save.node,
        ...(isLassoElsewhere(state) ? [element('p', { class: 'quiet', text: words.selection.ofOwn })] : []),
        ...(leftOut > 0 ? [element('p', { class: 'quiet', text: words.selection.leftOut(leftOut) })] : []),
        ...(rows.length === 0
          ? [element('p', { text: words.selection.empty })]
          : [terms, ...createRegions(state, atlas), ...createPapers(state, atlas)]),
      );
    },
  );

  const renderTerms = whenChanged(
    (state) => [tellingOf(state), selectionOf(state)],
    (state) => {
      const told = tellingOf(state);
      terms.replaceChildren(
        element('h3', { text: words.selection.terms, attributes: { title: words.selection.termsWhy } }),
        told == null || told.length === 0
          ? element('p', {
              class: 'quiet',
              text:
                told === undefined
                  ? words.selection.busy
                  : told === null
                    ? words.selection.failed
                    : words.selection.noTerms,
            })
          : element('ul', { class: 'terms' }, ...told.map(({ term }) => element('li', { foreign: term }))),
      );
    },
  );

  function createRegions(state: ExplorerState, { map }: OpenedAtlas): HTMLElement[] {
    const touched = touchedRegionsOf(state).slice(0, MAX_REGIONS);
    if (map === null || touched.length === 0) return [];
    const list = element('ul', { class: 'rest-regions', attributes: { 'data-list': '' } });
    list.append(...touched.map(({ region, papers }) => createRegion(map.regions[region]!, region, papers)));
    return [element('h3', { text: words.selection.regions }), list];
  }

  function createRegion({ name, size }: Region, id: number, papers: number): HTMLElement {
    return element(
      'li',
      {},
      element(
        'button',
        {
          class: 'rest-region',
          attributes: { 'data-region': String(id) },
          onClick: () => dispatch({ type: 'region-chosen', region: id }),
        },
        element('span', { class: 'rest-region-name', foreign: name.slice(0, MAX_NAME) }),
        element('span', { class: 'rest-region-size', text: words.selection.share(papers, size) }),
      ),
    );
  }

  function createPapers(state: ExplorerState, atlas: OpenedAtlas): HTMLElement[] {
    const heading =
      selectionOrderOf(state) === 'answer'
        ? words.selection.answer(askedNameOf(state))
        : words.selection.central;
    return [element('h3', { foreign: heading }), ...createSelectionList(context, state, atlas)];
  }

  return {
    node,
    update(state) {
      renderTerms(state);
      save.update(state);
      render(state);
    },
    destroy: () => node.remove(),
  };
}
