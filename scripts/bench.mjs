import './lib/node-version.mjs';
import { listBenches } from './lib/bench-files.mjs';
import { saveResult } from './lib/bench-results.mjs';
import { withBenchRunner } from './lib/bench-runner.mjs';
import { bootstrap, ensureExplorer } from './lib/bootstrap.mjs';
import { parseFlags, runCommand } from './lib/command.mjs';
import { Failure } from './lib/failure.mjs';
import { ensurePeers, PEERS } from './lib/peers.mjs';
import { renderTable, writeTable } from './lib/performance-table.mjs';
import { createStepLog } from './lib/step-log.mjs';

const USAGE = `npm run bench -- [NAME…] [--quick] [--save] [-- ARGUMENTS…]

Without a name: the benches, each with the question that it answers.

  --quick   a smaller run, to see that it works
  --save    keeps the figures in results/NAME.json beside the bench
  --table   writes README's table of performance from what is kept
  -- …      words for the bench itself`;

await runCommand(USAGE, async (args) => {
  const split = args.includes('--') ? args.indexOf('--') : args.length;
  const { flags, names } = parseFlags(args.slice(0, split), ['quick', 'save', 'table'], { names: true });
  const all = listBenches();
  for (const name of names) {
    if (!all.has(name)) throw new Failure(`got ${name}, expected one of ${[...all.keys()].join(', ')}`, 2);
  }

  const log = createStepLog(process.stderr, { quiet: true });
  await bootstrap(log);
  await withBenchRunner(async (load) => {
    if (names.length === 0 && !flags.has('table')) {
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
    if (flags.has('table')) console.log(`wrote ${writeTable(await renderTable(all, load))}`);
  });
  return 0;
});
