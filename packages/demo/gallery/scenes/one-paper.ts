import type { GalleryScene } from '../gallery-scene.ts';
import { makeScene, movePapers } from '../made-scene.ts';

export const onePaper: GalleryScene = {
  name: 'one-paper',
  about: 'An island with one settlement.',
  make: (theme) => ({
    ...movePapers(makeScene({ count: 1, theme }), Float32Array.of(0, 0)),
    titles: ['On Being the Only One'],
    membership: Int32Array.of(0, -1),
    regions: [{ id: 0, level: 0, parent: null, name: 'solitude', size: 1, center: [0, 0] }],
  }),
};
