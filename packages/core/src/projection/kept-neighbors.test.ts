import { describe, expect, it } from 'vitest';
import { isExplorerError } from '../errors.ts';
import { createMatrix, normalizeRows } from '../math/matrix.ts';
import { createRandom } from '../math/random.ts';
import { buildKnnGraph } from '../vector-index/knn-graph.ts';
import { measureKeptNeighbors } from './kept-neighbors.ts';
import { measureProjection } from './quality.ts';

const random = createRandom(5);
const count = 60;
const vectors = normalizeRows(
  createMatrix(
    count,
    8,
    Float32Array.from({ length: count * 8 }, () => random() - 0.5),
  ),
);
const projection = { xy: Float32Array.from({ length: 2 * count }, () => 2 * random() - 1), count };

const codeOf = (error: unknown): unknown => (isExplorerError(error) ? error.code : error);

describe('the neighbours that a map keeps', () => {
  it('are those that the whole measure finds', async () => {
    const graph = await buildKnnGraph(vectors, { k: 12 });
    for (const k of [1, 5, 10, 40]) {
      const whole = await measureProjection(vectors, graph, projection, { k });
      const { keptByPaper, keptNeighbors } = await measureKeptNeighbors(graph, projection, { k });
      expect(keptByPaper).toEqual(whole.keptByPaper);
      expect(keptNeighbors).toBe(whole.keptNeighbors);
    }
  });

  it('are all of them where there are no others, or no papers', async () => {
    const one = { indices: new Int32Array(0), distances: new Float32Array(0), count: 1, k: 0 };
    expect(await measureKeptNeighbors(one, { xy: new Float32Array(2), count: 1 })).toEqual({
      k: 0,
      keptByPaper: Float32Array.of(1),
      keptNeighbors: 1,
    });
    const none = { ...one, count: 0 };
    expect((await measureKeptNeighbors(none, { xy: new Float32Array(0), count: 0 })).keptNeighbors).toBe(1);
  });

  it('are refused for a map of other papers, and for no neighbours', async () => {
    const graph = await buildKnnGraph(vectors, { k: 12 });
    const other = { xy: new Float32Array(4), count: 2 };
    expect(await measureKeptNeighbors(graph, other).catch(codeOf)).toBe('DIMENSION_MISMATCH');
    for (const k of [0, 1.5, Number.NaN])
      expect(await measureKeptNeighbors(graph, projection, { k }).catch(codeOf)).toBe('INVALID_ARGUMENT');
  });

  it('stop being counted when the signal says so', async () => {
    const graph = await buildKnnGraph(vectors, { k: 12 });
    const signal = AbortSignal.abort();
    expect(await measureKeptNeighbors(graph, projection, {}, { signal }).catch(codeOf)).toBe('ABORTED');
  });
});
