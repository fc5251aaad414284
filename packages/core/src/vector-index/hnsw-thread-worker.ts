import { parentPort, workerData } from 'node:worker_threads';
import type { Progress } from '../task.ts';
import { buildHnswIndex, type HnswIndex, saveHnswIndex, updateHnswIndex } from './hnsw.ts';
import {
  type FromHnswThread,
  type HnswCall,
  type HnswJob,
  type NumberedCall,
  toPlain,
} from './hnsw-thread.ts';
import type { NeighborTable } from './vector-index.ts';

/** The thread of an HNSW index: makes it, then searches and saves it when asked, until it is terminated. */
const job = workerData as HnswJob;
const say = (message: FromHnswThread): void => parentPort?.postMessage(message);
const task = { onProgress: (progress: Progress) => say({ type: 'progress', progress }) };

try {
  const index =
    'path' in job
      ? await updateHnswIndex(job.path, job.options, task)
      : await buildHnswIndex(job.vectors, job.options, task);
  if (index !== null) parentPort?.on('message', (numbered: NumberedCall) => void serve(index, numbered));
  say({ type: 'made', parameters: index && { ...index.parameters } });
} catch (error) {
  say({ type: 'failed', call: null, error: toPlain(error) });
}

async function serve(index: HnswIndex, { call, asked }: NumberedCall): Promise<void> {
  try {
    say({ type: 'answer', call, found: await answer(index, asked) });
  } catch (error) {
    say({ type: 'failed', call, error: toPlain(error) });
  }
}

async function answer(index: HnswIndex, asked: HnswCall): Promise<NeighborTable | null> {
  if (asked.type === 'search') return await index.search(asked.queries, asked.k, asked.options);
  await saveHnswIndex(index, asked.path);
  return null;
}
