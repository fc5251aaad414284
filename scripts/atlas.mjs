import './lib/node-version.mjs';
import { pathToFileURL } from 'node:url';
import { bootstrap, ensureExplorer } from './lib/bootstrap.mjs';
import { Failure } from './lib/failure.mjs';
import { CLI } from './lib/paths.mjs';
import { createStepLog } from './lib/step-log.mjs';

// `npm run -s atlas -- <command> …`: the command line, from a checkout. It runs in this very process, so that
// arguments, standard input, signals and the exit code are its own; stdout stays free for its results.
try {
  const log = createStepLog(process.stderr, { quiet: true });
  await bootstrap(log);
  if (process.argv[2] === 'serve') await ensureExplorer(log);
  process.argv[1] = CLI;
  await import(pathToFileURL(CLI).href);
} catch (error) {
  if (!(error instanceof Failure)) throw error;
  console.error(error.message);
  process.exitCode = error.exitCode;
}
