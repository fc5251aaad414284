import { createBrowserEmbedder, type Embedder, ExplorerError, type Progress } from 'paper-atlas';
import { serveCalls } from './border.ts';
import type { ModelCalls } from './calls.ts';

/** Reports of the bytes, at most one in so many milliseconds. */
const REPORT_EVERY = 100;
/** The worker that runs the model: nothing else waits while it thinks. */
let embedder: Embedder | null = null;

serveCalls<ModelCalls>(self, {
  async load(place, { signal, report }) {
    let last = 0;
    const onProgress = (progress: Progress) => {
      const now = performance.now();
      if (progress.stage === 'embed') return;
      const isLast = progress.done === progress.total;
      if (progress.stage === 'model' && now - last < REPORT_EVERY && !isLast) return;
      last = now;
      report(progress);
    };
    embedder = await createBrowserEmbedder({ ...place, signal, onProgress });
    // The first run is several times slower than the rest: it happens before anyone waits for it.
    await embedder.embed(['warm'], 'query', { signal });
    return null;
  },
  async embedQuery(query, { signal }) {
    if (embedder === null)
      throw new ExplorerError('MODEL_NOT_FOUND', 'the model is not loaded yet; wait for it');
    return (await embedder.embed([query], 'query', { signal })).data;
  },
});
