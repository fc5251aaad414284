import './lib/node-version.mjs';
import { writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { assembleKernels, KERNELS_FILE } from './lib/assemble-kernels.mjs';
import { ensureInstalled } from './lib/bootstrap.mjs';
import { parseFlags, runCommand } from './lib/command.mjs';
import { ROOT } from './lib/paths.mjs';
import { createStepLog } from './lib/step-log.mjs';

const USAGE = `npm run kernels

Assembles the inner loops of exact search, packages/core/src/math/vector-kernels.wat, into the file beside it
that the library loads. To be run after the .wat has changed; a test compares the two.`;

await runCommand(USAGE, async (args) => {
  parseFlags(args, []);
  await ensureInstalled(createStepLog(process.stderr, { quiet: true }));
  writeFileSync(KERNELS_FILE, await assembleKernels());
  console.log(`wrote ${relative(ROOT, KERNELS_FILE)}`);
  return 0;
});
