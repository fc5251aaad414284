import { join } from 'node:path';
import { build, isBuilt } from './build.mjs';
import { buildExplorer, isExplorerBuilt } from './explorer.mjs';
import { install, isInstalled } from './install.mjs';
import { withLock } from './lock.mjs';
import { CACHE } from './paths.mjs';

const LOCK = join(CACHE, 'bootstrap.lock');

/**
 * Makes a checkout ready to run: packages installed, library built; what is up to date is left alone.
 *
 * @param {import('./step-log.mjs').StepLog} log
 */
export async function bootstrap(log) {
  await ensureInstalled(log);
  await ensureBuilt(log);
}

/** @param {import('./step-log.mjs').StepLog} log */
export function ensureInstalled(log) {
  return ensure('install', isInstalled, install, log);
}

/** @param {import('./step-log.mjs').StepLog} log */
export function ensureBuilt(log) {
  return ensure('build', isBuilt, build, log);
}

/**
 * For what shows or ships the explorer; the rest does without.
 *
 * @param {import('./step-log.mjs').StepLog} log
 */
export function ensureExplorer(log) {
  return ensure('explorer', isExplorerBuilt, buildExplorer, log);
}

/**
 * @param {string} name
 * @param {() => boolean} isDone
 * @param {() => Promise<string | void>} work gives a note
 * @param {import('./step-log.mjs').StepLog} log
 */
async function ensure(name, isDone, work, log) {
  if (isDone()) return log.skip(name);
  log.begin(name);
  const started = performance.now();
  const seconds = () => (performance.now() - started) / 1000;
  try {
    // Asked again inside: whoever held the lock may have done the work.
    const note = await withLock(LOCK, async () => (isDone() ? 'done by another run' : await work()));
    log.done(name, seconds(), note ?? '');
  } catch (error) {
    log.fail(name, seconds());
    throw error;
  }
}
