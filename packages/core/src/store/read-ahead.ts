/**
 * Calls `read` for each item, up to `atOnce` at a time, and gives the answers in the order of the items. The first
 * failure in that order is thrown; after it, or when no more answers are taken, those still under way are aborted.
 *
 * @param atOnce ≥ 1; 1 = the next item is begun when the answer before has been taken
 */
export async function* readAhead<T, R>(
  items: readonly T[],
  atOnce: number,
  read: (item: T, signal: AbortSignal) => Promise<R>,
  signal?: AbortSignal,
): AsyncGenerator<R> {
  const controller = new AbortController();
  const stop = () => controller.abort(signal?.reason);
  if (signal?.aborted) stop();
  signal?.addEventListener('abort', stop);
  const underway: Promise<R>[] = [];
  let next = 0;
  try {
    while (next < items.length || underway.length > 0) {
      while (next < items.length && underway.length < atOnce) {
        const answer = read(items[next++]!, controller.signal);
        // One that fails before its turn is thrown in its turn, or not at all when another failed before it.
        answer.catch(() => undefined);
        underway.push(answer);
      }
      yield await underway.shift()!;
    }
  } finally {
    signal?.removeEventListener('abort', stop);
    controller.abort();
  }
}
