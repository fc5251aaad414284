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
    let timer: ReturnType<typeof setTimeout> | undefined;
    const send = (progress: Progress) => {
      last = performance.now();
      report(progress);
    };
    const onProgress = (progress: Progress) => {
      if (progress.stage === 'embed') return;
      clearTimeout(timer);
      const wait = last + REPORT_EVERY - performance.now();
      const isLast = progress.done === progress.total;
      // What came last is told also when nothing comes after it.
      if (progress.stage === 'model' && wait > 0 && !isLast) timer = setTimeout(() => send(progress), wait);
      else send(progress);
    };
    embedder = await createBrowserEmbedder({ ...place, signal, onProgress });
    // The first run is several times slower than the rest: it happens before anyone waits for it.
    await embedder.embed(['warm'], 'query', { signal });
    return embedder.model;
  },
  async embed({ text, as }, { signal }) {
    if (embedder === null)
      throw new ExplorerError('MODEL_NOT_FOUND', 'the model is not loaded yet; wait for it');
    return (await embedder.embed([text], as, { signal })).data;
  },
});
