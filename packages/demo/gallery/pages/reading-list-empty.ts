import { words } from '../../src/words.ts';
import type { PageScene } from '../page-scene.ts';

export const readingListEmpty: PageScene = {
  name: 'reading-list-empty',
  about: 'No paper is starred: how to.',
  shows: words.stars.none,
  play: ({ open, dispatch }) => {
    open();
    dispatch({ type: 'stars-toggled', isOpen: true });
  },
};
