import type { GalleryScene } from '../gallery-scene.ts';
import { makeScene, movePapers, selectPaper } from '../made-scene.ts';

export const threePapers: GalleryScene = {
  name: 'three-papers',
  about: 'A small archipelago.',
  make: (theme) =>
    selectPaper(
      {
        ...movePapers(makeScene({ count: 3, theme }), Float32Array.of(-0.9, -0.5, 1, -0.3, 0.1, 0.8)),
        membership: Int32Array.of(0, -1, 0, -1, 0, -1),
        regions: [{ id: 0, level: 0, parent: null, name: 'three essays', size: 3, center: [0.1, 0.8] }],
      },
      2,
    ),
};
