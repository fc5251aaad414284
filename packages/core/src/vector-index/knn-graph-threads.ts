import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { ExplorerError } from '../errors.ts';
import type { VectorMatrix } from '../math/matrix.ts';
import { abortedError, type LongTask, throwIfAborted } from '../task.ts';
import { buildKnnGraph } from './knn-graph.ts';
import { shareValues } from './shared-vectors.ts';
import type { NeighborTable } from './vector-index.ts';

export interface KnnThreadsOptions {
  /** Neighbours a row, ≥ 1; the graph has min(k, count - 1). */
  readonly k: number;
  /** The rows that are looked up; default all. The table has a line for each, in this order. */
  readonly rows?: Int32Array | undefined;
  /** Threads at most, ≥ 1; default one a core. Fewer where a thread would have too little to do. */
  readonly threads?: number | undefined;
}

/** What the threads share; rows are taken in turn by adding to `next`. */
export interface KnnGraphWork {
  readonly vectors: VectorMatrix;
  /** A line for each of `rows`. */
  readonly graph: NeighborTable;
  readonly rows: Int32Array | undefined;
  /** One number: the first row that no thread has taken. */
  readonly next: Int32Array;
}

/**
 * The exact kNN graph by cosine, as `buildKnnGraph` without an index gives it, to the bit, made in threads: the event
 * loop stays free. Each thread keeps a copy of the vectors at a byte a value; those of `vectors` are shared, and are
 * copied once where their buffer is no SharedArrayBuffer. It takes count² comparisons of 13 ns (384 values) over the
 * threads: for 87,000 rows less than an HNSW index takes to build and to ask, up to some 200,000 rows.
 *
 * Progress is reported as stage `graph`, in rows.
 *
 * @throws ExplorerError INVALID_ARGUMENT, ABORTED, WORKER_FAILED
 */
export async function buildKnnGraphInThreads(
  vectors: VectorMatrix,
  { k, rows, threads = availableParallelism() }: KnnThreadsOptions,
  task: LongTask = {},
): Promise<NeighborTable> {
  const count = rows?.length ?? vectors.count;
  const used = Math.min(threads, Math.floor((count * vectors.count) / LEAST_PAIRS_A_THREAD));
  if (used < 1 || !Number.isInteger(k) || k < 1) return await buildKnnGraph(vectors, { k, rows }, task);
  throwIfAborted(task.signal, WHAT);
  const most = Math.min(k, vectors.count - 1);
  const work: KnnGraphWork = {
    vectors: { ...vectors, data: await shareValues(vectors.data) },
    graph: {
      indices: new Int32Array(new SharedArrayBuffer(4 * count * most)),
      distances: new Float32Array(new SharedArrayBuffer(4 * count * most)),
      count,
      k: most,
    },
    rows,
    next: new Int32Array(new SharedArrayBuffer(4)),
  };
  let done = 0;
  const onRows = (rows: number): void => {
    done += rows;
    task.onProgress?.({ stage: 'graph', done, total: count });
  };
  const workers = Array.from(
    { length: used },
    () => new Worker(workerFile(), { workerData: work, execArgv: [] }),
  );
  try {
    await Promise.all(workers.map((worker) => finish(worker, onRows, task.signal)));
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
  // Whoever writes or moves the graph may not be able to do so with shared memory.
  const { indices, distances } = work.graph;
  return { indices: indices.slice(), distances: distances.slice(), count, k: most };
}

const WHAT = 'the kNN graph';

/** A thread takes as long to start as 1,500 rows take to be looked up among 3,000. */
const LEAST_PAIRS_A_THREAD = 1500 * 3000;

function finish(
  worker: Worker,
  onRows: (rows: number) => void,
  signal: AbortSignal | undefined,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(abortedError(signal!, WHAT));
    signal?.addEventListener('abort', stop, { once: true });
    worker.on('message', onRows);
    worker.once('error', (cause) => reject(failure(cause.message, cause)));
    worker.once('exit', (code) => {
      signal?.removeEventListener('abort', stop);
      if (code === 0) resolve();
      else reject(failure(`it ended with code ${code}`));
    });
  });
}

function failure(why: string, cause?: Error): ExplorerError {
  return new ExplorerError('WORKER_FAILED', `a thread that looks up neighbours has failed: ${why}`, {
    cause,
  });
}

/** Threads run from the build: Node 20 cannot start a `.ts` file. */
function workerFile(): URL {
  const here = import.meta.url;
  return here.endsWith('.ts')
    ? new URL('../../dist/vector-index/knn-graph-worker.js', here)
    : new URL('./knn-graph-worker.js', here);
}
