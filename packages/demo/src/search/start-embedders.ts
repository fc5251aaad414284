import type { Embedder, Progress } from 'paper-atlas';
import type { WantedModel } from './calls.ts';
import type { ModelPlace } from './model-place.ts';
import { createWorkerEmbedder } from './worker-embedder.ts';

/** More would take more memory than they save time. */
const MOST = 4;

/**
 * A worker with the model for each core of the machine but one, which is the page's: where all are busy, a picture that takes a few
 * milliseconds waits for tenths of a second (`npm run bench -- own-papers`). Those that cannot be started are done without; progress is that
 * of the first.
 *
 * @throws ExplorerError what starting the first one throws
 */
export async function startEmbedders(
  model: WantedModel,
  place: ModelPlace,
  onProgress: (progress: Progress) => void,
): Promise<[Embedder, ...Embedder[]]> {
  const first = await createWorkerEmbedder(model, place, onProgress);
  const others = Math.min(MOST, Math.max(1, (navigator.hardwareConcurrency || 1) - 1)) - 1;
  const started = await Promise.allSettled(
    Array.from({ length: others }, () => createWorkerEmbedder(first.model, place, () => undefined)),
  );
  return [first, ...started.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))];
}
