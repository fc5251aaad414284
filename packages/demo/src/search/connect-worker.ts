import type { Answer, Calls } from './border.ts';
import { fromPlainError } from './plain-error.ts';

/** Calls into a worker. @throws ExplorerError what the handler threw; WORKER_FAILED when the worker cannot be started */
export function connectWorker<C extends Calls>(worker: Worker) {
  const waiting = new Map<number, (answer: Answer) => void>();
  let next = 0;
  const failAll = (why: string) => {
    const error = { code: 'WORKER_FAILED' as const, message: why, details: {} };
    for (const [id, settle] of [...waiting]) settle({ id, error });
  };
  worker.onmessage = ({ data }: MessageEvent<Answer>) => waiting.get(data.id)?.(data);
  worker.onerror = (event) =>
    failAll(event.message || 'a part of the explorer could not be started; load the page again');
  return function call<K extends keyof C & string>(
    name: K,
    input: C[K]['input'],
    options: { signal?: AbortSignal | undefined; onReport?: (report: C[K]['report']) => void } = {},
  ): Promise<C[K]['output']> {
    return new Promise((resolve, reject) => {
      const id = next++;
      options.signal?.addEventListener('abort', () => worker.postMessage({ id, abort: true }), {
        once: true,
      });
      waiting.set(id, (answer) => {
        if ('report' in answer) return options.onReport?.(answer.report);
        waiting.delete(id);
        if ('error' in answer) reject(fromPlainError(answer.error));
        else resolve(answer.output);
      });
      worker.postMessage({ id, name, input });
    });
  };
}
