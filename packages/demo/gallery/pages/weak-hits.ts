import { words } from '../../src/words.ts';
import type { PageScene } from '../page-scene.ts';

export const weakHits: PageScene = {
  name: 'weak-hits',
  about: 'No paper has all of the words: all matches are weak, and a line says so.',
  shows: words.search.onlyWeak.words,
  play: async ({ open, ask }) => {
    open();
    await ask('glaciers and violins', 'keyword');
  },
};
