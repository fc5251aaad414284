import { helpWords } from '../../src/words/help-words.ts';
import type { PageScene } from '../page-scene.ts';

export const help: PageScene = {
  name: 'help',
  about: 'How to read the map, the keys, the ways to ask.',
  shows: helpWords.title,
  play: ({ open, dispatch }) => {
    open();
    dispatch({ type: 'help-toggled', isOpen: true });
  },
};
