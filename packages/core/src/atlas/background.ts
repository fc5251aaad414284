import type { LongTask } from '../task.ts';

/** Work that goes on beside other work. */
export interface Background<T> {
  /** Waits for its end, and hands its progress on from now on. Throws what it has thrown. */
  wait(task: LongTask): Promise<T>;
  /** Stops it and waits until it has ended; null when it did so without a result. */
  cancel(): Promise<T | null>;
}

/** Begins `work`, which is stopped with `task` or by itself. Nothing is heard of it before it is waited for. */
export function startInBackground<T>(
  { signal }: LongTask,
  work: (task: LongTask) => Promise<T>,
): Background<T> {
  const stop = new AbortController();
  const forward = (): void => stop.abort(signal?.reason);
  if (signal?.aborted) forward();
  signal?.addEventListener('abort', forward);
  let tell: LongTask['onProgress'];
  const running = work({ signal: stop.signal, onProgress: (progress) => tell?.(progress) }).finally(() =>
    signal?.removeEventListener('abort', forward),
  );
  // Until somebody waits, a failure is nobody's.
  running.catch(() => {});
  return {
    wait({ onProgress }) {
      tell = onProgress;
      return running;
    },
    cancel() {
      stop.abort();
      return running.catch(() => null);
    },
  };
}
