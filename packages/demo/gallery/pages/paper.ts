import { words } from '../../src/words.ts';
import type { PageScene } from '../page-scene.ts';

export const paper: PageScene = {
  name: 'paper',
  about: 'An open paper: abstract, region, nearest with their bars, what came before it.',
  shows: words.paper.nearest,
  play: async ({ open, dispatch, ask, id }) => {
    open();
    await ask('glaciers');
    dispatch({ type: 'paper-selected', id: id(1) });
  },
};
