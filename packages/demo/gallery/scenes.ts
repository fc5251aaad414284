import type { GalleryScene } from './gallery-scene.ts';
import { arcs } from './scenes/arcs.ts';
import { colourCategories, colourNumbers, colourOther } from './scenes/colours.ts';
import { dark } from './scenes/dark.ts';
import { density, densityLit } from './scenes/density.ts';
import { dots } from './scenes/dots.ts';
import { fewPapers } from './scenes/few-papers.ts';
import { fiveThousand } from './scenes/five-thousand.ts';
import { forming } from './scenes/forming.ts';
import { heat } from './scenes/heat.ts';
import { hostileTitles } from './scenes/hostile-titles.ts';
import { judged } from './scenes/judged.ts';
import { lassoDrawing, lassoDrawn, lassoLit } from './scenes/lasso.ts';
import { namesFar } from './scenes/names-far.ts';
import { namesNear } from './scenes/names-near.ts';
import { noPapers } from './scenes/no-papers.ts';
import { onePaper } from './scenes/one-paper.ts';
import { path } from './scenes/path.ts';
import { regionOpen } from './scenes/region-open.ts';
import { sameSpot } from './scenes/same-spot.ts';
import { seedAtRest, seedLit, seedSelected } from './scenes/seed-atlas.ts';
import { starred } from './scenes/starred.ts';
import { terrain } from './scenes/terrain.ts';
import { threePapers } from './scenes/three-papers.ts';
import { titlesNear } from './scenes/titles-near.ts';

/** All scenes of the gallery, in the order in which its first page lists them. */
export const GALLERY_SCENES: readonly GalleryScene[] = [
  terrain,
  heat,
  dots,
  judged,
  starred,
  colourCategories,
  colourOther,
  colourNumbers,
  arcs,
  path,
  namesFar,
  namesNear,
  titlesNear,
  regionOpen,
  forming,
  lassoDrawing,
  lassoDrawn,
  lassoLit,
  dark,
  noPapers,
  onePaper,
  threePapers,
  fewPapers,
  sameSpot,
  hostileTitles,
  fiveThousand,
  density,
  densityLit,
  seedAtRest,
  seedLit,
  seedSelected,
];
