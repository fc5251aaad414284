import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * A stamp says what a finished piece of work was made from: when the same hash comes out again, the work
 * need not be repeated. It is removed before the work starts and written when it is done, so that an
 * interrupted run leaves none.
 *
 * @typedef {{ readonly inputs: string, readonly outputs?: string }} Stamp hashes, see `fingerprint`
 */

/**
 * @param {string} path
 * @returns {Stamp | null} null when there is none, or none that can be read
 */
export function readStamp(path) {
  try {
    const value = JSON.parse(readFileSync(path, 'utf8'));
    return typeof value?.inputs === 'string' ? value : null;
  } catch {
    return null; // missing or torn: the work is done again, which is always right
  }
}

/**
 * @param {string} path
 * @param {Stamp} stamp
 */
export function writeStamp(path, stamp) {
  mkdirSync(dirname(path), { recursive: true });
  const next = `${path}.${process.pid}`;
  writeFileSync(next, `${JSON.stringify(stamp, null, 2)}\n`);
  renameSync(next, path);
}

/** @param {string} path */
export function removeStamp(path) {
  rmSync(path, { force: true });
}
