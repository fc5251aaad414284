import util from 'node:util';
import { Failure } from './failure.mjs';

/**
 * Runs one command of this folder: `--help`, wrong usage, failures and exit codes are alike in all.
 *
 * @param {string} usage the whole help text
 * @param {(args: readonly string[]) => Promise<number>} main gives the exit code
 */
export async function runCommand(usage, main) {
  const args = process.argv.slice(2);
  if (args[0] === '--help' || args[0] === '-h') {
    console.log(usage);
    return;
  }
  try {
    process.exitCode = await main(args);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    console.error(error.exitCode === 2 ? `${error.message}\n\n${usage}` : error.message);
    process.exitCode = error.exitCode;
  }
}

/**
 * Flags without values, and names; anything else is wrong usage.
 *
 * @template {string} Flag
 * @param {readonly string[]} args
 * @param {readonly Flag[]} flags without their dashes
 * @param {{ names?: boolean }} [options] names: also take words that are not flags
 * @returns {{ flags: ReadonlySet<Flag>, names: readonly string[] }}
 */
export function parseFlags(args, flags, { names = false } = {}) {
  try {
    const { values, positionals } = util.parseArgs({
      args: [...args],
      options: Object.fromEntries(flags.map((flag) => [flag, { type: /** @type {const} */ ('boolean') }])),
      allowPositionals: names,
    });
    return { flags: new Set(/** @type {Flag[]} */ (Object.keys(values))), names: positionals };
  } catch (error) {
    throw new Failure(error instanceof Error ? error.message : String(error), 2);
  }
}
