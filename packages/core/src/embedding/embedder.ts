import type { VectorMatrix } from '../math/matrix.ts';
import type { LongTask } from '../task.ts';
import type { ModelSpec } from './model-spec.ts';

/** Models that tell questions from stored texts put a different prefix before each. */
export type TextRole = 'document' | 'query';

/** A task that is told of each vector as soon as it is made, so that it can be kept before the last one is there. */
export interface EmbedTask extends LongTask {
  /**
   * `row` is the text's place in the call; in no particular order, each at most once. The vector is lent for the call. An
   * adapter that learns of its vectors all at once need not call it.
   */
  readonly onVector?: ((row: number, vector: Float32Array) => void) | undefined;
}

/**
 * Port: texts to vectors. Asynchronous and in batches, so that a remote service can be an adapter.
 * The vector of a text is the same bytes whatever its batch, its place in it or the number of workers.
 */
export interface Embedder {
  readonly model: ModelSpec;
  /**
   * One unit-length row a text, in the order given. An empty string is a text like any other.
   *
   * @throws ExplorerError ABORTED when the task's signal is aborted: the text in flight ends, the rest is dropped.
   * @throws ExplorerError WORKER_FAILED when the process that embeds has died; the cause says how.
   */
  embed(texts: readonly string[], as: TextRole, task?: EmbedTask): Promise<VectorMatrix>;
  /** Frees the model. Safe to call twice; embedding afterwards is an error. */
  dispose(): Promise<void>;
}
