import './lib/node-version.mjs';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { saveResult } from './lib/bench-results.mjs';
import { withBenchRunner } from './lib/bench-runner.mjs';
import { bootstrap, ensureExplorer } from './lib/bootstrap.mjs';
import { parseFlags, runCommand } from './lib/command.mjs';
import { Failure } from './lib/failure.mjs';
import { CORE, DEMO } from './lib/paths.mjs';
import { ensurePeers, PEERS } from './lib/peers.mjs';
import { createStepLog } from './lib/step-log.mjs';

const USAGE = `npm run bench -- [NAME…] [--quick] [--save] [-- ARGUMENTS…]

Without a name: the benches, each with the question that it answers.

  --quick   a smaller run, to see that it works
  --save    keeps the figures in results/NAME.json beside the bench
  -- …      words for the bench itself`;

/** Of the library and of the explorer. */
const FOLDERS = [join(CORE, 'bench'), join(DEMO, 'bench')];

await runCommand(USAGE, async (args) => {
  const split = args.includes('--') ? args.indexOf('--') : args.length;
  const { flags, names } = parseFlags(args.slice(0, split), ['quick', 'save'], { names: true });
  const all = listBenches();
  for (const name of names) {
    if (!all.has(name)) throw new Failure(`got ${name}, expected one of ${[...all.keys()].join(', ')}`, 2);
  }

  const log = createStepLog(process.stderr, { quiet: true });
  await bootstrap(log);
  await withBenchRunner(async (load) => {
    if (names.length === 0) {
      for (const [name, file] of all) console.log(`${name.padEnd(16)} ${(await load(file)).question}`);
    }
    for (const name of names) {
      const file = all.get(name) ?? '';
      const bench = await load(file);
      if (bench.peers) await ensurePeers(log);
      if (bench.explorer) await ensureExplorer(log);
      console.log(`\n${name}: ${bench.question}\n`);
      const quick = flags.has('quick');
      const context = { quick, args: args.slice(split + 1), print: console.log, peersFolder: PEERS };
      const result = await bench.run(context);
      if (flags.has('save')) console.log(`\nsaved ${await saveResult(file, bench.question, result)}`);
    }
  });
  return 0;
});

/** @returns {Map<string, string>} name and file of those that answer a question; the others are their helpers */
function listBenches() {
  const files = FOLDERS.flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)));
  const benches = files.filter(
    (file) => file.endsWith('.ts') && /^export const question\b/m.test(readFileSync(file, 'utf8')),
  );
  return new Map(benches.map((file) => [basename(file, '.ts'), file]));
}
