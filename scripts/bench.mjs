import './lib/node-version.mjs';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { saveResult } from './lib/bench-results.mjs';
import { withBenchRunner } from './lib/bench-runner.mjs';
import { bootstrap } from './lib/bootstrap.mjs';
import { parseFlags, runCommand } from './lib/command.mjs';
import { Failure } from './lib/failure.mjs';
import { CORE } from './lib/paths.mjs';
import { ensurePeers, PEERS } from './lib/peers.mjs';
import { createStepLog } from './lib/step-log.mjs';

const USAGE = `npm run bench -- [NAME…] [--quick] [--save] [-- ARGUMENTS…]

Without a name: the benches, each with the question that it answers.

  --quick   a smaller run, to see that it works
  --save    keeps the figures in packages/core/bench/results/NAME.json
  -- …      words for the bench itself`;

const BENCHES = join(CORE, 'bench');

await runCommand(USAGE, async (args) => {
  const split = args.includes('--') ? args.indexOf('--') : args.length;
  const { flags, names } = parseFlags(args.slice(0, split), ['quick', 'save'], { names: true });
  const all = listBenches();
  for (const name of names) {
    if (!all.includes(name)) throw new Failure(`got ${name}, expected one of ${all.join(', ')}`, 2);
  }

  const log = createStepLog(process.stderr, { quiet: true });
  await bootstrap(log);
  await withBenchRunner(async (load) => {
    if (names.length === 0) {
      for (const name of all) console.log(`${name.padEnd(16)} ${(await load(fileOf(name))).question}`);
    }
    for (const name of names) {
      const bench = await load(fileOf(name));
      if (bench.peers) await ensurePeers(log);
      console.log(`\n${name}: ${bench.question}\n`);
      const quick = flags.has('quick');
      const context = { quick, args: args.slice(split + 1), print: console.log, peersFolder: PEERS };
      const result = await bench.run(context);
      if (flags.has('save')) console.log(`\nsaved ${await saveResult(name, bench.question, result)}`);
    }
  });
  return 0;
});

/** @param {string} name */
function fileOf(name) {
  return join(BENCHES, `${name}.ts`);
}

/** @returns {string[]} names of the files that answer a question; the others are their helpers */
function listBenches() {
  const files = readdirSync(BENCHES).filter((name) => name.endsWith('.ts'));
  const benches = files.filter((name) =>
    /^export const question\b/m.test(readFileSync(join(BENCHES, name), 'utf8')),
  );
  return benches.map((file) => basename(file, '.ts'));
}
