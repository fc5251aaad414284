import type { GalleryScene } from '../gallery-scene.ts';
import { makeScene } from '../made-scene.ts';

export const fewPapers: GalleryScene = {
  name: 'few-papers',
  about: 'Twelve papers: their titles stand on the map instead of names made of them.',
  make: (theme) => makeScene({ count: 12, theme }),
};
