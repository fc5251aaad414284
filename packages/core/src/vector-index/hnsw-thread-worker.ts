import { parentPort, workerData } from 'node:worker_threads';
import type { Progress } from '../task.ts';
import { buildHnswIndex, type HnswIndex, saveHnswIndex, updateHnswIndex } from './hnsw.ts';
import {
  type FromHnswThread,
  type HnswCall,
  type HnswJob,
  type NumberedCall,
  type ToHnswThread,
  toPlain,
} from './hnsw-thread.ts';
import type { NeighborTable } from './vector-index.ts';

/** The thread of an HNSW index: makes it, then searches and saves it when asked, until it is told to stop. */
const job = workerData as HnswJob;
const port = parentPort!;
const say = (message: FromHnswThread): void => port.postMessage(message);
const stop = new AbortController();
const task = { signal: stop.signal, onProgress: (progress: Progress) => say({ type: 'progress', progress }) };
let made: HnswIndex | null = null;

port.on('message', (told: ToHnswThread) => {
  if (told !== 'stop') return void serve(made!, told);
  // The thread ends by itself once nothing listens and the work on its way has stopped.
  stop.abort();
  port.close();
});

try {
  made =
    'path' in job
      ? await updateHnswIndex(job.path, job.options, task)
      : await buildHnswIndex(job.vectors, job.options, task);
  say({ type: 'made', parameters: made && { ...made.parameters } });
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
  if (asked.type === 'search')
    return await index.search(asked.queries, asked.k, { ...asked.options, signal: stop.signal });
  await saveHnswIndex(index, asked.path);
  return null;
}
