import type { GalleryScene } from '../gallery-scene.ts';
import { makeScene } from '../made-scene.ts';

export const namesFar: GalleryScene = {
  name: 'names-far',
  about: 'Coarse names, sized by population.',
  make: (theme) => makeScene({ count: 240, theme }),
};
