import type { Embedder, ModelSpec, Progress } from 'paper-atlas';
import type { ModelCalls, ModelPlace } from './calls.ts';
import { connectWorker } from './connect-worker.ts';

/** Adapter of core's port: the model lives in a worker of its own and embeds one query after another. */
export async function createWorkerEmbedder(
  model: ModelSpec,
  place: ModelPlace,
  onProgress: (progress: Progress) => void,
): Promise<Embedder> {
  const worker = new Worker(new URL('./model-worker.ts', import.meta.url), { type: 'module', name: 'model' });
  const call = connectWorker<ModelCalls>(worker);
  try {
    await call('load', { ...place, model }, { onReport: onProgress });
  } catch (error) {
    worker.terminate();
    throw error;
  }
  return {
    model,
    async embed(texts, _as, task = {}) {
      const { dimension } = model;
      const data = new Float32Array(texts.length * dimension);
      for (const [row, text] of texts.entries())
        data.set(await call('embedQuery', text, { signal: task.signal }), row * dimension);
      return { data, count: texts.length, dimension };
    },
    dispose: async () => worker.terminate(),
  };
}
