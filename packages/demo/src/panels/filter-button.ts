import { element, icon } from '../elements.ts';
import { isFilterable } from '../state/filterable.ts';
import { words } from '../words.ts';
import { type Panel, type PanelContext, whenChanged } from './panel.ts';

const SLIDERS =
  'M4 8H14M18 8H20M4 16H6M10 16H20M16 6a2 2 0 1 1 0 4a2 2 0 0 1 0-4M8 14a2 2 0 1 1 0 4a2 2 0 0 1 0-4';

/** The quiet button beside the box; it is not there where the papers have nothing to filter by. */
export function createFilterButton({ dispatch }: PanelContext): Panel {
  let isOpen = false;
  const node = element(
    'button',
    {
      class: 'icon-button filter-button',
      attributes: { 'aria-label': words.filters.open, title: words.filters.open, 'aria-controls': 'filters' },
      onClick: () => dispatch({ type: 'filter-panel-toggled', isOpen: !isOpen }),
    },
    icon(SLIDERS),
  );
  const render = whenChanged(
    ({ filterable, filters, isFilterPanelOpen }) => [filterable, filters, isFilterPanelOpen],
    (state) => {
      isOpen = state.isFilterPanelOpen;
      node.hidden = !isFilterable(state.filterable);
      node.setAttribute('aria-expanded', String(isOpen));
      node.classList.toggle('is-active', state.filters.length > 0);
    },
  );
  return { node, update: render, destroy: () => node.remove() };
}
