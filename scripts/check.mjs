import './lib/node-version.mjs';
import { bootstrap } from './lib/bootstrap.mjs';
import { CHECKS, rewriteStyle } from './lib/checks.mjs';
import { parseFlags, runCommand } from './lib/command.mjs';
import { runSteps } from './lib/run-steps.mjs';
import { createStepLog } from './lib/step-log.mjs';

const USAGE = `npm run check [-- --write]

The checks that run no test: format and lint, types, unused code, the published package.

  --write   also rewrites what the formatter and the linter can`;

await runCommand(USAGE, async (args) => {
  const { flags } = parseFlags(args, ['write']);
  const log = createStepLog(process.stdout);
  await bootstrap(log);
  const steps = flags.has('write') ? [rewriteStyle, ...CHECKS.slice(1)] : CHECKS;
  const { failed } = await runSteps(steps, [], log);
  return failed > 0 ? 1 : 0;
});
