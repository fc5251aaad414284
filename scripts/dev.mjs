import './lib/node-version.mjs';
import { join } from 'node:path';
import { bootstrap } from './lib/bootstrap.mjs';
import { runNode } from './lib/child.mjs';
import { parseFlags, runCommand } from './lib/command.mjs';
import { CORE, CORE_DIST, DEMO } from './lib/paths.mjs';
import { ensureSeedAtlas } from './lib/seed-atlas.mjs';
import { createStepLog } from './lib/step-log.mjs';
import { toolFile } from './lib/tool.mjs';

const USAGE = `npm run dev

While you edit: serves the explorer on the sample atlas and brings each change to its page, compiles the library
again (for workers and the command line, which run from dist) and runs the tests that a change touches.
q or Ctrl-C ends all of it.`;

await runCommand(USAGE, async (args) => {
  parseFlags(args, []);
  const log = createStepLog(process.stdout);
  await bootstrap(log);
  await ensureSeedAtlas(log);
  const compiler = ['-p', join(CORE, 'tsconfig.build.json'), '--outDir', CORE_DIST];
  const tests = ['watch', '--project', 'unit', '--project', 'contract'];
  // Whichever ends first (q in vitest, a crash of any) ends the others too. The keyboard is for vitest alone.
  const stop = new AbortController();
  const options = { show: /** @type {const} */ ('output'), signal: stop.signal };
  const running = [
    runNode(toolFile('vite'), ['--clearScreen', 'false'], { ...options, cwd: DEMO }),
    runNode(toolFile('typescript', 'tsc'), [...compiler, '--watch', '--preserveWatchOutput'], options),
    runNode(toolFile('vitest'), tests, { ...options, show: 'all' }),
  ];
  try {
    const { code } = await Promise.race(running);
    return code;
  } finally {
    stop.abort();
    await Promise.allSettled(running);
  }
});
