import { type LongTask, type Progress, yieldToEventLoop } from '../task.ts';
import { type Background, startInBackground } from './background.ts';

/** How long one stage of a build took, and how much memory. */
export interface StageTime {
  readonly stage: string;
  readonly seconds: number;
  /** Most memory of the processes until it ended, in bytes; null where it cannot be known. The stage that raises it is the greedy one. */
  readonly peakBytes: number | null;
}

/** Runs the stages of a build one after another and notes how long each took. */
export class StageClock {
  readonly times: StageTime[] = [];
  private readonly task: LongTask;
  private readonly measurePeak: (() => number) | undefined;

  /** `measurePeak` gives the most memory so far, in bytes. */
  constructor(task: LongTask, measurePeak?: () => number) {
    this.task = task;
    this.measurePeak = measurePeak;
  }

  /** Runs `work` as one stage; whatever it calls its own steps, its progress is reported under `stage`. */
  async run<T>(stage: string, work: (task: LongTask) => Promise<T>): Promise<T> {
    const start = performance.now();
    const { signal, onProgress } = this.task;
    // What ended the stage before, and what begins this one, are a turn of the event loop each.
    await yieldToEventLoop();
    const report = onProgress && ((progress: Progress) => onProgress({ ...progress, stage }));
    const result = await work({ signal, onProgress: report });
    const seconds = Math.round(performance.now() - start) / 1000;
    this.times.push({ stage, seconds, peakBytes: this.measurePeak?.() ?? null });
    return result;
  }

  /** Begins `work` beside the stages; the stage that waits for it tells of its progress, and counts the time waited. */
  beside<T>(work: (task: LongTask) => Promise<T>): Background<T> {
    return startInBackground(this.task, work);
  }
}
