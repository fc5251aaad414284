import type { ErrorCode } from '../errors.ts';
import type { TextRole } from './embedder.ts';
import type { ModelSpec } from './model-spec.ts';

/** What the pool says to a worker process. */
export type ToWorker =
  | { readonly type: 'load'; readonly model: ModelSpec; readonly location: string }
  | { readonly type: 'embed'; readonly job: number; readonly text: string; readonly as: TextRole }
  | { readonly type: 'stop' };

/** What a worker process says to the pool. */
export type FromWorker =
  | { readonly type: 'ready' }
  | {
      readonly type: 'vector';
      readonly job: number;
      readonly vector: Float32Array;
      /** Peak memory of the process so far, in bytes. */
      readonly peakBytes: number;
    }
  | { readonly type: 'failed'; readonly error: PlainError };

/** An error that crosses a process border. */
export interface PlainError {
  readonly code: ErrorCode;
  readonly message: string;
  readonly details: Readonly<Record<string, unknown>>;
}
