import { words } from '../../src/words.ts';
import type { PageScene } from '../page-scene.ts';

export const noHits: PageScene = {
  name: 'no-hits',
  about: 'No paper has a word of it.',
  shows: words.search.noWords('zebra'),
  play: async ({ open, ask }) => {
    open();
    await ask('zebra', 'keyword');
  },
};
