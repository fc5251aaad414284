import { findInside } from '../../src/map/inside-lasso.ts';
import { closeLasso } from '../../src/map/lasso-line.ts';
import type { MapScene } from '../../src/map/map-scene.ts';
import type { GalleryScene } from '../gallery-scene.ts';
import { lightUp, makeScene } from '../made-scene.ts';

/** A line as a hand draws it, around a place of the map. */
const LINE = Array.from({ length: 90 }, (_, at) => {
  const angle = (at * Math.PI) / 45;
  const reach = 0.36 + 0.06 * Math.sin(3 * angle);
  return [0.3 + reach * Math.cos(angle), 0.4 + 0.8 * reach * Math.sin(angle)];
}).flat();
const LASSO = closeLasso(LINE, 1e-5)!;

function select(scene: MapScene): MapScene {
  const outside = new Uint8Array(scene.count).fill(1);
  for (const row of findInside(scene.xy, LASSO)) outside[row] = 0;
  return { ...scene, lasso: LASSO, outside };
}

export const lassoDrawing: GalleryScene = {
  name: 'lasso-drawing',
  about: 'A line is being drawn around papers: dashed, nothing steps back yet.',
  make: (theme) => ({ ...makeScene({ count: 300, theme }), draft: LINE.slice(0, 150), isChoosing: true }),
};

export const lassoDrawn: GalleryScene = {
  name: 'lasso',
  about: 'A lasso is drawn: land and papers outside of it step back, none vanishes.',
  make: (theme) => select(makeScene({ count: 300, theme })),
};

export const lassoLit: GalleryScene = {
  name: 'lasso-lit',
  about: 'A lasso over the answer to a query: its hits alone stay large.',
  make: (theme) => select(lightUp(makeScene({ count: 300, theme }), 0.1, 0.2)),
};
