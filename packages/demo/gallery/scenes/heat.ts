import type { GalleryScene } from '../gallery-scene.ts';
import { lightUp, makeScene } from '../made-scene.ts';

export const heat: GalleryScene = {
  name: 'heat',
  about: 'A query lights up the land around close papers; the others step back.',
  make: (theme) => lightUp(makeScene({ count: 240, theme }), 0.28, -0.3),
};
