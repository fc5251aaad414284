import { words } from '../../src/words.ts';
import type { PageScene } from '../page-scene.ts';

export const region: PageScene = {
  name: 'region',
  about: 'An open region: its words, its years, what was new, its papers.',
  shows: words.region.terms,
  play: ({ open, dispatch }) => {
    open();
    dispatch({ type: 'region-chosen', region: 0 });
  },
};
