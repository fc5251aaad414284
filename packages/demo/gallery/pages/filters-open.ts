import { words } from '../../src/words.ts';
import type { PageScene } from '../page-scene.ts';

export const filtersOpen: PageScene = {
  name: 'filters-open',
  about: 'What one can filter by.',
  shows: words.filters.columns.venue,
  play: ({ open, dispatch }) => {
    open();
    dispatch({ type: 'filter-panel-toggled', isOpen: true });
  },
};
