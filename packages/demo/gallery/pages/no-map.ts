import { words } from '../../src/words.ts';
import type { PageScene } from '../page-scene.ts';

export const noMap: PageScene = {
  name: 'no-map',
  about: 'An atlas without a map, of which none can be made.',
  shows: words.map.none,
  play: ({ open }) => open({ changes: { map: null, graph: null } }),
};
