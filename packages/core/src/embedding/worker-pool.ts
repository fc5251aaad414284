import { type ChildProcess, fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { ExplorerError } from '../errors.ts';
import { createMatrix, type VectorMatrix } from '../math/matrix.ts';
import { abortedError, throwIfAborted } from '../task.ts';
import type { Embedder, EmbedTask, TextRole } from './embedder.ts';
import type { ModelSpec } from './model-spec.ts';
import type { FromWorker, ToWorker } from './worker-messages.ts';

export interface WorkerPoolOptions {
  readonly model: ModelSpec;
  /** Folder of the model's files. */
  readonly location: string;
  /** Processes at most, each with one ONNX thread, 1 to 256; default: the number of cores. */
  readonly workers?: number | undefined;
  /** Processes that start now instead of with the first texts, `all` or so many; default 0. */
  readonly eager?: number | 'all' | undefined;
}

/** Texts given to a process at once: the one in flight and the next, so that it never waits for the pool. */
const TEXTS_AHEAD = 2;
/** Loading the model takes as long as so many texts: for fewer, another process is not worth its start. */
const TEXTS_A_START = 64;
/** Each takes about 200 MB. */
const MAX_WORKERS = 256;
/** A process that does not stop by itself within this time is killed. */
const STOP_TIMEOUT_MS = 10_000;
/** Characters kept of what a process printed, for the error when it dies. */
const STDERR_TAIL = 2_000;

/** The pool's {@link Embedder}, which also knows what its processes have cost. */
export interface WorkerPool extends Embedder {
  /** Sum of the peak memory of each process started so far, in bytes. */
  readonly peakBytes: number;
  /** Process ids of the workers that are alive. */
  readonly processIds: readonly number[];
}

interface Worker {
  readonly process: ChildProcess;
  readonly exited: Promise<void>;
  inFlight: number;
}

/** One call of `embed` under way. */
interface Batch {
  readonly texts: readonly string[];
  readonly as: TextRole;
  readonly vectors: VectorMatrix;
  /** Number of the batch's first job; job - first = row. */
  readonly first: number;
  given: number;
  done: number;
  readonly task: EmbedTask;
  readonly resolve: (vectors: VectorMatrix) => void;
  readonly reject: (error: Error) => void;
}

/** @throws ExplorerError INVALID_ARGUMENT unless it is a whole number from 1 to {@link MAX_WORKERS} */
export function assertWorkers(workers: number): void {
  if (Number.isInteger(workers) && workers >= 1 && workers <= MAX_WORKERS) return;
  throw new ExplorerError(
    'INVALID_ARGUMENT',
    `workers is ${workers}; expected a whole number from 1 to ${MAX_WORKERS}, best the number of cores`,
    { details: { workers } },
  );
}

/** Workers run from the build: Node 20 cannot start a `.ts` file. */
function workerFile(): string {
  const here = import.meta.url;
  return fileURLToPath(
    here.endsWith('.ts')
      ? new URL('../../dist/embedding/embed-worker.js', here)
      : new URL('./embed-worker.js', here),
  );
}

/**
 * Adapter: transformers.js in child processes, so that a crash of native code, or a signal from outside, ends a worker
 * and not the caller. One text at a time goes to a worker; the order of results does not depend on who finished first.
 * Idle workers do not keep the program alive; a worker that has died is replaced by the next call.
 *
 * @throws ExplorerError INVALID_ARGUMENT for `workers` out of its range
 */
export function createWorkerPool(options: WorkerPoolOptions): WorkerPool {
  const { model } = options;
  const size = options.workers ?? Math.min(MAX_WORKERS, availableParallelism());
  assertWorkers(size);
  const workers = new Set<Worker>();
  const batches: Batch[] = [];
  const peaks = new Map<Worker, number>();
  let jobs = 0;
  let disposed = false;

  function startWorker(): void {
    const child = fork(workerFile(), [], {
      serialization: 'advanced',
      execArgv: [],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    let printed = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      printed = (printed + text).slice(-STDERR_TAIL);
    });
    const exited = new Promise<void>((resolve) =>
      child.once('close', () => resolve()).once('error', () => resolve()),
    );
    const worker: Worker = { process: child, exited, inFlight: 0 };
    workers.add(worker);
    const end = (how: string, cause?: unknown) => {
      if (!workers.delete(worker) || disposed) return;
      failAll(
        new ExplorerError(
          'WORKER_FAILED',
          `a process that embeds texts has died (${how}); nothing was written. Run it again, with fewer workers if memory is short`,
          { cause: cause ?? new Error(printed.trim() || how), details: { how, printed: printed.trim() } },
        ),
      );
    };
    child.on('error', (error) => end(error.message, error));
    child.on('exit', (code, signal) => end(signal === null ? `exit code ${code}` : `signal ${signal}`));
    child.on('message', (message: FromWorker) => receive(worker, message));
    say(worker, { type: 'load', model, location: options.location });
    keepAlive();
  }

  /** So that there are `count` in all. */
  function startWorkers(count: number): void {
    while (workers.size < count) startWorker();
  }

  function say(worker: Worker, message: ToWorker): void {
    // A send to a process that is just dying fails; its exit event tells the story.
    worker.process.send(message, () => {});
  }

  function receive(worker: Worker, message: FromWorker): void {
    if (message.type === 'failed') {
      const { code, message: text, details } = message.error;
      workers.delete(worker);
      say(worker, { type: 'stop' });
      failAll(new ExplorerError(code, text, { details }));
    } else if (message.type === 'vector') {
      worker.inFlight--;
      peaks.set(worker, message.peakBytes);
      const batch = batches.find(
        ({ first, texts }) => message.job >= first && message.job < first + texts.length,
      );
      if (batch !== undefined) {
        const row = message.job - batch.first;
        batch.vectors.data.set(message.vector, row * model.dimension);
        batch.done++;
        report(batch, row, message.vector);
        if (batch.done === batch.texts.length) settle(batch, () => batch.resolve(batch.vectors));
      }
      feed();
    }
  }

  /** A fault of the caller's own callback ends its call, not the program. */
  function report(batch: Batch, row: number, vector: Float32Array): void {
    try {
      batch.task.onVector?.(row, vector);
      batch.task.onProgress?.({ stage: 'embed', done: batch.done, total: batch.texts.length });
    } catch (error) {
      settle(batch, () => batch.reject(error as Error));
    }
  }

  /** Gives every worker texts until it has {@link TEXTS_AHEAD}, oldest batch first. */
  function feed(): void {
    for (const worker of workers) {
      while (worker.inFlight < TEXTS_AHEAD) {
        const batch = batches.find(({ given, texts }) => given < texts.length);
        if (batch === undefined) return;
        const row = batch.given++;
        worker.inFlight++;
        say(worker, { type: 'embed', job: batch.first + row, text: batch.texts[row]!, as: batch.as });
      }
    }
  }

  function settle(batch: Batch, how: () => void): void {
    const at = batches.indexOf(batch);
    if (at < 0) return;
    batches.splice(at, 1);
    keepAlive();
    how();
  }

  function failAll(error: Error): void {
    for (const batch of [...batches]) settle(batch, () => batch.reject(error));
  }

  /** The program stays alive exactly while texts are under way. */
  function keepAlive(): void {
    for (const { process: child } of workers) {
      const channel = child.channel;
      if (batches.length > 0) {
        child.ref();
        channel?.ref();
      } else {
        child.unref();
        channel?.unref();
        (child.stderr as { unref?: () => void } | null)?.unref?.();
      }
    }
  }

  const { eager = 0 } = options;
  startWorkers(eager === 'all' ? size : Math.min(size, eager));

  return {
    model,

    get peakBytes() {
      return [...peaks.values()].reduce((sum, bytes) => sum + bytes, 0);
    },

    get processIds() {
      return [...workers].map(({ process: child }) => child.pid).filter((pid) => pid !== undefined);
    },

    async embed(texts: readonly string[], as: TextRole, task: EmbedTask = {}) {
      if (disposed) throw new ExplorerError('INVALID_ARGUMENT', 'this embedder was disposed; create another');
      throwIfAborted(task.signal, 'embedding');
      const vectors = createMatrix(texts.length, model.dimension);
      if (texts.length === 0) return vectors;
      const { signal } = task;
      let onAbort = (): void => {};
      const finished = new Promise<VectorMatrix>((resolve, reject) => {
        const batch: Batch = { texts, as, vectors, first: jobs, given: 0, done: 0, task, resolve, reject };
        batches.push(batch);
        onAbort = () => settle(batch, () => reject(abortedError(signal!, 'embedding')));
      });
      jobs += texts.length;
      signal?.addEventListener('abort', onAbort, { once: true });
      startWorkers(Math.min(size, Math.ceil(texts.length / TEXTS_A_START)));
      keepAlive();
      feed();
      return finished.finally(() => signal?.removeEventListener('abort', onAbort));
    },

    async dispose() {
      if (disposed) return;
      disposed = true;
      failAll(new ExplorerError('ABORTED', 'the embedder was disposed before it had finished'));
      await Promise.all(
        [...workers].map(async (worker) => {
          worker.process.ref();
          say(worker, { type: 'stop' });
          const timer = setTimeout(() => worker.process.kill('SIGKILL'), STOP_TIMEOUT_MS);
          await worker.exited;
          clearTimeout(timer);
        }),
      );
      workers.clear();
    },
  };
}
