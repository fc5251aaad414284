import type { GalleryScene } from '../gallery-scene.ts';
import { makeScene } from '../made-scene.ts';

export const namesNear: GalleryScene = {
  name: 'names-near',
  about: 'Closer: fine names join the coarse ones, none touches another.',
  view: { x: 0, y: 0.3, k: 2.2 },
  make: (theme) => makeScene({ count: 240, theme }),
};
