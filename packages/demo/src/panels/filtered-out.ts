import { element } from '../elements.ts';
import { filterOfKey } from '../state/filters.ts';
import type { Loosening } from '../state/state.ts';
import { words } from '../words.ts';
import { filterText } from './filter-text.ts';
import { type Panel, type PanelContext, whenChanged } from './panel.ts';

/** So many ways out are shown: the widest. */
const MAX_WAYS = 3;

/** Where the filters leave nothing: which one to loosen, and what would come back. */
export function createFilteredOut({ dispatch }: PanelContext): Panel {
  const node = element('div', { class: 'empty filtered-out' });
  const render = whenChanged(
    ({ answer }) => [answer],
    (state) => {
      const { answer, filters } = state;
      if (answer === null) return node.replaceChildren();
      const ways = answer.loosenings.slice(0, MAX_WAYS).map((loosening) => createWay(loosening));
      node.replaceChildren(
        element('h2', { text: words.filters.none, attributes: { tabindex: '-1' } }),
        element('p', {
          class: 'quiet',
          text: ways.length > 0 ? words.filters.loosen : words.filters.noneAlone,
        }),
        ...ways,
        ...(filters.length > 0
          ? [
              element('button', {
                class: 'action',
                text: words.filters.clear,
                onClick: () => dispatch({ type: 'filters-cleared' }),
              }),
            ]
          : []),
      );

      function createWay({ key, papers }: Loosening): HTMLElement {
        const filter = key === null ? null : filterOfKey(filters, key);
        const text = filter === null ? words.filters.written : filterText(filter);
        const onClick = () =>
          filter === null
            ? dispatch({ type: 'query-typed', query: '' })
            : dispatch({ type: 'filter-changed', filter: { key: filter.key, values: [], range: null } });
        return element(
          'button',
          { class: 'loosen', onClick },
          element('span', { foreign: words.filters.without(text) }),
          element('span', { class: 'quiet', text: words.papers(papers) }),
        );
      }
    },
  );
  return { node, update: render, destroy: () => node.remove() };
}
