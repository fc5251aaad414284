import { words } from '../../src/words.ts';
import type { PageScene } from '../page-scene.ts';

export const atRest: PageScene = {
  name: 'at-rest',
  about: 'Nothing is asked: what lies here, and the hint of a first visit.',
  shows: words.hint.text,
  play: ({ open, dispatch }) => {
    open();
    dispatch({ type: 'hint-toggled', isShown: true });
  },
};
