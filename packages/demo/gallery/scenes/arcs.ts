import type { GalleryScene } from '../gallery-scene.ts';
import { makeScene, selectPaper } from '../made-scene.ts';

export const arcs: GalleryScene = {
  name: 'arcs',
  about: 'True neighbours of the selected paper; those that the map tore away are dashed.',
  make: (theme) => selectPaper(makeScene({ count: 240, theme }), 30),
};
