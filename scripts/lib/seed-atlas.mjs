import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { builtVersion } from './build.mjs';
import { runNode } from './child.mjs';
import { Failure } from './failure.mjs';
import { fingerprint } from './fingerprint.mjs';
import { CLI, MODEL, ROOT } from './paths.mjs';
import { readStamp, removeStamp, writeStamp } from './stamp.mjs';

/** What `npm start` makes: the atlas of the page that comes with the project. */
export const SEED_ATLAS = join(ROOT, 'out', 'rationalization.atlas');

const PAGE = join(ROOT, 'data', 'rationalization', 'page.txt');
const MODEL_SUMS = join(MODEL, 'SHA256SUMS');
const MANIFEST = join(SEED_ATLAS, 'manifest.json');

/** Beside the folder, in which every file is the library's own. */
const STAMP = join(ROOT, 'out', 'rationalization.stamp.json');

/**
 * Builds the atlas when it is missing, changed, or made from another page, model or library.
 *
 * @param {import('./step-log.mjs').StepLog} log
 */
export async function ensureSeedAtlas(log) {
  const inputs = fingerprint(ROOT, [PAGE, MODEL_SUMS], [builtVersion()]);
  const stamp = readStamp(STAMP);
  if (stamp?.inputs === inputs && stamp.outputs === manifestHash()) return log.skip('atlas');

  removeStamp(STAMP);
  if (existsSync(SEED_ATLAS) && (await runNode(CLI, ['info', SEED_ATLAS])).code !== 0) {
    log.text('  the atlas in out/ cannot be opened and is made anew');
    rmSync(SEED_ATLAS, { recursive: true, force: true });
  }
  const args = ['build', PAGE, '--out', SEED_ATLAS];
  // On a terminal the command line draws its own progress.
  const watched = Boolean(process.stderr.isTTY);
  if (!watched) log.begin('atlas');
  const { code, output, seconds } = await runNode(CLI, args, { show: watched ? 'errors' : 'capture' });
  if (code !== 0) {
    log.fail('atlas', seconds);
    throw new Failure(`${output}\nThe atlas was not built; tried: npm run -s atlas -- ${args.join(' ')}`);
  }
  writeStamp(STAMP, { inputs, outputs: manifestHash() });
  log.done('atlas', seconds);
}

/**
 * What the build wrote down of itself.
 *
 * @returns {BuildReport}
 *
 * @typedef {object} BuildReport the part of `build-report.json` that is shown
 * @property {number} papers
 * @property {{ readonly id: string, readonly dtype: string, readonly dimension: number, readonly maxTokens: number }} model
 * @property {readonly { readonly id: number, readonly level: number, readonly parent: number | null, readonly name: string, readonly size: number }[]} regions coarse ones on level 0, fine ones with their parent's id
 * @property {Readonly<Record<string, number | null>>} quality
 * @property {readonly { readonly stage: string, readonly seconds: number }[]} stages
 */
export function readBuildReport() {
  return JSON.parse(readFileSync(join(SEED_ATLAS, 'build-report.json'), 'utf8'));
}

/** @returns {string} */
function manifestHash() {
  return fingerprint(ROOT, [MANIFEST]);
}
