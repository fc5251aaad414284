import { words } from '../../src/words.ts';
import type { PageScene } from '../page-scene.ts';

export const hits: PageScene = {
  name: 'hits',
  about: 'The list of a question: sentences that earned it, bars, stars; the map is lit.',
  shows: words.search.took(12),
  play: async ({ open, ask }) => {
    open();
    await ask('floods of great rivers');
  },
};
