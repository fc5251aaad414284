import { element } from '../elements.ts';
import { NOTHING_ASKABLE } from '../state/askable.ts';
import { openAtlasOf } from '../state/papers.ts';
import { isAsking } from '../state/question.ts';
import type { ExplorerState } from '../state/state.ts';
import { words } from '../words.ts';
import { type Panel, type PanelContext, whenChanged } from './panel.ts';

/** The query language in a few lines: with the fields and columns that the papers of this atlas have. */
export function createAskList(): Panel {
  const node = element('dl', { class: 'ask-list' });
  const render = whenChanged(
    ({ atlas }) => [atlas],
    (state) => {
      const { fields, columns } = openAtlasOf(state)?.askable ?? NOTHING_ASKABLE;
      const rows = words.ask.ways.filter(([field]) => field === null || fields.has(field));
      node.replaceChildren(
        ...rows.flatMap(([, written, meaning]) => [
          element('dt', {}, element('code', { text: written })),
          element('dd', { text: meaning }),
        ]),
      );
      if (columns.length === 0) return;
      const names = columns.flatMap((name, at) => [
        at === 0 ? '' : ' ',
        element('code', { foreign: `${name}:` }),
      ]);
      node.append(element('dt', {}, ...names), element('dd', { text: words.ask.columns }));
    },
  );
  return { node, update: render, destroy: () => node.remove() };
}

/**
 * Offered below the box while nothing is asked, whatever has the focus: what one clicks below must not move away. Once
 * unfolded it stays while one types what it says, until it is folded again.
 */
export function createAskHelp({ dispatch }: Pick<PanelContext, 'dispatch'>): Panel {
  const list = createAskList();
  const node = element(
    'details',
    { class: 'ask-help' },
    element('summary', { text: words.ask.offer }),
    list.node,
  );
  node.ontoggle = () => dispatch({ type: 'ask-help-toggled', isOpen: node.open });
  const render = whenChanged(
    (state) => [isOffered(state), state.isAskHelpOpen, state.isFilterPanelOpen, state.atlas.phase],
    (state) => {
      const isFocused = node.contains(document.activeElement);
      node.open = state.isAskHelpOpen;
      node.hidden = !isOffered(state) || state.isFilterPanelOpen || state.atlas.phase !== 'open';
      if (isFocused && node.hidden) document.querySelector<HTMLElement>('#query')?.focus();
    },
  );
  return {
    node,
    update(state) {
      list.update(state);
      render(state);
    },
    destroy: () => node.remove(),
  };
}

function isOffered(state: ExplorerState): boolean {
  return state.isAskHelpOpen || (state.query === '' && !isAsking(state));
}
