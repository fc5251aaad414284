import { words } from '../../src/words.ts';
import type { PageScene } from '../page-scene.ts';

export const shape: PageScene = {
  name: 'shape',
  about: 'The knobs that give the map another shape.',
  shows: words.shape.lead,
  play: ({ open, dispatch }) => {
    open();
    dispatch({ type: 'shape-panel-toggled', isOpen: true });
  },
};
