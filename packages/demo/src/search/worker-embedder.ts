import type { Embedder, Progress } from 'paper-atlas';
import type { ModelCalls, WantedModel } from './calls.ts';
import { connectWorker } from './connect-worker.ts';
import type { ModelPlace } from './model-place.ts';

/** Vectors of the last queries: the same words in another mode, or asked why, are not embedded again. */
const KEPT_QUERIES = 32;

/**
 * Adapter of core's port: the model lives in a worker of its own and embeds one text after another. Documents wait for
 * queries: a question never stands behind more than one sentence.
 */
export async function createWorkerEmbedder(
  wanted: WantedModel,
  place: ModelPlace,
  onProgress: (progress: Progress) => void,
): Promise<Embedder> {
  const worker = new Worker(new URL('./model-worker.ts', import.meta.url), { type: 'module', name: 'model' });
  const call = connectWorker<ModelCalls>(worker);
  const model = await call('load', { ...place, model: wanted }, { onReport: onProgress }).catch((error) => {
    worker.terminate();
    throw error;
  });
  const kept = new Map<string, Float32Array>();
  /** The last query that was asked for, whatever came of it. */
  let queries: Promise<unknown> = Promise.resolve();

  async function embedQuery(text: string, signal: AbortSignal | undefined): Promise<Float32Array> {
    const known = kept.get(text);
    if (known !== undefined) return known;
    // One after another, here and not in the worker: what nobody waits for any longer is never begun.
    const asked = queries.then(() => {
      signal?.throwIfAborted();
      return call('embed', { text, as: 'query' }, { signal });
    });
    queries = asked.catch(() => undefined);
    const vector = await asked;
    kept.set(text, vector);
    if (kept.size > KEPT_QUERIES) kept.delete(kept.keys().next().value!);
    return vector;
  }

  async function embedDocument(text: string, signal: AbortSignal | undefined): Promise<Float32Array> {
    await queries;
    signal?.throwIfAborted();
    return call('embed', { text, as: 'document' }, { signal });
  }

  return {
    model,
    async embed(texts, as, { signal } = {}) {
      const { dimension } = model;
      const data = new Float32Array(texts.length * dimension);
      const embedOne = as === 'query' ? embedQuery : embedDocument;
      for (const [row, text] of texts.entries()) data.set(await embedOne(text, signal), row * dimension);
      return { data, count: texts.length, dimension };
    },
    dispose: async () => worker.terminate(),
  };
}
