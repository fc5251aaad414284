import type { GalleryScene } from '../gallery-scene.ts';
import { makeScene } from '../made-scene.ts';

export const titlesNear: GalleryScene = {
  name: 'titles-near',
  about: 'From near, titles stand beside their dots where there is room, and overlap nothing.',
  view: { x: 0.1, y: 0.15, k: 5 },
  make: (theme) => makeScene({ count: 300, theme }),
};
