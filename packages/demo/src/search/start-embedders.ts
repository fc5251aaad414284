import type { Embedder, Progress } from 'paper-atlas';
import type { ModelPlace, WantedModel } from './calls.ts';
import { createWorkerEmbedder } from './worker-embedder.ts';

/** More would take more memory than they save time. */
const MOST = 4;

/**
 * As many workers with the model as the machine has cores. Those that cannot be started are done without; progress is that
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
  const others = Math.min(MOST, navigator.hardwareConcurrency || 1) - 1;
  const started = await Promise.allSettled(
    Array.from({ length: others }, () => createWorkerEmbedder(first.model, place, () => undefined)),
  );
  return [first, ...started.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))];
}
