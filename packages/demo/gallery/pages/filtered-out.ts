import { words } from '../../src/words.ts';
import type { PageScene } from '../page-scene.ts';

export const filteredOut: PageScene = {
  name: 'filtered-out',
  about: 'The filters leave no paper: which one is to blame.',
  shows: words.filters.none,
  play: async ({ open, dispatch, ask }) => {
    open();
    dispatch(
      { type: 'filter-changed', filter: { key: 'year', values: [], range: [1800, 1900] } },
      { type: 'filter-changed', filter: { key: 'venue', values: ['Waters'], range: null } },
    );
    await ask('floods');
  },
};
