import { words } from '../../src/words.ts';
import type { PageScene } from '../page-scene.ts';

export const loading: PageScene = {
  name: 'loading',
  about: 'The map is there, the papers are still coming.',
  shows: words.status.coming(84),
  play: ({ opened, dispatch }) => dispatch({ type: 'map-read', map: opened.map! }),
};
