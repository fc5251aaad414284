import type { LongTask, Progress } from '../task.ts';

/** How long one stage of a build took. */
export interface StageTime {
  readonly stage: string;
  readonly seconds: number;
}

/** Runs the stages of a build one after another and notes how long each took. */
export class StageClock {
  readonly times: StageTime[] = [];
  private readonly task: LongTask;

  constructor(task: LongTask) {
    this.task = task;
  }

  /** Runs `work` as one stage; whatever it calls its own steps, its progress is reported under `stage`. */
  async run<T>(stage: string, work: (task: LongTask) => Promise<T>): Promise<T> {
    const start = performance.now();
    const { signal, onProgress } = this.task;
    const report = onProgress && ((progress: Progress) => onProgress({ ...progress, stage }));
    const result = await work({ signal, onProgress: report });
    this.times.push({ stage, seconds: Math.round(performance.now() - start) / 1000 });
    return result;
  }
}
