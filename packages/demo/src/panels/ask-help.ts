import { element } from '../elements.ts';
import { askableOf } from '../state/askable.ts';
import { openAtlasOf } from '../state/papers.ts';
import { isAsking } from '../state/question.ts';
import { words } from '../words.ts';
import { type Panel, whenChanged } from './panel.ts';

/** The query language in a few lines: with the fields and columns that the papers of this atlas have. */
export function createAskList(): Panel {
  const node = element('dl', { class: 'ask-list' });
  const render = whenChanged(
    ({ atlas }) => [atlas],
    (state) => {
      const atlas = openAtlasOf(state);
      const { fields, columns } = askableOf(atlas?.papers ?? []);
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

/** Offered below the box while nothing is asked, whatever has the focus: what one clicks below must not move away. */
export function createAskHelp(): Panel {
  const list = createAskList();
  const node = element(
    'details',
    { class: 'ask-help' },
    element('summary', { text: words.ask.offer }),
    list.node,
  );
  const render = whenChanged(
    (state) => [state.query === '', isAsking(state), state.isFilterPanelOpen, state.atlas.phase],
    (state) => {
      const isAsked = state.query !== '' || isAsking(state);
      node.hidden = isAsked || state.isFilterPanelOpen || state.atlas.phase !== 'open';
      if (isAsked) node.open = false;
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
