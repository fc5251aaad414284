import { beforeAll, describe, expect, it } from 'vitest';
import { createSyntheticEmbeddings } from '../../bench/synthetic.ts';
import { createMatrix, rowOf, selectRows, type VectorMatrix } from '../math/matrix.ts';
import { buildKnnGraph } from '../vector-index/knn-graph.ts';
import type { NeighborTable } from '../vector-index/vector-index.ts';
import { type ExtendProjectionOptions, extendProjection } from './extend-projection.ts';
import type { FittedProjection } from './projection.ts';
import { measureProjection } from './quality.ts';
import { buildProjection } from './umap.ts';

const COUNT = 2000;
const PARAMETERS = { nNeighbors: 15, minDist: 0.1, seed: 42 };
/** One paper in twenty is new. */
const isNew = (row: number) => row % 20 === 7;
const vectors = createSyntheticEmbeddings({ count: COUNT, dimension: 32, seed: 6 });

describe('extendProjection', () => {
  let graph: NeighborTable;
  let before: FittedProjection;
  let options: ExtendProjectionOptions;

  beforeAll(async () => {
    const old = Int32Array.from({ length: COUNT }, (_, row) => row).filter((row) => !isNew(row));
    graph = await buildKnnGraph(vectors, { k: 15 });
    const oldVectors = selectRows(vectors, old);
    before = await mapOf(oldVectors);
    const places = new Float32Array(2 * COUNT).fill(Number.NaN);
    for (const [at, row] of old.entries()) places.set(before.xy.subarray(2 * at, 2 * at + 2), 2 * row);
    options = { ...PARAMETERS, places, scale: before.scale, vectors };
  });

  async function mapOf(of: VectorMatrix): Promise<FittedProjection> {
    return buildProjection(await buildKnnGraph(of, { k: 15 }), { ...PARAMETERS, vectors: of, nEpochs: 300 });
  }

  /** Mean share of the true neighbours of new papers that the map keeps. */
  async function keptOfNew({ xy }: FittedProjection): Promise<number> {
    const { keptByPaper } = await measureProjection(vectors, graph, { xy, count: COUNT });
    const shares = keptByPaper.filter((_, row) => isNew(row));
    return shares.reduce((sum, share) => sum + share, 0) / shares.length;
  }

  it('leaves every old paper where it was, to the bit, and gives the same bytes twice', async () => {
    const map = await extendProjection(graph, options);
    expect(map.scale).toBe(before.scale);
    for (let row = 0; row < COUNT; row++) {
      if (!isNew(row)) expect(map.xy[2 * row]).toBe(options.places[2 * row]);
    }
    expect(map.xy.every((value) => value >= -1 && value <= 1)).toBe(true);
    expect(await extendProjection(graph, options)).toEqual(map);
  });

  it('keeps at least nine tenths of the neighbours of new papers that a map made anew keeps', async () => {
    const refit = await keptOfNew(await mapOf(vectors));
    const extended = await keptOfNew(await extendProjection(graph, options));
    expect(refit).toBeGreaterThan(0.2);
    expect(extended).toBeGreaterThanOrEqual(0.9 * refit);
  });

  it('places new papers that are near none but each other at the old paper that is nearest', async () => {
    const more = createMatrix(COUNT + 40, 32);
    more.data.set(vectors.data);
    const away = rowOf(vectors, 0).map((value) => -value);
    for (let row = COUNT; row < COUNT + 40; row++) {
      const vector = rowOf(more, row);
      vector.set(away);
      vector[row % 32]! += 0.01 * (row - COUNT + 1);
    }
    const places = new Float32Array(2 * (COUNT + 40)).fill(Number.NaN);
    places.set(options.places);
    const around = await buildKnnGraph(more, { k: 15 });
    const map = await extendProjection(around, { ...options, places, vectors: more });
    expect(map.xy.every((value) => value >= -1 && value <= 1)).toBe(true);
    // They stand beside one another, or beside the nearest of those that were there.
    const island = [0, 1].map((axis) => map.xy.subarray(2 * COUNT).filter((_, i) => i % 2 === axis));
    for (const values of island) expect(Math.max(...values) - Math.min(...values)).toBeLessThan(1);
  });

  it('gives the map that is there when nothing is new', async () => {
    const map = await extendProjection(graph, { ...options, places: (await mapOf(vectors)).xy });
    expect(map.xy).toEqual((await mapOf(vectors)).xy);
  });

  it('refuses a graph with gaps', async () => {
    const torn = { ...graph, indices: graph.indices.map((row, at) => (at === 3 ? -1 : row)) };
    await expect(extendProjection(torn, options)).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' });
  });
});
