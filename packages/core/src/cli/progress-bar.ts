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
          format: `${stage.padEnd(10)} {bar} {percentage} % | {value}/{total} | {eta_formatted} left`,
          barsize: 28,
          barCompleteChar: '━',
          barIncompleteChar: '╌',
          hideCursor: true,
          clearOnComplete: true,
          etaBuffer: 50,
          stream: process.stderr,
          noTTYOutput: false,
          gracefulExit: false,
        });
        bar.start(progress.total, progress.done);
      }
      bar.setTotal(progress.total);
      bar.update(progress.done);
    },
    stop,
  };
}
