import { throwIfAborted, yieldToEventLoop } from '../task.ts';

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
