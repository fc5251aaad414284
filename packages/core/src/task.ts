import { ExplorerError } from './errors.ts';

/** One report of a long computation: `done` of `total` units of `stage`. Plain data, so that it crosses workers. */
export interface Progress {
  /** What is being done: `read`, `embed`, `index`, `graph`, `map`, `regions`, `write`… */
  readonly stage: string;
  /** Units finished, 0 ≤ done ≤ total. */
  readonly done: number;
  /** Units in all; 0 when it cannot be known beforehand. */
  readonly total: number;
}

/** What every long computation takes: a way to stop it and a way to watch it. Both are optional. */
export interface LongTask {
  /** Aborting rejects the call with an `ABORTED` error; what was half done is undone. */
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
}

/**
 * Throws `ABORTED` when the signal has been aborted, with the signal's reason as the cause.
 *
 * @throws ExplorerError ABORTED
 */
export function throwIfAborted(signal: AbortSignal | undefined, what: string): void {
  if (signal?.aborted) throw abortedError(signal, what);
}

export function abortedError(signal: AbortSignal, what: string): ExplorerError {
  return new ExplorerError('ABORTED', `${what} was stopped before it was finished; nothing was written`, {
    cause: signal.reason,
  });
}

/**
 * Gives the event loop a turn, so that a long synchronous loop can be aborted and a page can draw.
 * A message channel is used because timers are clamped to 4 ms in browsers.
 */
export function yieldToEventLoop(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

/** Longest run of synchronous work between two turns of the event loop, in milliseconds (one step may add to it). */
const SLICE_MS = 12;

/**
 * Keeps a long loop polite: `if (pace.isDue) await pace.rest()` once a step gives the event loop a turn every
 * {@link SLICE_MS}, and throws ABORTED there when the signal has been aborted meanwhile.
 */
export class Pace {
  private readonly signal: AbortSignal | undefined;
  private readonly what: string;
  private end: number;

  /** @throws ExplorerError ABORTED when the signal is aborted already. `what` begins the message: "the search". */
  constructor(signal: AbortSignal | undefined, what: string) {
    throwIfAborted(signal, what);
    this.signal = signal;
    this.what = what;
    this.end = performance.now() + SLICE_MS;
  }

  get isDue(): boolean {
    return performance.now() >= this.end;
  }

  /** @throws ExplorerError ABORTED */
  async rest(): Promise<void> {
    await yieldToEventLoop();
    throwIfAborted(this.signal, this.what);
    this.end = performance.now() + SLICE_MS;
  }
}
