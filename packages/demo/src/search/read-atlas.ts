import { type AtlasReader, buildKnnGraph, type CardAtlas, type NeighborTable, type Paper } from 'paper-atlas';
import { keepLast } from '../keep-last.ts';
import { layoutTerrain } from '../map/terrain-layout.ts';
import { askableOf } from '../state/askable.ts';
import type { AtlasMap, OpenedAtlas } from '../state/opened-atlas.ts';
import { type PackedAtlas, packCards } from './packed-atlas.ts';
import { type PlainError, toPlainError } from './plain-error.ts';

/**
 * The parts of an atlas that the page shows. A part whose file is missing or altered is left out, with its error among
 * the problems; what can be made again from other parts is: the graph from the vectors, and (by the caller) the map from
 * the graph. An atlas without a map is not damaged.
 */
export async function readOpenedAtlas(atlas: CardAtlas): Promise<PackedAtlas> {
  const problems: PlainError[] = [];
  const orNull = async <T>(part: Promise<T>): Promise<T | null> =>
    part.catch((error: unknown) => {
      problems.push(toPlainError(error));
      return null;
    });
  const [map, graph, placement] = await Promise.all([
    orNull(readMap(atlas, orNull)),
    orNull(atlas.neighbors()),
    orNull(atlas.placement()),
  ]);
  return {
    cards: packCards(atlas.cards),
    whole: await readWhole(atlas),
    columnNames: atlas.columnNames(),
    askable: askableOf(atlas.cards),
    model: atlas.manifest.model,
    keptNeighbors: map === null ? null : (atlas.manifest.quality.keptNeighbors ?? null),
    placement: map === null ? null : placement,
    graph: graph ?? (await orNull(rebuildGraph(atlas))),
    map,
    mapOptions: mapOptionsOf(atlas),
    origin: originOf(atlas),
    problems: distinct(problems),
  };
}

/** Texts of so many bytes come with the atlas: some thousand papers. */
const MAX_WHOLE = 4 * 2 ** 20;

/** Null when they are more, and when one of them cannot be read: then each is read, or told of, by itself. */
async function readWhole({ manifest, cards, readPapers }: CardAtlas): Promise<readonly Paper[] | null> {
  const bytes = (manifest.kinds['papers']?.shards ?? []).reduce((sum, shard) => sum + shard.bytes, 0);
  return bytes > MAX_WHOLE ? null : readPapers([...cards.keys()]).catch(() => null);
}

/** The map before anything else is read; null without one, or when its places cannot be read: `readOpenedAtlas` says why. */
export function readFirstMap(reader: AtlasReader): Promise<AtlasMap | null> {
  const orNull = <T>(part: Promise<T>) => part.catch(() => null);
  return orNull(readMap(reader, orNull));
}

/** Of the places that were laid out last: the first map's are the atlas' own. */
const terrainOf = keepLast(layoutTerrain);

async function readMap(
  atlas: Pick<CardAtlas, 'manifest' | 'hasMap' | 'projection' | 'regions' | 'membership'>,
  orNull: <T>(part: Promise<T>) => Promise<T | null>,
): Promise<AtlasMap | null> {
  if (!atlas.hasMap) return null;
  const { xy, count } = await atlas.projection();
  // Names are a gift: without them the map is still a map.
  const named = await orNull(Promise.all([atlas.regions(), atlas.membership()]));
  const [regions, membership] = named ?? [[], new Int32Array(2 * count).fill(-1)];
  return {
    xy,
    regions: regions.map((region, id) => ({ ...region, id })),
    membership,
    terrain: terrainOf(xy),
    isComputed: false,
  };
}

function originOf({ manifest }: CardAtlas): OpenedAtlas['origin'] {
  const { atlasId, format, generation, quality } = manifest;
  const { trustworthiness = null, continuity = null } = quality;
  return { atlasId, format, generation, trustworthiness, continuity };
}

function mapOptionsOf({ manifest }: CardAtlas): OpenedAtlas['mapOptions'] {
  const { nNeighbors, minDist, seed } = manifest.steps.projection;
  return { nNeighbors: Math.max(2, nNeighbors), minDist: Math.min(1, minDist), seed };
}

async function rebuildGraph(atlas: CardAtlas): Promise<NeighborTable> {
  const embeddings = await atlas.embeddings();
  const k = Math.max(1, Math.min(atlas.manifest.steps.graph.k || 15, embeddings.count - 1));
  return buildKnnGraph(embeddings, { k });
}

function distinct(problems: readonly PlainError[]): PlainError[] {
  return [...new Map(problems.map((problem) => [problem.message, problem])).values()];
}
