import type { GalleryScene } from '../gallery-scene.ts';
import { lightUp, makeScene } from '../made-scene.ts';

export const judged: GalleryScene = {
  name: 'judged',
  about: 'Rings on liked papers, crosses on disliked ones; what a filter leaves out is grey.',
  view: { x: 0.1, y: -0.1, k: 1.8 },
  make: (theme) => {
    const scene = lightUp({ ...makeScene({ count: 240, theme }), regions: [] }, 0.28, -0.3);
    const outside = Uint8Array.from({ length: scene.count }, (_, row) => (row % 3 === 0 ? 1 : 0));
    const { hits } = scene;
    return { ...scene, outside, liked: hits.slice(0, 3), disliked: [5, 17, 40, ...hits.slice(12, 13)] };
  },
};
