import { words } from '../../src/words.ts';
import type { PageScene } from '../page-scene.ts';

export const comparison: PageScene = {
  name: 'comparison',
  about: 'Two papers side by side.',
  shows: words.compare.heading,
  play: async ({ open, dispatch, atlas, id }) => {
    open();
    dispatch({ type: 'paper-selected', id: id(1) }, { type: 'papers-compared', with: id(7) });
    const comparison = await atlas.explainPair(id(1), id(7), { byMeaning: true });
    dispatch({ type: 'comparison-arrived', comparison });
  },
};
