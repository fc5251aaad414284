import { words } from '../../src/words.ts';
import type { PageScene } from '../page-scene.ts';

export const newerVersion: PageScene = {
  name: 'newer-version',
  about: 'A newer version of the page is ready.',
  shows: words.newerVersion.text,
  play: ({ open, dispatch }) => {
    open();
    dispatch({ type: 'newer-version-found' });
  },
};
