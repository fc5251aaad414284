import type { GalleryScene } from '../gallery-scene.ts';
import { makeScene, movePapers } from '../made-scene.ts';

export const sameSpot: GalleryScene = {
  name: 'same-spot',
  about: 'Forty papers at one spot: one round mountain.',
  make: (theme) => ({
    ...movePapers(makeScene({ count: 40, theme }), new Float32Array(80)),
    regions: [{ id: 0, level: 0, parent: null, name: 'all alike', size: 40, center: [0, 0] }],
    membership: Int32Array.from({ length: 80 }, (_, at) => (at % 2 === 0 ? 0 : -1)),
    selected: 3,
  }),
};
