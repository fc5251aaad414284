import type { GalleryScene } from '../gallery-scene.ts';
import { lightUp, makeScene } from '../made-scene.ts';

export const dots: GalleryScene = {
  name: 'dots',
  about: 'Settlements, hits from pale to close, one selected, one hovered.',
  view: { x: 0.28, y: -0.3, k: 3 },
  make: (theme) => {
    const scene = lightUp({ ...makeScene({ count: 240, theme }), regions: [] }, 0.28, -0.3);
    return { ...scene, selected: scene.hits[3] ?? null, hovered: scene.hits[9] ?? null };
  },
};
