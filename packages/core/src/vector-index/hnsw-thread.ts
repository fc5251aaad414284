import { Worker } from 'node:worker_threads';
import { ExplorerError, isExplorerError } from '../errors.ts';
import type { VectorMatrix } from '../math/matrix.ts';
import { abortedError, type LongTask, type Progress, throwIfAborted } from '../task.ts';
import { disposedError } from './exact.ts';
import {
  buildHnswIndex,
  type HnswIndex,
  type HnswOptions,
  saveHnswIndex,
  type UpdateHnswOptions,
  updateHnswIndex,
} from './hnsw.ts';
import type { HnswParameters } from './hnsw-parameters.ts';
import { shareValues } from './shared-vectors.ts';
import type { NeighborTable, VectorIndex, VectorSearchOptions } from './vector-index.ts';

/** An HNSW index that can be asked and saved, wherever it lives. */
export interface SavableHnswIndex extends VectorIndex {
  readonly parameters: HnswParameters;
  /** As `saveHnswIndex`. */
  save(path: string): Promise<void>;
}

/** What a thread is to make. `vectors` are shared with it. */
export type HnswJob =
  | { readonly vectors: VectorMatrix; readonly options: HnswOptions }
  | { readonly path: string; readonly options: UpdateHnswOptions };

/** What a thread is asked once it has made its index. */
export type HnswCall =
  | {
      readonly type: 'search';
      readonly queries: VectorMatrix;
      readonly k: number;
      readonly options: Omit<VectorSearchOptions, 'signal'>;
    }
  | { readonly type: 'save'; readonly path: string };

export interface NumberedCall {
  readonly call: number;
  readonly asked: HnswCall;
}

/** What a thread is told: to answer, or to end at its next turn. */
export type ToHnswThread = NumberedCall | 'stop';

/** What a thread says. */
export type FromHnswThread =
  | { readonly type: 'progress'; readonly progress: Progress }
  /** Null when there was nothing to update. */
  | { readonly type: 'made'; readonly parameters: HnswParameters | null }
  | { readonly type: 'answer'; readonly call: number; readonly found: NeighborTable | null }
  | { readonly type: 'failed'; readonly call: number | null; readonly error: unknown };

/** So few vectors are indexed before a thread has begun. */
const LEAST_VECTORS = 1500;

const WHAT = 'the index';

/**
 * As `buildHnswIndex` and, to the byte of its file, the same graph; in a thread of its own, which holds the index, so that
 * the event loop stays free and the rest of a build goes on meanwhile. Few vectors are indexed here.
 *
 * @throws ExplorerError as `buildHnswIndex`; WORKER_FAILED
 */
export async function buildHnswInThread(
  vectors: VectorMatrix,
  options: HnswOptions = {},
  task: LongTask = {},
): Promise<SavableHnswIndex> {
  if (vectors.count < LEAST_VECTORS) return hold(await buildHnswIndex(vectors, options, task));
  const index = await HnswThread.start({ vectors: await shareMatrix(vectors), options }, vectors, task);
  return index!;
}

/**
 * As `updateHnswIndex`, in a thread. The memory of `before` goes over to the thread: it cannot be read here any more.
 *
 * @returns null when an index made anew is better
 * @throws ExplorerError as `updateHnswIndex`; WORKER_FAILED
 */
export async function updateHnswInThread(
  path: string,
  options: UpdateHnswOptions,
  task: LongTask = {},
): Promise<SavableHnswIndex | null> {
  const { vectors, before } = options;
  if (vectors.count < LEAST_VECTORS) {
    const updated = await updateHnswIndex(path, options, task);
    return updated && hold(updated);
  }
  const job = { path, options: { ...options, vectors: await shareMatrix(vectors) } };
  return await HnswThread.start(job, vectors, task, [before.data.buffer as ArrayBuffer]);
}

/** An index that lives here. */
function hold(index: HnswIndex): SavableHnswIndex {
  const { metric, dimension, parameters } = index;
  return {
    metric,
    dimension,
    parameters,
    count: index.count,
    search: (queries, k, options) => index.search(queries, k, options),
    save: (path) => saveHnswIndex(index, path),
    dispose: () => index.dispose(),
  };
}

interface Waiting {
  readonly resolve: (found: NeighborTable | null) => void;
  readonly reject: (error: unknown) => void;
}

class HnswThread implements SavableHnswIndex {
  readonly metric;
  readonly dimension: number;
  readonly count: number;
  readonly parameters: HnswParameters;
  private readonly worker: Worker;
  private readonly ended: Promise<void>;
  private readonly waiting = new Map<number, Waiting>();
  private calls = 0;
  private failure: Error | null = null;

