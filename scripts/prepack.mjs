import './lib/node-version.mjs';
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { bootstrap, ensureExplorer } from './lib/bootstrap.mjs';
import { parseFlags, runCommand } from './lib/command.mjs';
import { listExplorerFiles } from './lib/explorer.mjs';
import { CORE, EXPLORER, MODEL, ROOT } from './lib/paths.mjs';
import { createStepLog } from './lib/step-log.mjs';

const USAGE = `node scripts/prepack.mjs [--clean]

Run by npm around the packing of packages/core: puts beside its code what has to travel with it, which is the
built explorer, the default model and the licences; with --clean takes it away again.`;

const MODELS = join(CORE, 'models');
const PACKED_EXPLORER = join(CORE, 'explorer');
const LICENCES = ['LICENSE', 'NOTICE'];

await runCommand(USAGE, async (args) => {
  const { flags } = parseFlags(args, ['clean']);
  const packed = [MODELS, PACKED_EXPLORER, ...LICENCES.map((name) => join(CORE, name))];
  for (const path of packed) rmSync(path, { recursive: true, force: true });
  if (flags.has('clean')) return 0;

  // npm's own result goes to stdout.
  const log = createStepLog(process.stderr, { quiet: true });
  await bootstrap(log);
  await ensureExplorer(log);
  for (const name of LICENCES) cpSync(join(ROOT, name), join(CORE, name));
  // The folder's last two names are the model's id, by which it is looked up.
  const id = MODEL.slice(dirname(dirname(MODEL)).length + 1);
  cpSync(MODEL, join(MODELS, id), { recursive: true });
  cpSync(join(ROOT, 'NOTICE'), join(MODELS, id, 'NOTICE'));
  for (const name of listExplorerFiles()) {
    mkdirSync(dirname(join(PACKED_EXPLORER, name)), { recursive: true });
    cpSync(join(EXPLORER, name), join(PACKED_EXPLORER, name));
  }
  return 0;
});
