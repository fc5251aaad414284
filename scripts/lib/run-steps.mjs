import { Interrupted } from './failure.mjs';
import { addTallies, ONE_FAILED } from './tally.mjs';

/**
 * Runs all steps, whether or not one fails, and shows the output of those that do.
 *
 * @param {readonly import('./checks.mjs').Step[]} steps
 * @param {readonly string[]} args for each step's tool
 * @param {import('./step-log.mjs').StepLog} log
 * @returns {Promise<import('./tally.mjs').Tally>}
 */
export async function runSteps(steps, args, log) {
  /** @type {import('./tally.mjs').Tally[]} */
  const tallies = [];
  for (const step of steps) {
    log.begin(step.name);
    const started = performance.now();
    const { tally, output } = await step.run(args).catch(asResult);
    const seconds = (performance.now() - started) / 1000;
    const note = [
      tally.passed + tally.failed > 1 ? `${tally.passed} passed` : '',
      tally.failed > 0 ? `${tally.failed} failed` : '',
      tally.skipped > 0 ? `${tally.skipped} skipped` : '',
    ];
    log[tally.failed > 0 ? 'fail' : 'done'](step.name, seconds, note.filter(Boolean).join(', '));
    if (tally.failed > 0) log.text(`\n${output.trim()}\n`);
    tallies.push(tally);
  }
  return addTallies(tallies);
}

/**
 * A step that cannot even run has failed; only Ctrl-C ends them all.
 *
 * @param {unknown} error
 * @returns {import('./checks.mjs').StepResult}
 */
function asResult(error) {
  if (error instanceof Interrupted) throw error;
  return { tally: ONE_FAILED, output: error instanceof Error ? String(error.stack) : String(error) };
}
