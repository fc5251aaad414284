import type { GalleryScene } from '../gallery-scene.ts';
import { makeScene } from '../made-scene.ts';

export const forming: GalleryScene = {
  name: 'forming',
  about: 'A map while it forms: land and papers as they stand after some passes, and no names yet.',
  make: (theme) => ({ ...makeScene({ count: 240, theme }), regions: [] }),
};
