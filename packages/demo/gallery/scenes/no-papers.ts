import type { GalleryScene } from '../gallery-scene.ts';
import { makeScene } from '../made-scene.ts';

export const noPapers: GalleryScene = {
  name: 'no-papers',
  about: 'Open water.',
  make: (theme) => ({ ...makeScene({ count: 0, theme }), regions: [] }),
};
