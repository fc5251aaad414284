import type { AtlasCalls } from './calls.ts';
import { connectWorker } from './connect-worker.ts';

/** A worker that holds one atlas, with the model that it has started. */
export interface AtlasLink {
  readonly call: ReturnType<typeof connectWorker<AtlasCalls>>;
  /** Ends it and whatever it is doing at once; what it was asked is never answered. */
  end(): void;
}

export function startAtlasWorker(): AtlasLink {
  const worker = new Worker(new URL('./atlas-worker.ts', import.meta.url), { type: 'module', name: 'atlas' });
  return { call: connectWorker<AtlasCalls>(worker), end: () => worker.terminate() };
}
