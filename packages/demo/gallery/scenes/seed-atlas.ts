import { httpFiles, openAtlas } from 'paper-atlas';
import type { MapScene, MapTheme } from '../../src/map/map-scene.ts';
import { NO_MARKS } from '../../src/map/no-marks.ts';
import { layoutTerrain } from '../../src/map/terrain-layout.ts';
import { createAnswer } from '../../src/search/answers.ts';
import type { GalleryScene } from '../gallery-scene.ts';

/** The paper that plays the query: its own closeness to all others lights the land. */
const QUERY = 'Rationales for Sequential Predictions';
const NEIGHBORS = 8;
/** A neighbour is torn away when this many times NEIGHBORS papers lie nearer on the map. */
const TORN_FACTOR = 4;

/** The sample atlas that the dev server gives out. */
async function loadSeed(theme: MapTheme): Promise<MapScene> {
  const atlas = await openAtlas(httpFiles('../atlas/'));
  const { xy, count } = await atlas.projection();
  const regions = await atlas.regions();
  return {
    count,
    xy,
    titles: atlas.papers.map(({ title }) => title),
    regions,
    membership: await atlas.membership(),
    terrain: layoutTerrain(xy),
    ...NO_MARKS,
    theme,
    reducedMotion: false,
  };
}

async function lightSeed(scene: MapScene): Promise<MapScene> {
  const atlas = await openAtlas(httpFiles('../atlas/'));
  const asked = atlas.findPaper(QUERY).id;
  const ranking = await atlas.rank([asked], { mode: 'semantic' });
  const { heat } = createAnswer({ query: QUERY }, 'semantic', ranking, {
    count: scene.count,
    explanations: new Map(),
    milliseconds: 0,
  });
  return { ...scene, heat, hits: Array.from(ranking.rows.subarray(0, 30)) };
}

async function selectSeed(scene: MapScene): Promise<MapScene> {
  const atlas = await openAtlas(httpFiles('../atlas/'));
  const { indices, k } = await atlas.neighbors();
  const selected = scene.hits[2] ?? 0;
  const away = (row: number): number =>
    Math.hypot(
      scene.xy[2 * row]! - scene.xy[2 * selected]!,
      scene.xy[2 * row + 1]! - scene.xy[2 * selected + 1]!,
    );
  const arcs = [...indices.subarray(selected * k, selected * k + Math.min(k, NEIGHBORS))].map((to) => {
    const nearer = scene.titles.filter((_, row) => away(row) < away(to)).length;
    return { from: selected, to, isTorn: nearer > TORN_FACTOR * NEIGHBORS };
  });
  return { ...scene, selected, arcs };
}

export const seedAtRest: GalleryScene = {
  name: 'seed',
  about: 'The sample atlas at rest.',
  make: loadSeed,
};

export const seedLit: GalleryScene = {
  name: 'seed-lit',
  about: 'The sample atlas, lit by a query.',
  make: async (theme) => lightSeed(await loadSeed(theme)),
};

export const seedSelected: GalleryScene = {
  name: 'seed-selected',
  about: 'The sample atlas, lit, a paper selected and its neighbours.',
  make: async (theme) => selectSeed(await lightSeed(await loadSeed(theme))),
};
