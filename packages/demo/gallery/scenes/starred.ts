import type { GalleryScene } from '../gallery-scene.ts';
import { lightUp, makeScene } from '../made-scene.ts';

export const starred: GalleryScene = {
  name: 'starred',
  about: 'Stars behind the dots of the reading list, at rest, among hits, liked ones and disliked ones.',
  view: { x: 0.1, y: -0.1, k: 1.8 },
  make: (theme) => {
    const scene = lightUp({ ...makeScene({ count: 240, theme }), regions: [] }, 0.28, -0.3);
    const { hits } = scene;
    const rows = [3, 17, 60, 61, 90, ...hits.slice(0, 2), ...hits.slice(9, 11)];
    return { ...scene, starred: rows, liked: hits.slice(1, 3), disliked: [5, 17] };
  },
};
