import type { GalleryScene } from '../gallery-scene.ts';
import { makeScene } from '../made-scene.ts';

export const path: GalleryScene = {
  name: 'path',
  about: 'A reading path: its papers are numbered in reading order and joined by a line.',
  make: (theme) => ({ ...makeScene({ count: 240, theme }), path: [30, 96, 44, 171] }),
};
