import { encodeKeywordIndex } from '../keyword-index/keyword-file.ts';
import { toStoredCard } from '../papers/paper-card.ts';
import { type EncodedKind, encodeArray, encodeBytes, encodeJson, encodeJsonl } from '../store/shards.ts';
import type { AtlasMap } from './atlas-map.ts';
import type { AtlasContents } from './contents.ts';

/** The kinds that this version understands, in the order in which they are written. */
export const KINDS = [
  'papers',
  'cards',
  'embeddings',
  'embeddings-i8',
  'embeddings-scale',
  'neighbors',
  'neighbor-distances',
  'neighbor-reserve',
  'neighbor-reserve-distances',
  'projection',
  'placement',
  'regions',
  'membership',
  'keywords',
  'calibration',
  'hnsw',
] as const;

/** Of fewer papers the papers themselves come as soon as their cards would. */
const MIN_CARDS = 2000;

export type Kind = (typeof KINDS)[number];

/** The vectors; or, in an atlas where size counts, the same at a byte a value. */
export const EMBEDDINGS = 'embeddings' satisfies Kind;
export const BYTE_EMBEDDINGS = 'embeddings-i8' satisfies Kind;
/** What brings the bytes of a row to length 1. */
export const BYTE_SCALES = 'embeddings-scale' satisfies Kind;

/** The contents as kinds of an atlas folder. A single paper has no neighbours and no calibration, and a map may have been left out: those kinds are missing then. */
export function encodeContents(contents: AtlasContents): EncodedKind[] {
  const { papers, embeddings, neighbors, reserve, map, keywords, calibration } = contents;
  const count = papers.length;
  const kinds = [
    encodeJsonl('papers', papers),
    ...(count < MIN_CARDS ? [] : [encodeJsonl('cards', papers, { optional: true }, toStoredCard)]),
    encodeArray('embeddings', 'f32', embeddings.data, { shape: [count, embeddings.dimension] }),
    ...(map === null ? [] : encodeMap(map, count)),
    encodeBytes('keywords', () => encodeKeywordIndex(keywords), { optional: true }),
  ];
  if (calibration !== null) kinds.push(encodeJson('calibration', calibration, { optional: true }));
  if (neighbors.k > 0) {
    const shape = [count, neighbors.k];
    kinds.push(
      encodeArray('neighbors', 'i32', neighbors.indices, { shape }),
      encodeArray('neighbor-distances', 'f32', neighbors.distances, { shape }),
    );
  }
  if (reserve.k > 0) {
    const options = { shape: [count, reserve.k], optional: true };
    // What is not known is -1; a file holds no infinite distance.
    const distances = reserve.distances.map((distance) =>
      distance === Number.POSITIVE_INFINITY ? 0 : distance,
    );
    kinds.push(
      encodeArray('neighbor-reserve', 'i32', reserve.indices, options),
      encodeArray('neighbor-reserve-distances', 'f32', distances, options),
    );
  }
  return kinds;
}

function encodeMap({ projection, placement, regions, membership }: AtlasMap, count: number): EncodedKind[] {
  return [
    encodeArray('projection', 'f32', projection.xy, { shape: [count, 2] }),
    encodeArray('placement', 'f32', placement, { shape: [count], optional: true }),
    encodeJson('regions', regions),
    encodeArray('membership', 'i32', membership, { shape: [count, 2] }),
  ];
}
