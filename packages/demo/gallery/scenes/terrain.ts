import type { GalleryScene } from '../gallery-scene.ts';
import { makeScene } from '../made-scene.ts';

export const terrain: GalleryScene = {
  name: 'terrain',
  about: 'Land, contours and shoals; the settlements are there, no name covers them.',
  make: (theme) => ({ ...makeScene({ count: 240, theme }), regions: [] }),
};
