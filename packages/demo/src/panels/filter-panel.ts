import { element } from '../elements.ts';
import { filterOfKey } from '../state/filters.ts';
import type { ExplorerState } from '../state/state.ts';
import { words } from '../words.ts';
import { type Panel, type PanelContext, whenChanged } from './panel.ts';
import { createRangeFilter } from './range-filter.ts';
import { createValuesFilter } from './values-filter.ts';

/** All that these papers can be filtered by. */
export function createFilterPanel(context: PanelContext): Panel {
  const { dispatch } = context;
  const body = element('div', { class: 'filters-body' });
  const node = element(
    'section',
    { class: 'filters', attributes: { id: 'filters', 'aria-label': words.filters.open } },
    body,
  );
  let parts: readonly Panel[] = [];
  const make = whenChanged(
    ({ filterable }) => [filterable],
    ({ filterable: { columns, withAbstract } }) => {
      parts = columns.map((column) =>
        column.kind === 'range' ? createRangeFilter(context, column) : createValuesFilter(context, column),
      );
      if (withAbstract !== null) parts = [...parts, createAbstractFilter(withAbstract)];
      body.replaceChildren(...parts.map((part) => part.node));
    },
  );

  function createAbstractFilter(papers: number): Panel {
    const box = element('input', { attributes: { type: 'checkbox' } });
    box.onchange = () =>
      dispatch({
        type: 'filter-changed',
        filter: { key: 'has', values: box.checked ? ['abstract'] : [], range: null },
      });
    const label = element(
      'label',
      { class: 'value filter' },
      box,
      element('span', { class: 'value-name', text: words.filters.hasAbstract }),
      element('span', { class: 'value-count', text: words.filters.count(papers) }),
    );
    const update = ({ filters }: ExplorerState) => {
      box.checked = filterOfKey(filters, 'has').values.length > 0;
    };
    return { node: label, update, destroy: () => label.remove() };
  }

  return {
    node,
    update(state) {
      node.hidden = !state.isFilterPanelOpen || state.selected !== null || state.region !== null;
      make(state);
      for (const part of parts) part.update(state);
    },
    destroy: () => node.remove(),
  };
}
