import type { Region } from 'paper-atlas';
import { element } from '../elements.ts';
import type { CoverAnswer } from '../state/cover-state.ts';
import { isFar } from '../state/far.ts';
import type { OpenedAtlas } from '../state/opened-atlas.ts';
import { openAtlasOf, titleOf } from '../state/papers.ts';
import type { ExplorerState } from '../state/state.ts';
import { words } from '../words.ts';
import { createBackButton } from './back-button.ts';
import { createClosenessBar } from './closeness-bar.ts';
import { createMissingList } from './missing-list.ts';
import { type Panel, type PanelContext, whenChanged } from './panel.ts';
import { createPaperEntry } from './paper-entry.ts';

const MAX_NAME = 300;
const MAX_TITLE = 160;

/** A bibliography over the atlas: how much of each region it is, what to read next there, what of it is not here. */
export function createCoverPanel(context: PanelContext): Panel {
  const { dispatch } = context;
  const node = element('article', { class: 'region cover', attributes: { 'aria-label': words.cover.panel } });
  const close = () => dispatch({ type: 'bibliography-laid', bibliography: null });

  const render = whenChanged(
    ({ cover, atlas }) => [cover, atlas],
    (state) => {
      const { cover } = state;
      const atlas = openAtlasOf(state);
      if (cover === null || atlas === null) return node.replaceChildren();
      node.replaceChildren(
        createBackButton(words.cover.back, close),
        element('h2', { class: 'cover-heading', text: words.cover.panel, attributes: { tabindex: '-1' } }),
        element('p', { class: 'quiet', foreign: cover.bibliography.name.slice(0, MAX_NAME) }),
        ...createAnswer(cover, atlas),
      );
    },
  );

  function createAnswer(
    { answer, map, error }: NonNullable<ExplorerState['cover']>,
    atlas: OpenedAtlas,
  ): HTMLElement[] {
    if (answer === null) {
      const text = error === null ? words.cover.busy : words.cover.failed;
      return [element('p', { class: 'cover-found', text, attributes: { role: 'status' } })];
    }
    return [
      element('p', {
        class: 'cover-found',
        text: words.cover.found(answer.found, answer.entries),
        attributes: { role: 'status' },
      }),
      ...(answer.found > 0 ? [element('p', { class: 'quiet', text: words.cover.others })] : []),
      // Those of the map before say nothing of this one.
      ...(map === atlas.map ? createRegions(answer, atlas) : []),
      ...createMissingList(answer.missing, words.cover.missing),
    ];
  }

  /** The large ones. */
  function createRegions({ found, regions: covered }: CoverAnswer, atlas: OpenedAtlas): HTMLElement[] {
    if (found === 0 || atlas.map === null) return [];
    const list = element('ul', { class: 'cover-regions', attributes: { 'data-list': '' } });
    for (const [id, region] of atlas.map.regions.entries()) {
      const coverage = covered[id];
      if (region.level === 0 && coverage !== undefined)
        list.append(createRegion(atlas, region, id, coverage));
    }
    return [element('h3', { text: words.cover.regions }), list];
  }

  function createRegion(
    { papers }: OpenedAtlas,
    { name, size }: Region,
    id: number,
    { found, next }: CoverAnswer['regions'][number],
  ): HTMLElement {
    const item = element(
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
        element('span', { class: 'rest-region-size', text: words.cover.share(found, size) }),
      ),
    );
    if (next === null) return item;
    const near = titleOf(papers[next.nearest]!).slice(0, MAX_TITLE);
    const entry = createPaperEntry(
      context,
      papers[next.row]!,
      next.row,
      element('span', {
        class: 'newcomer-fact',
        foreign: isFar(next) ? words.cover.nextFar(near) : words.cover.next(near),
      }),
      createClosenessBar(next, 'figure'),
    );
    entry.classList.toggle('is-far', isFar(next));
    item.append(element('ul', { class: 'nearest-list' }, entry));
    return item;
  }

  return { node, update: render, destroy: () => node.remove() };
}
