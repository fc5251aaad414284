import { expect, it } from 'vitest';
import { createMatrix } from '../math/matrix.ts';
import { Pace } from '../task.ts';
import { HnswGraph, type NativeGraph } from './hnsw-graph.ts';
import { HNSW_DEFAULTS } from './hnsw-parameters.ts';
import { VectorTable } from './vector-table.ts';

/** A native graph as it is on a machine that runs out of memory after `room` vectors. */
function createCramped(room: number, calls: string[]): NativeGraph {
  let max = 0;
  let count = 0;
  return {
    initIndex: (maxElements) => {
      calls.push(`initIndex ${maxElements}`);
      max = maxElements;
    },
    resizeIndex: (maxElements) => {
      calls.push(`resizeIndex ${maxElements}`);
      if (maxElements > room) throw new Error('Not enough memory');
      max = maxElements;
    },
    addPoint: (point) => {
      expect(Array.isArray(point)).toBe(true);
      if (++count > room) throw new Error('Not enough memory');
    },
    searchKnn: () => ({ neighbors: [], distances: [] }),
    setEf: () => undefined,
    getMaxElements: () => max,
    getCurrentCount: () => count,
    readIndex: () => Promise.resolve(true),
    writeIndex: () => Promise.resolve(true),
  };
}

it('never asks initIndex for much, which ends the process when there is no memory', () => {
  const calls: string[] = [];
  const graph = new HnswGraph(new VectorTable('cosine', 2), createCramped(100, calls));
  graph.init(50, HNSW_DEFAULTS);
  graph.reserve(40);
  graph.reserve(51);
  expect(calls).toEqual(['initIndex 1', 'resizeIndex 50', 'resizeIndex 100']);
});

it('is INDEX_FULL, with the native cause, when there is no memory to grow or to add', async () => {
  const vectors = createMatrix(3, 1, Float32Array.of(1, 2, 3));
  const graph = new HnswGraph(VectorTable.over(vectors, 'l2'), createCramped(2, []));
  const full = expect.objectContaining({ code: 'INDEX_FULL', cause: new Error('Not enough memory') });
  expect(() => graph.init(3, HNSW_DEFAULTS)).toThrow(full);
  await expect(graph.insertAll(new Pace(undefined, 'adding'))).rejects.toEqual(full);
});
