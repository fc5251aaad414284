import { SingleBar } from 'cli-progress';
import type { Progress } from '../node.ts';

/** Shows progress on stderr while something long runs. */
export interface ProgressBar {
  readonly update: (progress: Progress) => void;
  stop(): void;
}

/** A bar a stage, with the time left; where stderr is no terminal nothing is shown. */
export function createProgressBar(): ProgressBar {
  if (!process.stderr.isTTY) return { update: () => {}, stop: () => {} };
  let bar: SingleBar | undefined;
  let stage = '';
  let first = { done: 0, at: 0 };
  const stop = () => {
    bar?.stop();
    bar = undefined;
  };
  return {
    update(progress) {
      if (progress.total === 0) return;
      if (progress.stage !== stage || bar === undefined) {
        stop();
        stage = progress.stage;
        bar = new SingleBar({
          format: `${stage.padEnd(10)} {bar} {percentage} % | {value}/{total} | {left}`,
          barsize: 28,
          barCompleteChar: '━',
          barIncompleteChar: '╌',
          hideCursor: true,
          clearOnComplete: true,
          stream: process.stderr,
          noTTYOutput: false,
          gracefulExit: false,
        });
        first = { done: progress.done, at: performance.now() };
        bar.start(progress.total, progress.done, { left: '' });
      }
      bar.setTotal(progress.total);
      bar.update(progress.done, { left: timeLeft(progress, first) });
    },
    stop,
  };
}

/** By the mean speed since the stage began; nothing before there is a second to judge by. */
function timeLeft({ done, total }: Progress, first: { readonly done: number; readonly at: number }): string {
  const elapsed = (performance.now() - first.at) / 1000;
  if (elapsed < 1 || done <= first.done || done >= total) return '';
  const seconds = Math.ceil((elapsed * (total - done)) / (done - first.done));
  const minutes = Math.floor(seconds / 60);
  if (minutes >= 60) return `${Math.floor(minutes / 60)} h ${minutes % 60} min left`;
  return minutes > 0 ? `${minutes} min ${seconds % 60} s left` : `${seconds} s left`;
}
