import type { BM25Index } from '../keyword-index/bm25-index.ts';
import { decodeKeywordIndex } from '../keyword-index/keyword-file.ts';
import { isRegion } from '../labels/is-region.ts';
import type { Region } from '../labels/region.ts';
import { decodeByteVectors } from '../math/byte-vectors.ts';
import type { VectorMatrix } from '../math/matrix.ts';
import { createResidentMatrix } from '../math/resident-matrix.ts';
import { isPaper, type Paper } from '../papers/paper.ts';
import type { Projection } from '../projection/projection.ts';
import { type Calibration, isCalibration } from '../search/calibration.ts';
import { type AtlasFiles, DATA_FOLDER, damagedFileError } from '../store/files.ts';
import { type AtlasManifest, readManifest } from '../store/manifest.ts';
import { hasKind, readArray, readBytes, readJson, readJsonl } from '../store/read-shards.ts';
import { Pace } from '../task.ts';
import type { NeighborTable } from '../vector-index/vector-index.ts';
import { BYTE_EMBEDDINGS, BYTE_SCALES, EMBEDDINGS, KINDS, type Kind } from './contents-kinds.ts';
import { createLazy } from './lazy.ts';
import { noMapError } from './no-map.ts';

/**
 * Reads the parts of one generation of an atlas, each when it is first asked for, checked against the manifest's hashes
 * and then for what it says: rows in range, distances that ascend, papers that are papers. Kept once read.
 */
export interface AtlasReader {
  readonly files: AtlasFiles;
  readonly manifest: AtlasManifest;
  papers(): Promise<readonly Paper[]>;
  /** count × dimension, unit length. */
  embeddings(): Promise<VectorMatrix>;
  /** The kNN graph; k = 0 for a single paper. */
  neighbors(): Promise<NeighborTable>;
  /** What is known of the neighbours beyond, padded with -1 and +Infinity; null in an atlas without it. */
  neighborReserve(): Promise<NeighborTable | null>;
  /** False for an atlas whose map was left out: `projection`, `regions` and `membership` throw MAP_NOT_FOUND then. */
  readonly hasMap: boolean;
  projection(): Promise<Projection>;
  /** For each paper the share of its true nearest that the map keeps, in [0, 1]; null in an atlas without it. */
  placement(): Promise<Float32Array | null>;
  regions(): Promise<readonly Region[]>;
  /** `count × 2`: coarse and fine region of each paper, as positions in the regions; -1 for none. */
  membership(): Promise<Int32Array>;
  /** The words of titles and abstracts; null in an atlas without them. */
  keywords(): Promise<BM25Index | null>;
  /** What a similarity means in this corpus; null in an atlas without it. */
  calibration(): Promise<Calibration | null>;
}

export interface AtlasReaderOptions {
  /**
   * True: the embeddings are read to where exact search compares them, which takes half the time then; their buffer cannot be transferred
   * to another thread. Default true.
   */
  readonly areVectorsResident?: boolean | undefined;
}

/** Papers checked between two looks at the clock. */
const ROWS_A_LOOK = 256;

/**
 * Reads the manifest; the parts wait until they are asked for.
 *
 * @throws ExplorerError ATLAS_NOT_FOUND, ATLAS_UNSUPPORTED, ATLAS_DAMAGED; each part throws ATLAS_DAMAGED naming its file, those of the map MAP_NOT_FOUND without one.
 */
