import './lib/node-version.mjs';
import { ensureBuilt, ensureExplorer, ensureInstalled } from './lib/bootstrap.mjs';
import { runCommand } from './lib/command.mjs';
import { Failure, Interrupted } from './lib/failure.mjs';
import { runSteps } from './lib/run-steps.mjs';
import { createStepLog } from './lib/step-log.mjs';
import { addTallies, formatTally, NOTHING, ONE_FAILED } from './lib/tally.mjs';

const USAGE = `npm test [-- [--slow] [STEP…] [ARGUMENTS…]]

Checks everything, one step after the other, whether or not one fails:
  style types knip publint     each counts as one
  unit contract repo quality cli e2e
Ends with the line "N passed, N failed, N skipped".

  STEP…        only these steps
  ARGUMENTS…   after a step: for its tool, e.g. npm test -- unit packages/core/src/math -t cosine
  --slow       the slow tests instead (npm run test:slow): kills, fresh clones, an install without a compiler`;

await runCommand(USAGE, async (args) => {
  const slow = args[0] === '--slow';
  const { SLOW_STEPS, TEST_STEPS } = await import('./lib/test-steps.mjs');
  const all = slow ? SLOW_STEPS : TEST_STEPS;
  const words = slow ? args.slice(1) : args;
  const names = all.map((step) => step.name);
  const named = words.findIndex((word) => !names.includes(word));
  const chosen = named === -1 ? words : words.slice(0, named);
  const extra = words.slice(chosen.length);
  if (chosen.length === 0 && extra.length > 0 && !slow) {
    throw new Failure(`got ${extra[0]}, expected one of ${names.join(', ')}`, 2);
  }
  const steps = chosen.length === 0 ? all : all.filter((step) => chosen.includes(step.name));

  const log = createStepLog(process.stdout);
  let tally = NOTHING;
  let exitCode = 0;
  try {
    await ensureInstalled(log);
    // What does not compile is one failure; what runs from its sources still tells something.
    const built = await ensureBuilt(log)
      .then(() => (steps.some(({ needsExplorer }) => needsExplorer) ? ensureExplorer(log) : undefined))
      .then(
        () => NOTHING,
        (error) => failed(error, log),
      );
    tally = addTallies([built, await runSteps(steps, extra, log)]);
  } catch (error) {
    tally = addTallies([tally, failed(error, log)]);
    if (error instanceof Interrupted) exitCode = error.exitCode;
  }
  log.text(`\n${formatTally(tally)}`);
  return exitCode || (tally.failed > 0 ? 1 : 0);
});

/**
 * @param {unknown} error
 * @param {import('./lib/step-log.mjs').StepLog} log
 */
function failed(error, log) {
  log.text(`\n${error instanceof Failure ? error.message : String(/** @type {Error} */ (error).stack)}\n`);
  return ONE_FAILED;
}
