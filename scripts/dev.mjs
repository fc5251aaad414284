import './lib/node-version.mjs';
import { join } from 'node:path';
import { bootstrap } from './lib/bootstrap.mjs';
import { runNode } from './lib/child.mjs';
import { parseFlags, runCommand } from './lib/command.mjs';
import { CORE, CORE_DIST } from './lib/paths.mjs';
import { createStepLog } from './lib/step-log.mjs';
import { toolFile } from './lib/tool.mjs';

const USAGE = `npm run dev

While you edit: compiles the library again (for workers and the command line, which run from dist) and runs
the tests that a change touches. q or Ctrl-C ends it.`;

await runCommand(USAGE, async (args) => {
  parseFlags(args, []);
  await bootstrap(createStepLog(process.stdout));
  const compiler = ['-p', join(CORE, 'tsconfig.build.json'), '--outDir', CORE_DIST];
  const tests = ['watch', '--project', 'unit', '--project', 'contract'];
  // Whichever ends first (q in vitest, a crash of either) ends the other too.
  const stop = new AbortController();
  const options = { show: /** @type {const} */ ('all'), signal: stop.signal };
  const running = [
    runNode(toolFile('typescript', 'tsc'), [...compiler, '--watch', '--preserveWatchOutput'], options),
    runNode(toolFile('vitest'), tests, options),
  ];
  const { code } = await Promise.race(running);
  stop.abort();
  await Promise.allSettled(running);
  return code;
});
