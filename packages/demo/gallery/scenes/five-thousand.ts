import type { GalleryScene } from '../gallery-scene.ts';
import { makeScene } from '../made-scene.ts';

export const fiveThousand: GalleryScene = {
  name: 'five-thousand',
  about: 'Five thousand papers; pan and zoom must stay smooth without a GPU.',
  make: (theme) => makeScene({ count: 5000, theme }),
};
