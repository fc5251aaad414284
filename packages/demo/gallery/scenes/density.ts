import type { GalleryScene } from '../gallery-scene.ts';
import { lightUp, makeScene } from '../made-scene.ts';

export const density: GalleryScene = {
  name: 'density',
  about:
    'A hundred thousand papers: density where many share a pixel, dots where there is room; closer, more dots.',
  make: (theme) => makeScene({ count: 100_000, theme }),
};

export const densityLit: GalleryScene = {
  name: 'density-lit',
  about: 'The same, lit by a query: hits stand above.',
  make: (theme) => lightUp(makeScene({ count: 100_000, theme }), 0.28, -0.36),
};
