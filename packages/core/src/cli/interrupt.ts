const SAME_STOP_MS = 500;

/**
 * Runs `work` with a signal that Ctrl-C (or SIGTERM) aborts: the work stops softly and writes nothing more.
 * A second Ctrl-C ends the program at once; one that follows within half a second is the same one, sent twice
 * (to the process and to its group).
 */
export async function withInterrupt<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  let stoppedAt = 0;
  const stop = (name: NodeJS.Signals) => {
    if (controller.signal.aborted) {
      if (performance.now() - stoppedAt > SAME_STOP_MS) process.exit(130);
      return;
    }
    stoppedAt = performance.now();
    if (process.stderr.isTTY) console.error('\nstopping… (Ctrl-C again to end at once)');
    controller.abort(new Error(`received ${name}`));
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  try {
    return await work(controller.signal);
  } finally {
    process.off('SIGINT', stop);
    process.off('SIGTERM', stop);
  }
}
