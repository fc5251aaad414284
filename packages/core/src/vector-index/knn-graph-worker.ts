import { parentPort, workerData } from 'node:worker_threads';
import { createExactIndex } from './exact.ts';
import { fillKnnRows, KNN_BATCH_ROWS } from './knn-graph.ts';
import type { KnnGraphWork } from './knn-graph-threads.ts';

/**
 * A thread of `buildKnnGraphInThreads`: takes the next rows that no thread has taken, writes their neighbours into the
 * shared graph, says how many there were, until none are left.
 */
const { vectors, graph, rows, next } = workerData as KnnGraphWork;
const exact = createExactIndex(vectors);
const take = (): number => Atomics.add(next, 0, KNN_BATCH_ROWS);
for (let from = take(); from < graph.count; from = take()) {
  const to = Math.min(from + KNN_BATCH_ROWS, graph.count);
  await fillKnnRows(graph, vectors, { from, to, rows, index: exact, exact });
  parentPort?.postMessage(to - from);
}
