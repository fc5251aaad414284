import { element } from '../elements.ts';
import { isFar } from '../state/far.ts';
import type { OpenedAtlas } from '../state/opened-atlas.ts';
import { openAtlasOf, titleOf } from '../state/papers.ts';
import { pathRowsOf } from '../state/path.ts';
import type { FoundPath } from '../state/path-state.ts';
import type { ExplorerState } from '../state/state.ts';
import { words } from '../words.ts';
import { createBackButton } from './back-button.ts';
import { createClosenessBar } from './closeness-bar.ts';
import { type Panel, type PanelContext, whenChanged } from './panel.ts';
import { createPaperEntry } from './paper-entry.ts';

const MAX_TITLE = 160;

/** How to read from one paper to another: the papers in order, numbered as on the map, each with its closeness to the one before. */
export function createPathPanel(context: PanelContext): Panel {
  const node = element('article', { class: 'path', attributes: { 'aria-label': words.path.panel } });
  const close = () => context.dispatch({ type: 'path-closed' });
  const body = element('div');

  const renderHead = whenChanged(
    ({ path, atlas }) => [path?.to ?? null, atlas],
    (state) => {
      if (state.path?.to == null) return node.replaceChildren();
      node.replaceChildren(
        createBackButton(words.path.back, close),
        element('h2', { class: 'path-heading', text: words.path.panel, attributes: { tabindex: '-1' } }),
        body,
      );
    },
  );

  const renderBody = whenChanged(
    ({ path, foundPath, pathError, atlas }) => [path, foundPath, pathError, atlas],
    (state) => body.replaceChildren(...createBody(state)),
  );

  function createBody(state: ExplorerState): HTMLElement[] {
    const atlas = openAtlasOf(state);
    if (atlas === null) return [];
    if (pathRowsOf(state) === null) return [element('p', { text: words.path.unknown })];
    const { foundPath } = state;
    if (foundPath !== null) return createPath(atlas, foundPath, pathRowsOf(state)!.to);
    const status = state.pathError === null ? words.path.busy : words.path.failed;
    return [element('p', { class: 'quiet', text: status, attributes: { role: 'status' } })];
  }

  function createPath(
    { papers }: OpenedAtlas,
    { steps, isWhole, direct }: FoundPath,
    end: number,
  ): HTMLElement[] {
    const list = element('ol', {
      class: 'nearest-list path-list',
      attributes: { 'data-list': '', 'aria-label': words.path.list },
    });
    list.append(
      ...steps.map(({ row, closeness }) => {
        const isFarStep = closeness !== null && isFar(closeness);
        const entry = createPaperEntry(
          context,
          papers[row]!,
          row,
          closeness && createClosenessBar(closeness, 'figure'),
          isFarStep && element('span', { class: 'far-step', text: words.path.far }),
        );
        entry.classList.toggle('is-far', isFarStep);
        return entry;
      }),
    );
    const far = steps.filter(({ closeness }) => closeness !== null && isFar(closeness)).length;
    const reached = steps.length === 1 ? words.path.alone : words.path.nearest;
    // Of two steps the one says it already.
    const directBar = isWhole && steps.length === 2 ? null : createClosenessBar(direct);
    return [
      ...(isWhole
        ? [element('p', { class: 'quiet', text: words.path.lead(steps.length, far) })]
        : [
            element('p', {
              class: 'path-none',
              foreign: words.path.none(titleOf(papers[end]!).slice(0, MAX_TITLE)),
            }),
            element('p', { class: 'quiet', text: reached }),
          ]),
      list,
      ...(directBar === null
        ? []
        : [
            element(
              'p',
              { class: 'path-direct' },
              element('span', { class: 'quiet', text: words.path.direct }),
              directBar,
            ),
          ]),
    ];
  }

  return {
    node,
    update(state) {
      renderBody(state);
      renderHead(state);
    },
    destroy: () => node.remove(),
  };
}