  /** The index of `vectors` once the thread has made it; null when it made none. */
  static async start(
    job: HnswJob,
    vectors: VectorMatrix,
    task: LongTask,
    transferList: ArrayBuffer[] = [],
  ): Promise<HnswThread | null> {
    throwIfAborted(task.signal, WHAT);
    const worker = new Worker(workerFile(), { workerData: job, transferList, execArgv: [] });
    const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
    try {
      const parameters = await made(worker, task);
      if (parameters !== null) return new HnswThread(worker, ended, job.options, vectors, parameters);
    } catch (error) {
      await endSoftly(worker, ended);
      throw error;
    }
    await endSoftly(worker, ended);
    return null;
  }

  private constructor(
    worker: Worker,
    ended: Promise<void>,
    { metric = 'cosine' }: HnswOptions,
    { count, dimension }: VectorMatrix,
    parameters: HnswParameters,
  ) {
    this.worker = worker;
    this.ended = ended;
    this.metric = metric;
    this.count = count;
    this.dimension = dimension;
    this.parameters = parameters;
    worker.on('message', (message: FromHnswThread) => this.take(message));
    worker.on('error', (cause) => this.failAll(failure(cause)));
    worker.on('exit', (code) => this.failAll(failure(`it ended with code ${code}`)));
    // Whoever forgets to dispose an index can end all the same.
    worker.unref();
  }

  async search(
    queries: VectorMatrix,
    k: number,
    { signal, ...options }: VectorSearchOptions = {},
  ): Promise<NeighborTable> {
    throwIfAborted(signal, 'the search');
    const found = await this.ask({ type: 'search', queries, k, options });
    throwIfAborted(signal, 'the search');
    return found!;
  }

  async save(path: string): Promise<void> {
    await this.ask({ type: 'save', path });
  }

  async dispose(): Promise<void> {
    this.failure ??= disposedError();
    await endSoftly(this.worker, this.ended);
  }

  private ask(asked: HnswCall): Promise<NeighborTable | null> {
    if (this.failure !== null) return Promise.reject(this.failure);
    return new Promise((resolve, reject) => {
      const call = this.calls++;
      this.waiting.set(call, { resolve, reject });
      this.worker.ref();
      this.worker.postMessage({ call, asked } satisfies ToHnswThread);
    });
  }

  private take(message: FromHnswThread): void {
    if (message.type !== 'answer' && message.type !== 'failed') return;
    const waiting = this.waiting.get(message.call ?? -1);
    this.waiting.delete(message.call ?? -1);
    if (this.waiting.size === 0) this.worker.unref();
    if (message.type === 'answer') waiting?.resolve(message.found);
    else waiting?.reject(toError(message.error));
  }

  private failAll(error: Error): void {
    this.failure ??= error;
    for (const { reject } of this.waiting.values()) reject(this.failure);
    this.waiting.clear();
  }
}

/**
 * Asks a thread to end, and waits until it has. It is not terminated: one that stands in native code when it is would take
 * the whole process with it, since hnswlib-node cannot give its result to an engine that is closing.
 */
async function endSoftly(worker: Worker, ended: Promise<void>): Promise<void> {
  worker.ref();
  worker.postMessage('stop' satisfies ToHnswThread);
  await ended;
}

/** Waits until the thread has made its index, and hands its progress on. */
function made(worker: Worker, { signal, onProgress }: LongTask): Promise<HnswParameters | null> {
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(abortedError(signal!, WHAT));
    const end = (code: number): void => reject(failure(`it ended with code ${code}`));
    const fail = (cause: Error): void => reject(failure(cause));
    const take = (message: FromHnswThread): void => {
      if (message.type === 'progress') onProgress?.(message.progress);
      else if (message.type === 'failed') reject(toError(message.error));
      else if (message.type === 'made') {
        signal?.removeEventListener('abort', stop);
        worker.off('message', take).off('exit', end).off('error', fail);
        resolve(message.parameters);
      }
    };
    signal?.addEventListener('abort', stop, { once: true });
    worker.on('message', take).on('exit', end).on('error', fail);
  });
}

/** An error as the thread made it plain. */
function toError(error: unknown): Error {
  const { code, message, details } = error as Pick<ExplorerError, 'code' | 'message' | 'details'>;
  return new ExplorerError(code, message, { details });
}

/** What {@link toError} makes an error of again. */
export function toPlain(error: unknown): Pick<ExplorerError, 'code' | 'message' | 'details'> {
  if (isExplorerError(error)) return { code: error.code, message: error.message, details: error.details };
  return failure(error);
}

function failure(cause: unknown): ExplorerError {
  const why = cause instanceof Error ? cause.message : String(cause);
  return new ExplorerError('WORKER_FAILED', `the thread that holds the index has failed: ${why}`);
}

async function shareMatrix(vectors: VectorMatrix): Promise<VectorMatrix> {
  return { ...vectors, data: await shareValues(vectors.data) };
}

/** Threads run from the build: Node 20 cannot start a `.ts` file. */
function workerFile(): URL {
  const here = import.meta.url;
  return here.endsWith('.ts')
    ? new URL('../../dist/vector-index/hnsw-thread-worker.js', here)
    : new URL('./hnsw-thread-worker.js', here);
}