export async function createAtlasReader(
  files: AtlasFiles,
  signal?: AbortSignal,
  { areVectorsResident = true }: AtlasReaderOptions = {},
): Promise<AtlasReader> {
  const manifest = await readManifest(files, { kinds: KINDS, signal });
  const { papers: count, dimension } = manifest.counts;

  function damaged(kind: Kind, got: string, expected: string): Error {
    const shards = manifest.kinds[kind]?.shards ?? [];
    const path = shards.map(({ name }) => `${DATA_FOLDER}/${name}`).join(', ');
    return damagedFileError(files.location, path, got, expected);
  }

  const hasMap = hasKind(manifest, 'projection');

  function assertMap(): void {
    if (!hasMap) throw noMapError(files.location);
  }

  const regions = createLazy(async () => {
    assertMap();
    const value = await readJson(files, manifest, 'regions');
    if (!Array.isArray(value) || !value.every(isRegion))
      throw damaged('regions', 'holds something else', 'a list of regions');
    return value as Region[];
  });

  const neighbors = createLazy(async () => {
    if (count === 1 && !hasKind(manifest, 'neighbors'))
      return { indices: new Int32Array(0), distances: new Float32Array(0), count, k: 0 };
    const table = await readTable('neighbors', 'neighbor-distances');
    const wrong = findGraphProblem(table);
    if (wrong !== null) throw damaged('neighbors', wrong, 'other rows of the atlas, nearest first');
    return table;
  });

  async function readTable(kind: Kind, distanceKind: Kind): Promise<NeighborTable> {
    const read = await readArray(files, manifest, kind, { dtype: 'i32', shape: [count, null] });
    const k = read.shape[1]!;
    const { data: distances } = await readArray(files, manifest, distanceKind, {
      dtype: 'f32',
      shape: [count, k],
    });
    return { indices: read.data, distances, count, k };
  }

  return {
    files,
    manifest,
    hasMap,
    regions: regions.get,
    neighbors: neighbors.get,

    papers: createLazy(async () => {
      const values = await readJsonl(files, manifest, 'papers');
      if (values.length !== count) throw damaged('papers', `hold ${values.length} papers`, `${count}`);
      const pace = new Pace(signal, 'reading the papers');
      for (let row = 0; row < count; row++) {
        if (!isPaper(values[row])) throw damaged('papers', `hold something else in row ${row}`, 'a paper');
        if (row % ROWS_A_LOOK === 0 && pace.isDue) await pace.rest();
      }
      return values as Paper[];
    }).get,

    embeddings: createLazy(async () => {
      const shape = [count, dimension];
      if (!hasKind(manifest, EMBEDDINGS) && hasKind(manifest, BYTE_EMBEDDINGS)) {
        const { data: codes } = await readArray(files, manifest, BYTE_EMBEDDINGS, { dtype: 'i8', shape });
        const { data: scales } = await readArray(files, manifest, BYTE_SCALES, {
          dtype: 'f32',
          shape: [count],
        });
        return decodeByteVectors({ codes, scales }, dimension);
      }
      const makeRoom = areVectorsResident ? () => createResidentMatrix(count, dimension)?.data : undefined;
      const { data } = await readArray(files, manifest, EMBEDDINGS, { dtype: 'f32', shape, makeRoom });
      return { data, count, dimension };
    }).get,

    neighborReserve: createLazy(async () => {
      if (!hasKind(manifest, 'neighbor-reserve')) return null;
      const table = await readTable('neighbor-reserve', 'neighbor-reserve-distances');
      const wrong = findReserveProblem(table, await neighbors.get());
      if (wrong !== null) throw damaged('neighbor-reserve', wrong, 'rows beyond the nearest, nearest first');
      // A file holds no infinite value.
      table.indices.forEach((row, at) => {
        if (row < 0) table.distances[at] = Number.POSITIVE_INFINITY;
      });
      return table;
    }).get,

    projection: createLazy(async () => {
      assertMap();
      const { data: xy } = await readArray(files, manifest, 'projection', {
        dtype: 'f32',
        shape: [count, 2],
      });
      if (xy.some((value) => value < -1 || value > 1))
        throw damaged('projection', 'holds a place off the map', 'values from -1 to 1');
      return { xy, count };
    }).get,

    placement: createLazy(async () => {
      if (!hasKind(manifest, 'placement')) return null;
      const { data } = await readArray(files, manifest, 'placement', { dtype: 'f32', shape: [count] });
      if (data.some((value) => value < 0 || value > 1))
        throw damaged('placement', 'holds no share', 'values from 0 to 1');
      return data;
    }).get,

    membership: createLazy(async () => {
      assertMap();
      const { data } = await readArray(files, manifest, 'membership', { dtype: 'i32', shape: [count, 2] });
      const { length } = await regions.get();
      if (data.some((region) => region < -1 || region >= length))
        throw damaged('membership', 'names a region that is not there', `-1 to ${length - 1}`);
      return data;
    }).get,

    keywords: createLazy(async () => {
      if (!hasKind(manifest, 'keywords')) return null;
      const index = await decodeKeywordIndex(await readBytes(files, manifest, 'keywords'), count);
      if (typeof index === 'string') throw damaged('keywords', index, 'the words of the papers');
      return index;
    }).get,

    calibration: createLazy(async () => {
      if (!hasKind(manifest, 'calibration')) return null;
      const value = await readJson(files, manifest, 'calibration');
      if (!isCalibration(value))
        throw damaged('calibration', 'holds something else', 'shares and similarities');
      return value;
    }).get,
  };
}

function findGraphProblem({ indices, distances, count, k }: NeighborTable): string | null {
  for (let at = 0; at < indices.length; at++) {
    const neighbor = indices[at]!;
    const row = Math.floor(at / k);
    if (neighbor < 0 || neighbor >= count || neighbor === row)
      return `gives row ${row} the neighbour ${neighbor}`;
    if (at % k > 0 && distances[at]! < distances[at - 1]!) return `gives row ${row} distances that fall`;
  }
  return null;
}

function findReserveProblem(
  { indices, distances, count, k }: NeighborTable,
  near: NeighborTable,
): string | null {
  for (let row = 0; row < count; row++) {
    let before = near.distances[(row + 1) * near.k - 1]!;
    let isEnded = false;
    for (let at = row * k; at < (row + 1) * k; at++) {
      const neighbor = indices[at]!;
      isEnded ||= neighbor === -1;
      if (isEnded ? neighbor !== -1 : neighbor < 0 || neighbor >= count || neighbor === row)
        return `gives row ${row} the neighbour ${neighbor}`;
      if (!isEnded && distances[at]! < before) return `gives row ${row} distances that fall`;
      before = distances[at]!;
    }
  }
  return null;
}
