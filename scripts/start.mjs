import './lib/node-version.mjs';
import { formatHits, formatSummary } from './lib/atlas-summary.mjs';
import { bootstrap, ensureExplorer } from './lib/bootstrap.mjs';
import { runNode } from './lib/child.mjs';
import { parseFlags, runCommand } from './lib/command.mjs';
import { startExplorer } from './lib/explorer-server.mjs';
import { Failure, Interrupted } from './lib/failure.mjs';
import { CLI } from './lib/paths.mjs';
import { ensureSeedAtlas, readBuildReport, SEED_ATLAS } from './lib/seed-atlas.mjs';
import { findServingProblems } from './lib/served-claims.mjs';
import { createStepLog, formatSeconds } from './lib/step-log.mjs';

const USAGE = `npm start [-- --check]

Installs what is missing, builds, makes the atlas of data/rationalization/page.txt, shows what it made,
searches it once, and serves the explorer at http://localhost:4209 (or the next free port) until Ctrl-C. What is
up to date is not done again.

  --check   verifies the atlas, asks the server for page, atlas, model and WASM, stops it and ends;
            fails when anything is wrong`;

const QUERY = 'does an explanation show how the model really came to its answer?';
const PARENT = process.ppid;
const PARENT_POLL_MS = 1_000;
const SEED_PAPERS = 209;
const HITS = 5;

await runCommand(USAGE, async (args) => {
  const { flags } = parseFlags(args, ['check']);
  const started = performance.now();
  const log = createStepLog(process.stdout);
  await bootstrap(log);
  await ensureSeedAtlas(log);
  await ensureExplorer(log);
  const report = readBuildReport();
  log.text(`\n${formatSummary(report)}\n`);
  const { hits } = JSON.parse(await runCli(['search', SEED_ATLAS, QUERY, '--limit', String(HITS), '--json']));
  log.text(formatHits(QUERY, hits));
  if (flags.has('check')) {
    log.text('');
    await verify(log, report, hits);
    await verifyServing(log);
  }
  log.text(`\ndone in ${formatSeconds((performance.now() - started) / 1000)}. Now ask something yourself:`);
  log.text('  npm run -s atlas -- search out/rationalization.atlas "your question"');
  if (flags.has('check')) return 0;
  log.text('\nThe explorer, in your browser:');
  return serve();
});

/** Ctrl-C is how it is meant to end. @returns {Promise<number>} */
async function serve() {
  const stop = new AbortController();
  const watch = setInterval(() => isAbandoned() && stop.abort(), PARENT_POLL_MS);
  try {
    const { code } = await runNode(CLI, ['serve', SEED_ATLAS], { show: 'all', signal: stop.signal });
    return code;
  } catch (error) {
    if (error instanceof Interrupted && error.exitCode === 130) return 0;
    throw error;
  } finally {
    clearInterval(watch);
  }
}

/** Whether the npm that runs this is gone: one that is killed ends its shell, and leaves what runs in it. */
function isAbandoned() {
  return process.env['npm_lifecycle_event'] === 'start' && process.ppid !== PARENT;
}

/** @param {import('./lib/step-log.mjs').StepLog} log */
async function verifyServing(log) {
  const started = performance.now();
  const server = await startExplorer(SEED_ATLAS);
  const problems = await findServingProblems(server.url).catch((error) => [String(error)]);
  if (!(await server.stop())) problems.push('the server did not end well when it was stopped');
  log[problems.length === 0 ? 'done' : 'fail']('serve', (performance.now() - started) / 1000, server.url);
  for (const problem of problems) log.text(`✗ ${problem}`);
  if (problems.length > 0) throw new Failure('The check failed.');
}

/**
 * @param {import('./lib/step-log.mjs').StepLog} log
 * @param {import('./lib/seed-atlas.mjs').BuildReport} report
 * @param {readonly { readonly rank: number, readonly title: string, readonly score: number }[]} hits
 */
async function verify(log, report, hits) {
  const names = report.regions.map(({ name }) => name);
  const sorted = hits.every(({ score }, i) => score <= (hits[i - 1]?.score ?? Number.POSITIVE_INFINITY));
  /** @type {readonly (readonly [string, boolean])[]} */
  const claims = [
    [`${SEED_PAPERS} papers, got ${report.papers}`, report.papers === SEED_PAPERS],
    [`at least 2 regions, got ${names.length}`, names.length >= 2],
    ['every region with a name', names.every((name) => name.trim() !== '')],
    [`${HITS} hits, got ${hits.length}`, hits.length === HITS],
    ['hits from the best down', sorted],
  ];
  const broken = claims.filter(([, holds]) => !holds);
  for (const [claim] of broken) log.text(`✗ expected ${claim}`);
  const { code, output, seconds } = await runNode(CLI, ['doctor', SEED_ATLAS]);
  log[code === 0 ? 'done' : 'fail']('doctor', seconds);
  log.text(output.trimEnd());
  if (broken.length > 0 || code !== 0) throw new Failure('The check failed.');
}

/**
 * @param {readonly string[]} args
 * @returns {Promise<string>} stdout
 */
async function runCli(args) {
  const { code, output, stdout } = await runNode(CLI, args);
  if (code !== 0) throw new Failure(`${output}\nFailed: npm run -s atlas -- ${args.join(' ')}`);
  return stdout;
}
