import type { GalleryScene } from '../gallery-scene.ts';
import { lightUp, makeScene, selectPaper } from '../made-scene.ts';

export const dark: GalleryScene = {
  name: 'dark',
  about: 'Its own palette: deep blue-green land, warm lights.',
  theme: 'dark',
  make: (theme) => selectPaper(lightUp(makeScene({ count: 240, theme }), 0.28, -0.3), 30),
};
