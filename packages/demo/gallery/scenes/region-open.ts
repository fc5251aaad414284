import type { GalleryScene } from '../gallery-scene.ts';
import { makeScene } from '../made-scene.ts';

export const regionOpen: GalleryScene = {
  name: 'region-open',
  about: 'A region is open: the others step back, none vanishes.',
  view: { x: 0.16, y: 0.2, k: 1.6 },
  make: (theme) => ({ ...makeScene({ count: 300, theme }), region: 3 }),
};
