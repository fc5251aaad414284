import { COLOUR_STEPS, categoryPalette, NO_COLOUR, numberPalette } from '../../src/map/dot-colours.ts';
import type { MapScene, MapTheme } from '../../src/map/map-scene.ts';
import type { GalleryScene } from '../gallery-scene.ts';
import { lightUp, makeScene } from '../made-scene.ts';

/** Papers by their hill; every ninth has no value. */
function byCategory(scene: MapScene, theme: MapTheme, hasOther: boolean): MapScene {
  const index = Uint8Array.from({ length: scene.count }, (_, row) =>
    row % 9 === 0 ? NO_COLOUR : (row + scene.membership[2 * row]!) % 8,
  );
  return { ...scene, regions: [], colours: { index, palette: categoryPalette(8, hasOther, theme) } };
}

export const colourCategories: GalleryScene = {
  name: 'colour-categories',
  about: 'Eight categories, each with a rim of its own shade; what has no value is grey.',
  make: (theme) => byCategory(makeScene({ count: 240, theme }), theme, false),
};

export const colourOther: GalleryScene = {
  name: 'colour-other',
  about: 'Seven categories and the rest, while a query makes its hits larger and a filter leaves papers out.',
  make: (theme) => {
    const scene = byCategory(lightUp(makeScene({ count: 240, theme }), 0.28, -0.3), theme, true);
    const outside = Uint8Array.from({ length: scene.count }, (_, row) => (row % 5 === 0 ? 1 : 0));
    return { ...scene, outside };
  },
};

export const colourNumbers: GalleryScene = {
  name: 'colour-numbers',
  about: 'Five thousand papers by a number, from west to east.',
  make: (theme) => {
    const scene = makeScene({ count: 5000, theme });
    const index = Uint8Array.from({ length: scene.count }, (_, row) =>
      Math.round(((scene.xy[2 * row]! + 1) / 2) * (COLOUR_STEPS - 1)),
    );
    return { ...scene, colours: { index, palette: numberPalette(COLOUR_STEPS, false, 'light') } };
  },
};
