import { words } from '../../src/words.ts';
import type { PageScene } from '../page-scene.ts';

export const about: PageScene = {
  name: 'about',
  about: 'What stands behind the page.',
  shows: words.about.title,
  play: ({ open, dispatch }) => {
    open();
    dispatch({ type: 'about-toggled', isOpen: true });
  },
};
